using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Renewals;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Placements;

public sealed record BeginPlacementProcessBody(string PlacementId, string Process);

/// <summary>
/// The person, or an officer of village or town for them, begins what they may ask for while on post: leave, a change of post, suspension or
/// resumption, a renewal. The form is the first task of the process, and theirs.
/// </summary>
public sealed class BeginPlacementProcess(CommandRunner commands, IProcessHost host, RenewalTerms renewals)
{
    public const string Leave = "leave";
    public const string Change = "placement-change";
    public const string Renewal = "renewal";

    /// <summary>What may be begun.</summary>
    public static IReadOnlyList<string> All { get; } = [Leave, Change, Renewal];

    private static readonly Refusal Running = new("PROCESS_RUNNING", "同类事项正在办理，请先办完", "One of the kind is under way; finish it first.") { Status = 409 };
    private static readonly Refusal NotOnPost = new("PLACEMENT_NOT_ON_POST", "该人员不在岗", "The person is not on post.") { Status = 409 };

    public Task<Result<ProcessBegun>> Run(Actor actor, string? operationId, BeginPlacementProcessBody body, CancellationToken cancel) =>
        commands.Run<ProcessBegun>("placement.begin", actor, operationId, body, async (work, token) =>
        {
            if (!All.Contains(body.Process) || await work.Db.Placements.FindAsync([body.PlacementId], token) is not { } placement || !MayBegin(actor, placement))
                return Refusals.NotFound;
            if (placement.Status == PlacementStatus.Exited || (body.Process == Leave && placement.Status != PlacementStatus.OnPost))
                return NotOnPost;
            if (await work.Db.Instances.AnyAsync(row => row.SubjectType == Subject.Placement && row.SubjectId == placement.Id && row.DefinitionId == body.Process && row.Status == WorkflowStatus.Running, token))
                return Running;
            if (body.Process == Renewal && await renewals.Refusal(work, placement, token) is { } refusal)
                return refusal;
            var input = new JsonObject { ["placementId"] = placement.Id, ["townId"] = placement.TownId };
            var instance = await host.Start(work, body.Process, new Subject(Subject.Placement, placement.Id), input, actor, token);
            var task = await work.Db.UserTasks.Where(row => row.InstanceId == instance && row.CompletedAt == null).Select(row => row.Id).FirstOrDefaultAsync(token);
            return new ProcessBegun(instance, task);
        }, cancel);

    public static bool MayBegin(Actor actor, Placement placement) => PlacementAccess.IsOwn(actor, placement) || ApplicationAccess.MayAssist(actor, placement.VillageId);
}
