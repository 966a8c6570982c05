using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Supervision;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Exits;

/// <summary>Begins exits, whoever asks: the worker, the village, the town, the placement's own process, an inspection.</summary>
public sealed class ExitStarter(IVault vault, DeathAttendance deaths, Lazy<IProcessHost> host)
{
    public const string DefinitionId = "exit";

    public static Refusal Running { get; } = new("EXIT_RUNNING", "该人员的退出正在办理，请先办完", "An exit of this person is under way; finish it first.") { Status = 409 };
    public static Refusal AlreadyExited { get; } = new("ALREADY_EXITED", "该人员已退出岗位", "This person has left the post already.") { Status = 409 };

    /// <summary>
    /// Begins an exit and its process. Death and removal stop the pay at once: the placement's last day is set from now on, and an exit that was
    /// under way gives way. Refused as EXIT_RUNNING, ALREADY_EXITED, or with what <see cref="ExitRules.LastDay"/> says.
    /// </summary>
    /// <param name="reasonCode">Code of what set it off; it may stand in journals, so never free text.</param>
    /// <param name="facts">What happened, in words; kept encrypted with the person's key.</param>
    public async Task<Result<Exit>> Begin(
        Work work, string placementId, ExitKind kind, DateOnly lastDay, string reasonCode, string facts, Actor actor, CancellationToken cancel)
    {
        if (await work.Db.Placements.FindAsync([placementId], cancel) is not { } placement)
            return Refusals.NotFound;
        if (placement.Status == PlacementStatus.Exited)
            return AlreadyExited;
        var ends = await EndOf(work, placement, cancel);
        if (ExitRules.LastDay(kind, lastDay, placement.StartsOn, ends, ShanghaiTime.DateOf(work.Now)) is { } wrong)
            return new Refusal(wrong.Code, wrong.MessageZh, wrong.MessageEn) { Errors = [wrong] };
        var traits = ExitRules.Of(kind);
        if (await Find(work, placementId, cancel) is { } running)
        {
            if (!traits.StopsAtOnce || ExitRules.Of(running.Kind).StopsAtOnce)
                return Running;
            await Supersede(work, running, actor, cancel);
        }

        var person = await work.Db.People.FindAsync([placement.PersonId], cancel) ?? throw new InvalidOperationException($"Placement {placement.Id} has no person.");
        var exit = new Exit
        {
            Id = WorkQueries.NewId(),
            PlacementId = placement.Id,
            PersonId = person.Id,
            TownId = placement.TownId,
            VillageId = placement.VillageId,
            Kind = kind,
            ReasonCode = reasonCode,
            FactsCipher = vault.Encrypt(person.WrappedKey, Encoding.UTF8.GetBytes(facts.Trim())),
            BegunBy = actor.UserId,
            BegunByName = actor.DisplayName,
            BegunAt = work.Now,
            LastDay = lastDay,
        };
        work.Db.Exits.Add(exit);
        if (traits.StopsAtOnce)
            SetLastDay(work, placement, lastDay);
        if (kind == ExitKind.Death)
            await deaths.Look(work, placement, lastDay, actor, cancel);
        await work.Flush(cancel);
        var input = new JsonObject { ["exitId"] = exit.Id, ["placementId"] = placement.Id, ["townId"] = placement.TownId, ["kind"] = kind.ToString() };
        exit.InstanceId = await host.Value.Start(work, DefinitionId, new Subject(Exit.SubjectType, exit.Id), input, actor, cancel);
        return exit;
    }

    /// <summary>The exit of a placement that is under way; null when none is.</summary>
    public static async Task<Exit?> Find(Work work, string placementId, CancellationToken cancel)
    {
        await work.Flush(cancel);
        return await work.Db.Exits.FirstOrDefaultAsync(exit => exit.PlacementId == placementId && (exit.State == ExitState.Open || exit.State == ExitState.Approved), cancel);
    }

    /// <summary>Facts as they were reported.</summary>
    public string Facts(Exit exit, Person person) => Encoding.UTF8.GetString(vault.Decrypt(person.WrappedKey, exit.FactsCipher));

    /// <summary>Last day of the placement's agreements in force; null when it has none.</summary>
    internal static async Task<DateOnly?> EndOf(Work work, Placement placement, CancellationToken cancel)
    {
        await work.Flush(cancel);
        return await work.Db.Agreements.Where(row => row.PlacementId == placement.Id && row.VoidedOn == null).MaxAsync(row => (DateOnly?)row.EndsOn, cancel);
    }

    /// <summary>The last day that follows from the kind: the agreement's end, the age limit, else today; what is to end with the agreement cannot end after it.</summary>
    internal static async Task<DateOnly> LastDayOf(Work work, Placement placement, ExitKind kind, CancellationToken cancel)
    {
        var today = ShanghaiTime.DateOf(work.Now);
        var ends = await EndOf(work, placement, cancel);
        var lastDay = kind switch
        {
            ExitKind.Expiry => ends ?? today,
            ExitKind.AgeLimit => placement.AgeLimitOn ?? today,
            _ => today,
        };
        return lastDay > ends ? ends.Value : lastDay;
    }

    /// <summary>From which day on the person is no longer on post; null gives the post back to them.</summary>
    internal void SetLastDay(Work work, Placement placement, DateOnly? lastDay)
    {
        placement.LastDay = lastDay;
        placement.Revision++;
        host.Value.Signal(work, PlacementKeys.Changed(placement.Id));
    }

    private async Task Supersede(Work work, Exit running, Actor actor, CancellationToken cancel)
    {
        running.State = ExitState.Superseded;
        running.Revision++;
        if (running.InstanceId is { } instance)
            await host.Value.Advance(work, instance, new Stimulus.Cancel(), actor, cancel);
    }
}
