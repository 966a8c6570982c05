using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Publicity;

public sealed record NewRestart(string ListId, IReadOnlyList<string> EntryIds, string Reason);

public sealed record PublicityRestarted(string ListId, int Number);

/// <summary>更正重新公示: wrong content is withdrawn, and the persons concerned get a list and a period of their own; the others go on.</summary>
public sealed class RestartPublicity(CommandRunner commands, PublicityListFactory lists, IProcessHost host)
{
    public static Refusal NothingToRestart { get; } = new("RESTART_ENTRIES", "请选择公示中的人员", "Choose people who are being publicised.") { Status = 400 };

    public Task<Result<PublicityRestarted>> Execute(Actor actor, string operationId, NewRestart body, CancellationToken cancel) =>
        commands.Run<PublicityRestarted>("publicity.restart", actor, operationId, body, async (work, token) =>
        {
            if (await work.Db.PublicityLists.FindAsync([body.ListId], token) is not { } list || !actor.Has(Roles.TownHandler, list.TownId))
                return Refusals.NotFound;
            if (string.IsNullOrWhiteSpace(body.Reason))
                return RecordInterruption.ReasonMissing;
            if (list.Status != ListStates.Posted)
                return RecordInterruption.NotRunning;
            var chosen = (await PublicityStatus.Entries(work, list.Id, token)).FindAll(e => body.EntryIds.Contains(e.Id) && e.State == EntryStates.Listed);
            if (chosen.Count == 0 || chosen.Count != body.EntryIds.Distinct().Count())
                return NothingToRestart;
            var people = new List<Applications.Application>();
            foreach (var entry in chosen)
            {
                entry.State = EntryStates.Restarted;
                people.Add((await work.Db.Applications.FindAsync([entry.ApplicationId], token))!);
            }

            list.Revision++;
            var restarted = await lists.Create(work, await work.Round(list.RoundId, token), people, actor, token);
            foreach (var application in people)
                host.Signal(work, WaitKeys.Publicity(application.Id));
            return new PublicityRestarted(restarted.Id, restarted.Number);
        }, cancel);
}
