using System.Text.Json;

namespace WorkflowJobs.Domain.Publicity;

/// <summary>Values of <see cref="PublicityList.Status"/>.</summary>
public static class ListStates
{
    public const string Draft = "Draft";
    public const string Posted = "Posted";
    public const string Concluded = "Concluded";
}

/// <summary>Values of <see cref="PublicityEntry.State"/>.</summary>
public static class EntryStates
{
    public const string Listed = "Listed";

    /// <summary>An objection is open: only this person is held.</summary>
    public const string Held = "Held";
    public const string Cleared = "Cleared";
    public const string Upheld = "Upheld";

    /// <summary>Wrong content: moved to a list of its own with a period of its own.</summary>
    public const string Restarted = "Restarted";
}

/// <summary>Values of <see cref="Objection.Outcome"/>.</summary>
public static class ObjectionOutcomes
{
    public const string Upheld = "Upheld";
    public const string NotUpheld = "NotUpheld";
}

/// <summary>An interruption of the posting. <see cref="RepostedOn"/> is null until the list hangs again.</summary>
public sealed record Interruption(DateOnly InterruptedOn, string Reason, string RecordedBy, DateOnly? FormerStart, DateOnly? FormerEnd)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public DateOnly? RepostedOn { get; init; }

    public static IReadOnlyList<Interruption> ReadAll(string json) => JsonSerializer.Deserialize<List<Interruption>>(json, Web) ?? [];

    public static string WriteAll(IEnumerable<Interruption> all) => JsonSerializer.Serialize(all, Web);
}

/// <summary>The interruptions of a list.</summary>
public static class ListInterruptions
{
    public static bool IsInterrupted(this PublicityList list) =>
        list.Status == ListStates.Posted && Interruption.ReadAll(list.Interruptions).Any(i => i.RepostedOn is null);
}
