using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Applications;

namespace WorkflowJobs.Domain.Reviews;

/// <summary>The record of one sitting as the forms review-record and review-substitutes give it. Pure.</summary>
public sealed record ReviewRecordForm(DateOnly? HeldOn, string Place, string Chair, ReviewSitting Sitting, IReadOnlyList<ReviewRow> Rows)
{
    private static readonly char[] NameSeparators = ['、', '，', ',', '；', ';', ' ', '\n'];

    public static ReviewRecordForm Read(JsonObject data) => new(
        data.Date("heldOn"),
        data.Text("place") ?? "",
        data.Text("chair") ?? "",
        new ReviewSitting(
            [.. data.Rows("roster").Select(Member)],
            data.Text("firstTeller")?.Trim() ?? "",
            data.Text("secondTeller")?.Trim() ?? ""),
        [.. data.Rows("people").Select(Row)]);

    /// <summary>Somebody of this name presided, counted the votes or was there as a member.</summary>
    public bool TookPart(string name) =>
        name.Trim() is { Length: > 0 } who && (Chair.Trim() == who || Sitting.FirstTeller == who || Sitting.SecondTeller == who || Sitting.Members.Any(member => member.Present && member.Name == who));

    private static MemberPresence Member(JsonObject row) => new(
        row.Text("name")?.Trim() ?? "",
        row.Flag("resident") ?? false,
        row.Flag("present") ?? false,
        row.Flag("substitute") ?? false);

    private static ReviewRow Row(JsonObject row, int index) => new(
        index,
        row.Text("key") ?? "",
        [.. (row.Text("recused") ?? "").Split(NameSeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()],
        (int?)row.Whole("yes"),
        (int?)row.Whole("no"),
        (int?)row.Whole("abstain"),
        row.Text("hardship")?.Trim() ?? "",
        row.Text("reason")?.Trim() ?? "");
}

/// <summary>One applicant's row. Counts are absent when the vote was not held.</summary>
public sealed record ReviewRow(
    int Index, string Key, IReadOnlyList<string> Recused, int? Yes, int? No, int? Abstain, string Hardship, string Reason)
{
    public bool IsCounted => Yes is not null || No is not null || Abstain is not null;

    public bool IsEmpty => !IsCounted && Recused.Count == 0 && Hardship.Length == 0 && Reason.Length == 0;

    public ReviewCount Count() => new(Key, Yes ?? 0, No ?? 0, Abstain ?? 0, Recused);
}

/// <summary>An applicant of a meeting with those who may take no part in the case.</summary>
public sealed record ReviewPerson(string Key, string PersonId, string Name, IReadOnlyList<DeclaredRelative> Relatives)
{
    /// <summary>Members present who must recuse. A roster carries names only, so they decide here.</summary>
    public IReadOnlyList<string> MustRecuse(ReviewSitting sitting) =>
        [.. sitting.Members.Where(m => m.Present && (Relatives.Any(r => r.Name == m.Name) || m.Name == Name)).Select(m => m.Name)];

    public bool Concerns(Identified who) => KinshipRules.IsApplicant(who, PersonId) || KinshipRules.IsRelative(who, Relatives);
}
