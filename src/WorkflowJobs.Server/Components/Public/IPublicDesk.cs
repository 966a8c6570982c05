namespace WorkflowJobs.Server.Components.Public;

/// <summary>What everybody may read, without signing in.</summary>
public interface IPublicDesk
{
    Task<IReadOnlyList<PublicNotice>> Notices(CancellationToken cancel);

    Task<PublicNotice?> Notice(string id, CancellationToken cancel);

    /// <summary>Lists that are posted now; removed ones are gone (DOMAIN §9.2).</summary>
    Task<IReadOnlyList<PublicList>> Lists(CancellationToken cancel);

    Task<PublicList?> List(string id, CancellationToken cancel);

    /// <summary>Null unless both fit: whether a receipt exists is not told.</summary>
    Task<PublicProgress?> Progress(string receipt, string lastFour, CancellationToken cancel);
}

public sealed record PublicPost(string Name, string Class, string Content, string Place, int Number, string Conditions, string Employer, string Village);

public sealed record PublicNotice(string Id, string Title, string Town, string Status)
{
    public string? DocumentNumber { get; init; }
    public DateTimeOffset? OpensAt { get; init; }
    public DateTimeOffset? ClosesAt { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public string? Place { get; init; }
    public string? Phone { get; init; }
    public string? SupervisionPhone { get; init; }
    public IReadOnlyList<string> Lines { get; init; } = [];
    public IReadOnlyList<PublicPost> Posts { get; init; } = [];

    /// <summary>Who looks is signed in as the town's handler, and the notice can still be corrected.</summary>
    public bool MayCorrect { get; init; }

    /// <summary>Corrections, the latest first: heading, why, and what changed.</summary>
    public IReadOnlyList<PublicCorrection> Corrections { get; init; } = [];

    /// <summary>Who may apply, with the birth dates that the age bounds mean.</summary>
    public IReadOnlyList<(string Title, IReadOnlyList<string> Sentences)> Categories { get; init; } = [];
}

public sealed record PublicCorrection(string Title, string Reason, string Effect, IReadOnlyList<(string What, string Before, string After)> Changes);

public sealed record PublicEntry(int Number, string Name, string Sex, string Village, string Post, string LastFour)
{
    /// <summary>What an objection names.</summary>
    public string Id { get; init; } = "";
}

public sealed record PublicList(string Id, string Title, string Town, string Status, DateOnly? StartsOn, DateOnly? EndsOn)
{
    public bool Provisional { get; init; }
    public DateOnly? PostedOn { get; init; }
    public string? Phone { get; init; }
    public string? SupervisionPhone { get; init; }
    public IReadOnlyList<PublicEntry> Entries { get; init; } = [];
    public IReadOnlyList<string> Interruptions { get; init; } = [];
}

public sealed record PublicProgress(string Receipt, string Status, string Next, IReadOnlyList<Officer.Step> Steps);
