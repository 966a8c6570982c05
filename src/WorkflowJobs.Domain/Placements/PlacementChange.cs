using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Placements;

public enum PlacementChangeKind
{
    /// <summary>Another post, village or town; the placement and its months go on.</summary>
    Transfer,

    /// <summary>因病停岗: neither worked nor paid.</summary>
    Suspend,

    Resume,
}

public enum PlacementChangeStatus
{
    Requested,
    Applied,
    Declined,
}

/// <summary>A change of a placement (岗位变更、停岗、复岗) and what came of it. Its reason stands in the form, encrypted.</summary>
public sealed class PlacementChange
{
    public required string Id { get; init; }
    public required string PlacementId { get; init; }
    public required PlacementChangeKind Kind { get; init; }

    /// <summary>The first day on which it holds.</summary>
    public required DateOnly From { get; init; }

    public string? VillageId { get; init; }
    public string? PostName { get; init; }
    public string? Place { get; init; }

    /// <summary>Village and post before a transfer; null until it holds.</summary>
    public string? FormerVillageId { get; set; }

    public string? FormerPostName { get; set; }
    public PlacementChangeStatus Status { get; set; }
    public required DateTimeOffset RequestedAt { get; init; }
    public DateTimeOffset? SettledAt { get; set; }
    public required string InstanceId { get; init; }
}

/// <summary>What the form <c>placement-change</c> says.</summary>
public sealed record ChangeForm(PlacementChangeKind? Kind, DateOnly? From, string? VillageId, string? PostName, string? Place, bool HasProof)
{
    public static ChangeForm Read(JsonObject data) => new(
        Enum.TryParse<PlacementChangeKind>(data.Text("kind"), out var kind) ? kind : null, data.Date("from"), data.Text("villageId"), data.Text("postName")?.Trim(), data.Text("place")?.Trim(),
        data["proof"] is JsonArray { Count: > 0 });
}

/// <summary>What a change is held against.</summary>
/// <param name="AgreementEndsOn">Last day of the agreement in force.</param>
/// <param name="RestsSince">Since when the placement is suspended; null when it is not.</param>
/// <param name="TargetIsUrban">Whether the village of a transfer is an urban community; null when none is named or known.</param>
public sealed record ChangeFacts(Placement Placement, DateOnly AgreementEndsOn, DateOnly? RestsSince, bool? TargetIsUrban);

/// <summary>Which changes are possible. Pure.</summary>
public static class ChangeRules
{
    /// <summary>CHANGE_STATE, CHANGE_DATE, CHANGE_NOTHING, CHANGE_KIND, CHANGE_PROOF.</summary>
    public static IReadOnlyList<FieldError> Problems(ChangeForm form, ChangeFacts facts)
    {
        if (form is not { Kind: { } kind, From: { } from })
            return [];
        var problems = new List<FieldError>();
        var placement = facts.Placement;
        if (placement.Status == PlacementStatus.Exited || (kind == PlacementChangeKind.Suspend && facts.RestsSince is not null) || (kind == PlacementChangeKind.Resume && facts.RestsSince is null))
            problems.Add(new FieldError("kind", "CHANGE_STATE", "与该人员目前的在岗状态不符", "This does not fit where the person stands."));
        var first = facts.RestsSince is { } since && kind == PlacementChangeKind.Resume ? since.AddDays(1) : placement.StartsOn;
        if (from < first || from > facts.AgreementEndsOn)
            problems.Add(new FieldError("from", "CHANGE_DATE", $"日期须在{first.Iso()}至{facts.AgreementEndsOn.Iso()}之间", $"Between {first.Iso()} and {facts.AgreementEndsOn.Iso()}."));
        if (kind == PlacementChangeKind.Suspend && !form.HasProof)
            problems.Add(new FieldError("proof", "CHANGE_PROOF", "因病停岗须附医院证明", "A suspension for illness needs a hospital's proof."));
        if (kind != PlacementChangeKind.Transfer)
            return problems;
        if ((form.VillageId is null || form.VillageId == placement.VillageId) && (string.IsNullOrEmpty(form.PostName) || form.PostName == placement.PostName))
            problems.Add(new FieldError("villageId", "CHANGE_NOTHING", "村（社区）和岗位至少有一项变更", "Village or post must change."));
        if (facts.TargetIsUrban is { } urban && urban != (placement.Kind == Plans.PostKind.Urban))
            problems.Add(new FieldError("villageId", "CHANGE_KIND", "乡村岗位不能变更到城市社区，反之亦然", "A rural post cannot move to an urban community, nor the other way round."));
        return problems;
    }
}
