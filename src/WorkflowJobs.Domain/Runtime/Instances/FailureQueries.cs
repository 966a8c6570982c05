using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>Where work waits that has failed.</summary>
public static class FailureKinds
{
    public const string Message = "Message";
    public const string Timer = "Timer";
    public const string Outbox = "Outbox";
}

/// <summary>A message, timer or external effect that failed. <paramref name="GivenUp"/>: it is not tried again by itself.</summary>
public sealed record FailureView(string Kind, string Id, string What, string? InstanceId, int Attempts, string? LastError, DateTimeOffset? RetryAt, bool GivenUp);

/// <summary>What the pumps could not do: nothing fails in silence.</summary>
public sealed class FailureQueries(IReader reader)
{
    private const int MostOfAKind = 200;

    /// <summary>What was given up first. Errors name types and ids, no data of people.</summary>
    public async Task<Result<ListPage<FailureView>>> List(Actor actor, PageOf page, CancellationToken cancel)
    {
        if (!InstanceQueries.MayRead(actor))
            return Refusals.NotFound;
        return await reader.Read(async (work, token) =>
        {
            var messages = await work.Db.Messages.Where(row => row.Attempts > 0).OrderByDescending(row => row.Attempts).ThenBy(row => row.Id).Take(MostOfAKind).ToListAsync(token);
            var timers = await work.Db.Timers.Where(row => row.Attempts > 0).OrderByDescending(row => row.Attempts).ThenBy(row => row.Id).Take(MostOfAKind).ToListAsync(token);
            var effects = await work.Db.Outbox.Where(row => row.SentAt == null && row.Attempts > 0).OrderByDescending(row => row.Attempts).ThenBy(row => row.Id).Take(MostOfAKind).ToListAsync(token);
            var all = messages.Select(row => new FailureView(FailureKinds.Message, row.Id, $"{row.Kind} {row.Key}", row.InstanceId, row.Attempts, row.LastError, row.RetryAt, row.Attempts >= MessagePump.MostAttempts))
                .Concat(timers.Select(row => new FailureView(FailureKinds.Timer, row.Id, row.Purpose.ToString(), row.InstanceId, row.Attempts, row.LastError, row.RetryAt, row.Attempts >= Timers.TimerPump.MostAttempts)))
                .Concat(effects.Select(row => new FailureView(FailureKinds.Outbox, row.Id, row.Kind, null, row.Attempts, row.LastError, row.GivenUp ? null : row.NextAttemptAt, row.GivenUp)))
                .OrderByDescending(row => row.GivenUp).ThenBy(row => row.Kind, StringComparer.Ordinal).ThenBy(row => row.Id, StringComparer.Ordinal).ToList();
            return all.Page(row => row.Id, page);
        }, cancel);
    }
}

/// <summary>An administrator lets what was given up be tried again; an entry of the journal's stream <c>failures</c>.</summary>
public sealed class RetryFailure(CommandRunner commands, RuntimeSignals signals)
{
    public sealed record Body(string Kind, string Id);

    public Task<Result<Body>> Run(Actor actor, string? operationId, Body body, CancellationToken cancel) =>
        commands.Run<Body>("failures.retry", actor, operationId, body, async (work, token) =>
        {
            if (!actor.Has(Roles.WorkflowAdministrator))
                return Refusals.NotFound;
            switch (body.Kind)
            {
                case FailureKinds.Message when await work.Db.Messages.FindAsync([body.Id], token) is { Attempts: > 0 } message:
                    (message.Attempts, message.RetryAt) = (0, null);
                    work.AfterCommit(signals.Messages.Wake);
                    break;
                case FailureKinds.Timer when await work.Db.Timers.FindAsync([body.Id], token) is { Attempts: > 0 } timer:
                    (timer.Attempts, timer.RetryAt) = (0, null);
                    work.AfterCommit(signals.Timers.Wake);
                    break;
                case FailureKinds.Outbox when await work.Db.Outbox.FindAsync([body.Id], token) is { SentAt: null } effect:
                    (effect.NextAttemptAt, effect.GivenUp) = (work.Now, false);
                    work.AfterCommit(signals.Outbox.Wake);
                    break;
                default:
                    return Refusals.NotFound;
            }

            await JournalChain.Append(work, "failures", "Retried", actor.UserId, new JsonObject { ["kind"] = body.Kind, ["id"] = body.Id, ["operationId"] = operationId }, token);
            return body;
        }, cancel);
}
