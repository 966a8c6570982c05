using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Exits;

public sealed record NewExit(string PlacementId, string Kind, DateOnly? LastDay, string Facts);

public sealed record ExitBegun(string ExitId, string InstanceId);

/// <summary>
/// 退出申报: by the worker for themselves, by the village or the employer who learned of it, by the town or the district (DOMAIN §8, stage 14).
/// The town's handler looks into it.
/// </summary>
public sealed class ReportExit(CommandRunner commands, ExitStarter exits)
{
    private const int LongestFacts = 2000;

    private static readonly HashSet<string> Reporters =
        [Roles.VillageOfficer, Roles.Employer, Roles.TownHandler, Roles.DistrictHandler];

    public static Refusal KindUnknown { get; } = new("EXIT_KIND", "请选择退出类型", "Choose the kind of exit.") { Status = 400 };
    public static Refusal NotByWorker { get; } = new("EXIT_NOT_BY_WORKER", "该类型由村（社区）或镇街提出", "An exit of this kind is for the village or the town to report.") { Status = 403 };
    public static Refusal LastDayMissing { get; } = new("EXIT_LAST_DAY", "请填写最后在岗日", "Give the last day on post.") { Status = 400 };
    public static Refusal FactsMissing { get; } = new("EXIT_FACTS", $"请写明情况（不超过{LongestFacts}字）", $"Say what happened, up to {LongestFacts} characters.") { Status = 400 };

    public Task<Result<ExitBegun>> Run(Actor actor, string operationId, NewExit body, CancellationToken cancel) =>
        commands.Run<ExitBegun>("exit.report", actor, operationId, body, async (work, token) =>
        {
            if (await work.Db.Placements.FindAsync([body.PlacementId], token) is not { } placement)
                return Refusals.NotFound;
            var own = actor.PersonId is { } person && person == placement.PersonId;
            if (!own && !MayReport(actor, placement))
                return Refusals.NotFound;
            if (!Enum.TryParse<ExitKind>(body.Kind, out var kind) || !Enum.IsDefined(kind))
                return KindUnknown;
            if (own && !ExitRules.Of(kind).ByWorker)
                return NotByWorker;
            if (body.LastDay is not { } lastDay)
                return LastDayMissing;
            if (string.IsNullOrWhiteSpace(body.Facts) || body.Facts.Length > LongestFacts)
                return FactsMissing;
            var begun = await exits.Begin(work, placement.Id, kind, lastDay, ExitReasons.Reported, body.Facts, actor, token);
            return begun.Value is { } exit ? new ExitBegun(exit.Id, exit.InstanceId!) : begun.Refusal!;
        }, cancel);

    public static bool MayReport(Actor actor, Placement placement) =>
        actor.Grants.Any(grant => Reporters.Contains(grant.Role) && Holders.Covers(grant, placement.VillageId));
}
