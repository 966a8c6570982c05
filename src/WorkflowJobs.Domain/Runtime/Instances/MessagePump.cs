using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>
/// Delivers messages between instances: each in a transaction of its own that deletes the row and has the effect (invariant 8).
/// Nothing is kept in memory, so it goes on after a crash. A message that fails again and again is kept, with its error.
/// </summary>
public sealed class MessagePump(IWriter writer, IReader reader, ProcessHost host, RuntimeSignals signals, TimeProvider clock)
{
    public const int MostAttempts = 5;

    private static readonly TimeSpan LongestNap = TimeSpan.FromSeconds(5);

    /// <summary>Delivers what waits, in order of writing; answers how many were delivered.</summary>
    public Task<int> Drain(CancellationToken cancel, DateTimeOffset? now = null) => Drain(null, int.MaxValue, now, cancel);

    /// <summary>Delivers what follows from a command, and what follows from that; answers how many remain.</summary>
    public async Task<int> DrainFor(string causeId, CancellationToken cancel, int atMost = 500, DateTimeOffset? now = null)
    {
        await Drain(causeId, atMost, now, cancel);
        return await reader.Read((work, token) => work.Db.Messages.ToRunning(work.Db).CountAsync(row => row.CauseId == causeId && row.Attempts < MostAttempts, token), cancel);
    }

    /// <summary>Delivers whenever it is woken, and looks for itself now and then.</summary>
    public async Task Run(Action<Exception> report, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await Drain(cancel);
                await signals.Messages.Wait(LongestNap, clock, cancel);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                report(failure);
                await Task.Delay(LongestNap, clock, cancel);
            }
        }
    }

    private async Task<int> Drain(string? causeId, int atMost, DateTimeOffset? now, CancellationToken cancel)
    {
        var delivered = 0;
        while (delivered < atMost)
        {
            var ids = await reader.Read((work, token) => Waiting(work.Db, causeId, now ?? work.Now).OrderBy(row => row.Id).Select(row => row.Id).Take(100).ToListAsync(token), cancel);
            if (ids.Count == 0)
                return delivered;
            foreach (var id in ids)
                if (await Deliver(id, now, cancel))
                    delivered++;
        }

        return delivered;
    }

    private static IQueryable<MessageRow> Waiting(AppDb db, string? causeId, DateTimeOffset now) => db.Messages.ToRunning(db)
        .Where(row => row.Attempts < MostAttempts && (row.RetryAt == null || row.RetryAt <= now) && (causeId == null || row.CauseId == causeId));

    private async Task<bool> Deliver(string id, DateTimeOffset? now, CancellationToken cancel)
    {
        try
        {
            var done = await writer.Write(now, async (work, token) =>
            {
                var message = await work.Db.Messages.ToRunning(work.Db).AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, token);
                if (message is null || await work.Db.Messages.Where(row => row.Id == id).ExecuteDeleteAsync(token) == 0)
                    return false;
                work.CauseId = message.CauseId;
                await Effect(work, message, token);
                return true;
            }, cancel);
            if (done)
                Telemetry.Delivered(true);
            return done;
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !DatabaseFailure.IsUnreachable(failure))
        {
            Telemetry.Delivered(false);
            await writer.Write(now, async (work, token) =>
            {
                if (await work.Db.Messages.FindAsync([id], token) is not { } message)
                    return false;
                message.Attempts++;
                message.RetryAt = work.Now.AddSeconds(Math.Pow(4, message.Attempts));
                message.LastError = ErrorText.Of(failure);
                return true;
            }, cancel);
            return false;
        }
    }

    private async Task Effect(Work work, MessageRow message, CancellationToken cancel)
    {
        var payload = message.Payload is null ? null : JsonNode.Parse(message.Payload) as JsonObject;
        if (message.Kind == CallHandlers.StartKind)
        {
            await StartChild(work, message, payload!, cancel);
            return;
        }

        var open = await work.Db.Bookmarks.AsNoTracking()
            .Where(row => row.Kind == message.Kind && row.Key == message.Key && (message.InstanceId == null || row.InstanceId == message.InstanceId))
            .OrderBy(row => row.InstanceId).ThenBy(row => row.Sequence).ToListAsync(cancel);
        var instances = open.Select(row => row.InstanceId).Distinct().ToList();
        if (instances.Count > 1 || (message.InstanceId is null && await Suspension.Any(work.Db, instances, cancel)))
        {
            // One transaction for each receiver: one that fails, or is suspended, does not hold up the others.
            foreach (var instanceId in instances)
                host.Send(work, message.Kind, message.Key, instanceId, payload);
            return;
        }

        foreach (var bookmark in open)
            await host.Advance(work, bookmark.InstanceId, new Stimulus.Resume(bookmark.Id, payload?.DeepClone()), Actor.System, cancel);
    }

    private async Task StartChild(Work work, MessageRow message, JsonObject start, CancellationToken cancel)
    {
        var subject = new Subject(start["subjectType"]!.ToString(), start["subjectId"]!.ToString());
        await host.Start(
            work, message.InstanceId!, message.Key, subject, (JsonObject)start["input"]!.DeepClone(), start["parentId"]!.ToString(), start["correlationId"]?.ToString(), Actor.System, cancel);
    }
}

/// <summary>What is kept of an exception: enough to find the bug, bounded.</summary>
internal static class ErrorText
{
    public static string Of(Exception failure)
    {
        var text = $"{failure.GetType().Name}: {failure.Message}";
        return text.Length > 500 ? text[..500] : text;
    }
}
