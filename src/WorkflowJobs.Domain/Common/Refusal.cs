namespace WorkflowJobs.Domain.Common;

/// <summary>An expected refusal: a value with a stable code and a sentence in both languages that says what to do.</summary>
public sealed record Refusal(string Code, string MessageZh, string MessageEn)
{
    /// <summary>HTTP status that fits: 400, 403, 404, 409 or 422 (default).</summary>
    public int Status { get; init; } = 422;

    /// <summary>Field errors, when a form was refused.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Machine-readable extras, e.g. the current revision.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();
}

/// <summary>A problem of one field, by its path in the form's data, e.g. <c>household[1].idNumber</c>.</summary>
public sealed record FieldError(string Field, string Code, string MessageZh, string MessageEn);

/// <summary>A value or a refusal.</summary>
public readonly record struct Result<T>
{
    private Result(T? value, Refusal? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    /// <summary>The value; default when refused.</summary>
    public T? Value { get; }

    public Refusal? Refusal { get; }

    public bool IsRefused => Refusal is not null;

    /// <summary>Messages to other instances that this command set off and that were not delivered yet when it answered (invariant 8).</summary>
    public int Remaining { get; init; }

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}
