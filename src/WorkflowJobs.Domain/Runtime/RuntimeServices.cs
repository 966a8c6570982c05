using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Outbox;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Runtime.Timers;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime;

/// <summary>
/// Registers the runtime, all singletons. The caller registers a TimeProvider, an IVault, an IDueDates, and its handlers, directories,
/// guards, checks, observers, form sources and outbox senders as singletons of their interfaces.
/// </summary>
public static class RuntimeServices
{
    public static IServiceCollection AddRuntime(this IServiceCollection services, DatabaseSettings database)
    {
        services.AddSingleton(database);
        services.AddSingleton<RuntimeSignals>();
        services.AddSingleton<NodeSignals>();
        if (database.IsSqlite)
            services.AddSingleton<IWriter, SqliteWriter>();
        else
            services.AddSingleton<IWriter, PostgreSqlWriter>();
        services.AddSingleton<IReader, Reader>();
        services.AddSingleton<CommandRunner>();

        services.AddSingleton(provider => new ActivityCatalog(provider.GetServices<ICallHandler>().Select(handler => handler.Descriptor)));
        services.AddSingleton(provider => new WorkflowEngine(provider.GetRequiredService<ActivityCatalog>()));
        services.AddSingleton<DefinitionCache>();
        services.AddSingleton<DefinitionStore>();
        services.AddSingleton<WorkflowFiles>();
        services.AddSingleton<CallHandlers>();
        services.AddSingleton<BindingEffects>();
        services.AddSingleton<ProcessHost>();
        services.AddSingleton<IProcessHost, LateProcessHost>();
        services.AddSingleton<InstanceHistory>();
        services.AddSingleton<InstanceCommands>();
        services.AddSingleton<MessagePump>();
        services.AddSingleton<TimerPump>();
        services.AddSingleton<OutboxPump>();

        services.AddSingleton<FormStore>();
        services.AddSingleton<TaskOpener>();
        services.AddSingleton<ITaskGuard, SuspensionGuard>();
        services.AddSingleton<TaskAccess>();
        services.AddSingleton<TaskForms>();
        services.AddSingleton<TaskCommands>();
        services.AddSingleton<DraftedProcess>();
        services.AddSingleton<TaskQueries>();
        services.AddSingleton<GroupJobs>();
        services.AddSingleton<GroupJobPump>();
        return services;
    }

    /// <summary>Handlers may start processes, and the host knows its handlers: one of the two must be found late.</summary>
    private sealed class LateProcessHost(IServiceProvider provider) : IProcessHost
    {
        private ProcessHost Host => provider.GetRequiredService<ProcessHost>();

        public Task<string> Start(Work work, string definitionId, Subject subject, JsonObject input, Actor actor, CancellationToken cancel) =>
            Host.Start(work, definitionId, subject, input, actor, cancel);

        public Task<bool> Advance(Work work, string instanceId, Stimulus stimulus, Actor actor, CancellationToken cancel) =>
            Host.Advance(work, instanceId, stimulus, actor, cancel);

        public Task<bool> Move(Work work, string instanceId, string toVersionId, Actor actor, CancellationToken cancel) =>
            Host.Move(work, instanceId, toVersionId, actor, cancel);

        public void Signal(Work work, string key, JsonObject? payload = null) => Host.Signal(work, key, payload);

        public void SendEvent(Work work, string eventName, string? instanceId, JsonObject? payload = null) => Host.SendEvent(work, eventName, instanceId, payload);
    }
}
