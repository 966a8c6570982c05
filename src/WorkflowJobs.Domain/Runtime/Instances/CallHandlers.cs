using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>Finds who answers a call: a registered handler, or the host itself for workflows as steps.</summary>
public sealed class CallHandlers
{
    public const string ExecuteWorkflow = "Elsa.ExecuteWorkflow";
    public const string DispatchWorkflow = "Elsa.DispatchWorkflow";

    /// <summary>Kind of the message that starts a dispatched child.</summary>
    internal const string StartKind = "Start";

    private readonly Dictionary<string, ICallHandler> byType;

    public CallHandlers(IEnumerable<ICallHandler> handlers) =>
        byType = handlers.ToDictionary(handler => handler.Descriptor.Type, StringComparer.Ordinal);

    internal bool Binds(string callName, string? outcome) =>
        outcome is not null && byType.TryGetValue(callName, out var handler) && handler.BindingOutcomes.Contains(outcome, StringComparer.Ordinal);

    public static string ChildKey(string instanceId) => "child:" + instanceId;

    internal async Task<CallAnswer> Answer(ProcessHost host, CallContext context, CancellationToken cancel)
    {
        if (context.Call.Name is ExecuteWorkflow or DispatchWorkflow)
            return await Child(host, context, cancel);
        return byType.TryGetValue(context.Call.Name, out var handler)
            ? await handler.Answer(context, cancel)
            : new CallAnswer.Fault($"No handler answers {context.Call.Name}.");
    }

    /// <summary>
    /// A child's id follows from the execution that asks, so asking again finds it. Executing starts it in this transaction,
    /// dispatching in one of its own.
    /// </summary>
    private static async Task<CallAnswer> Child(ProcessHost host, CallContext context, CancellationToken cancel)
    {
        var (work, call, parent) = (context.Work, context.Call, context.Instance);
        var id = call.ExecutionId + "-child";
        var waits = call.Arguments["waitForCompletion"]?.GetValueKind() == System.Text.Json.JsonValueKind.True;
        var child = await work.Db.Instances.FindAsync([id], cancel);
        if (child is null && call.Resumed is null)
        {
            var definitionId = context.Text("definitionId") ?? "";
            var correlation = context.Text("correlationId") ?? parent.CorrelationId;
            var input = call.Arguments["input"] as JsonObject ?? [];
            if (call.Name == DispatchWorkflow)
            {
                host.Send(work, StartKind, definitionId, id, new JsonObject
                {
                    ["subjectType"] = parent.SubjectType,
                    ["subjectId"] = parent.SubjectId,
                    ["input"] = input.DeepClone(),
                    ["parentId"] = parent.Id,
                    ["correlationId"] = correlation,
                });
                return waits ? new CallAnswer.Wait(ChildKey(id)) : new CallAnswer.Done(Result: new JsonObject { ["WorkflowInstanceId"] = id });
            }

            var subject = new Subject(parent.SubjectType, parent.SubjectId);
            try
            {
                await host.Start(work, id, definitionId, subject, (JsonObject)input.DeepClone(), parent.Id, correlation, context.Actor, cancel);
            }
            catch (ProcessNotInForceException missing)
            {
                return new CallAnswer.Fault(missing.Message);
            }

            child = await work.Db.Instances.FindAsync([id], cancel);
        }

        if (waits && child?.Status != WorkflowStatus.Finished)
            return new CallAnswer.Wait(ChildKey(id));
        return new CallAnswer.Done(Result: Result(child!));
    }

    private static JsonObject Result(WorkflowInstance child)
    {
        var state = InstanceState.FromJson(child.State);
        return new JsonObject
        {
            ["WorkflowDefinitionVersionId"] = child.DefinitionVersionId,
            ["WorkflowInstanceId"] = child.Id,
            ["CorrelationId"] = child.CorrelationId,
            ["Status"] = child.Status.ToString(),
            ["SubStatus"] = child.SubStatus.ToString(),
            ["Output"] = state.Output.DeepClone(),
            ["Outcomes"] = new JsonArray([.. state.Outcomes.Select(outcome => JsonValue.Create(outcome))]),
        };
    }
}
