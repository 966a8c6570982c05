using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>An instance as it stands and as it came there, by replay. Ids, codes and hashes only (invariant 12).</summary>
public sealed record RunView(WorkflowInstance Instance, InstanceState State, DefinitionVersion Version, IReadOnlyList<ReplayedTransition> History)
{
    /// <summary>Every execution with its last status, in order of start.</summary>
    public IReadOnlyList<ActivityExecution> Executions { get; } =
        [.. History.SelectMany(step => step.Executions).GroupBy(execution => execution.Id).Select(group => group.Last() with { StartedAt = group.First().StartedAt })];
}

/// <summary>What a viewer shows of one run, for workflow administrators and auditors.</summary>
public sealed class RunQueries(IReader reader, InstanceHistory history)
{
    public async Task<Result<RunView>> Get(Actor actor, string instanceId, CancellationToken cancel)
    {
        if (!InstanceQueries.MayRead(actor))
            return Refusals.NotFound;
        return await reader.Read<Result<RunView>>(async (work, token) =>
        {
            if (await work.Db.Instances.FindAsync([instanceId], token) is not { } instance
                || await work.Db.DefinitionVersions.FindAsync([instance.DefinitionVersionId], token) is not { } version)
                return Refusals.NotFound;
            return new RunView(instance, InstanceState.FromJson(instance.State), version, await history.Replay(work, instanceId, token));
        }, cancel);
    }

    /// <summary>The row alone, for whoever asks again and again whether something changed.</summary>
    public async Task<Result<WorkflowInstance>> Head(Actor actor, string instanceId, CancellationToken cancel)
    {
        if (!InstanceQueries.MayRead(actor))
            return Refusals.NotFound;
        return await reader.Read<Result<WorkflowInstance>>(async (work, token) =>
            await work.Db.Instances.AsNoTracking().FirstOrDefaultAsync(row => row.Id == instanceId, token) is { } row ? row : Refusals.NotFound, cancel);
    }
}
