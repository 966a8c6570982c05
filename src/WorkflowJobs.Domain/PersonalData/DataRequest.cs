namespace WorkflowJobs.Domain.PersonalData;

/// <summary>What is asked of somebody's personal data (PIPL 45–47; DOMAIN §9.3).</summary>
public static class DataRequestKinds
{
    public const string Copy = "Copy";
    public const string Correct = "Correct";
    public const string Delete = "Delete";

    /// <summary>Proposed by the office when the file has fallen due.</summary>
    public const string Retention = "Retention";

    /// <summary>What the person may ask.</summary>
    public static IReadOnlyList<string> OfThePerson { get; } = [Copy, Correct, Delete];

    public static string Zh(string kind) => kind switch
    {
        Copy => "查阅复制个人信息",
        Correct => "更正个人信息",
        Delete => "删除个人信息",
        Retention => "到期销毁个人信息",
        _ => kind,
    };
}

/// <summary>A request about a person's data, or the office's proposal to destroy what has fallen due.</summary>
public sealed class DataRequest
{
    public required string Id { get; init; }
    public required string PersonId { get; init; }

    /// <summary>One of <see cref="DataRequestKinds"/>.</summary>
    public required string Kind { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
    public required string RequestedBy { get; init; }

    /// <summary>The absent handler in whose stead the office's proposal was made; null for all else.</summary>
    public string? RequestedForId { get; init; }

    /// <summary>For a correction: name, phone or account, or other.</summary>
    public string? Field { get; init; }

    /// <summary>What is asked in words, and the right value: JSON, encrypted with the person's key.</summary>
    public byte[]? DetailCipher { get; init; }

    /// <summary>The copy as it was handed over, JSON, encrypted with the person's key; its hash is in the journal.</summary>
    public byte[]? CopyCipher { get; set; }

    public string? CopyHash { get; set; }

    /// <summary>Last day of keeping at the time of the answer; null when not asked or without an end yet.</summary>
    public DateOnly? KeptUntil { get; set; }

    /// <summary>Deliver, Correct, Refuse, Erase; null while open.</summary>
    public string? Outcome { get; set; }

    /// <summary>The reason that was given, encrypted with the person's key.</summary>
    public byte[]? AnswerCipher { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }
    public string? InstanceId { get; set; }
    public int Revision { get; set; }
}
