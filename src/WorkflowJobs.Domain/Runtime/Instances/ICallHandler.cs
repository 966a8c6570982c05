using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>
/// Answers one kind of call inside the transaction of the transition (invariant 2). Renders no document, reads no file, uses no
/// network. A refusal is an outcome; an exception rolls the whole transition back.
/// </summary>
public interface ICallHandler
{
    /// <summary>The activity as the designer shows it; its Type is the call's name and IsCall is true.</summary>
    ActivityDescriptor Descriptor { get; }

    /// <summary>Commits.</summary>
    Task<CallAnswer> Answer(CallContext context, CancellationToken cancel);

    /// <summary>
    /// Outcomes that cannot be taken back by going back in the process (a place taken, a list posted): neither a return nor a recall
    /// goes behind them. Calls with other outcomes are simply asked again.
    /// </summary>
    IReadOnlyList<string> BindingOutcomes => [];

    /// <summary>Every answer that it may give, for a dry run: no row is read or written. What may wait waits once.</summary>
    IReadOnlyList<CallAnswer> Preview(Call call) => Descriptor.MayWait && call.Resumed is null
        ? [new CallAnswer.Wait(call.Name)]
        : [.. Descriptor.Outcomes.DefaultIfEmpty("Done").Select(outcome => new CallAnswer.Done(outcome))];
}

/// <summary>What a handler works with.</summary>
public sealed record CallContext(Work Work, WorkflowInstance Instance, Call Call, Actor Actor)
{
    /// <summary>An argument as text; null when absent or null.</summary>
    public string? Text(string name) => Call.Arguments[name] is JsonValue value ? value.ToString() : null;

    /// <summary>An argument as a whole number; null when absent or not one.</summary>
    public int? Number(string name) => Call.Arguments[name] is JsonValue value && int.TryParse(value.ToString(), out var number) ? number : null;

    /// <summary>The submission of the human task whose result was passed as this argument; null when there is none.</summary>
    public string? SubmissionId(string name = "submission") => Call.Arguments[name] is JsonObject result ? result["submissionId"]?.ToString() : Text(name);
}

/// <summary>What an instance is about.</summary>
public sealed record Subject(string Type, string Id)
{
    public const string Application = "application";
    public const string Round = "round";
    public const string Notice = "notice";
    public const string Meeting = "meeting";
    public const string PublicityList = "publicity-list";
    public const string TrainingClass = "training-class";
    public const string Placement = "placement";

    /// <summary>What a definition that starts by the clock is about; the id is the definition's.</summary>
    public const string Schedule = "schedule";

    /// <summary>Correlation id, message and wait keys begin with this.</summary>
    public string Key => $"{Type}:{Id}";
}

/// <summary>Starts and drives instances. All methods work inside the caller's transaction.</summary>
public interface IProcessHost
{
    /// <summary>Starts the published version of a definition; answers the instance's id.</summary>
    /// <exception cref="ProcessNotInForceException">Nothing is published under that id.</exception>
    Task<string> Start(Work work, string definitionId, Subject subject, JsonObject input, Actor actor, CancellationToken cancel);

    /// <summary>Applies a stimulus, answers its calls, stores state, tasks, timers, journal. False when it hit nothing.</summary>
    Task<bool> Advance(Work work, string instanceId, Stimulus stimulus, Actor actor, CancellationToken cancel);

    /// <summary>Pins a running instance to another version of its definition. False when an open step has no counterpart there, or nothing runs.</summary>
    Task<bool> Move(Work work, string instanceId, string toVersionId, Actor actor, CancellationToken cancel);

    /// <summary>Says that a state waited for may be reached: every instance waiting on the key asks its call again, each in a transaction of its own.</summary>
    void Signal(Work work, string key, JsonObject? payload = null);

    /// <summary>Sends an Elsa event to one instance, or to all that wait for it.</summary>
    void SendEvent(Work work, string eventName, string? instanceId, JsonObject? payload = null);
}
