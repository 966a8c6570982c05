using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>Stimuli and answers as the journal keeps them, so that a history can be replayed without a host (invariant 3).</summary>
internal static class StimulusJson
{
    /// <summary>
    /// What a replay will read: the journal sorts keys and cuts instants to the millisecond. The engine is given this at once, since a value's
    /// order of keys goes into the state and is seen by scripts, and a replay would else arrive at another state.
    /// </summary>
    public static T AsJournaled<T>(T stimulus)
        where T : Stimulus => stimulus is Stimulus.Start or Stimulus.Resume { Payload: not null } ? (T)Read(AsJournaled(Write(stimulus))) : stimulus;

    public static JsonNode AsJournaled(JsonObject json) => JsonNode.Parse(Canonical.Text(json))!;

    public static JsonObject Write(Stimulus stimulus) => stimulus switch
    {
        Stimulus.Start start => new JsonObject
        {
            ["kind"] = "Start",
            ["input"] = start.Input.DeepClone(),
            ["triggerActivityId"] = start.TriggerActivityId,
            ["triggerPayload"] = start.TriggerPayload?.DeepClone(),
            ["correlationId"] = start.CorrelationId,
            ["seed"] = start.Seed,
        },
        Stimulus.Resume resume => new JsonObject { ["kind"] = "Resume", ["bookmarkId"] = resume.BookmarkId, ["payload"] = resume.Payload?.DeepClone() },
        Stimulus.Cancel => new JsonObject { ["kind"] = "Cancel" },
        Stimulus.Return back => new JsonObject
        {
            ["kind"] = "Return",
            ["bookmarkId"] = back.BookmarkId,
            ["targetActivityId"] = back.TargetActivityId,
            ["straightBack"] = back.StraightBack,
        },
        Stimulus.Recall recall => new JsonObject { ["kind"] = "Recall", ["executionId"] = recall.ExecutionId },
        Stimulus.Retry retry => new JsonObject { ["kind"] = "Retry", ["executionId"] = retry.ExecutionId },
        Stimulus.Skip skip => new JsonObject { ["kind"] = "Skip", ["executionId"] = skip.ExecutionId, ["outcome"] = skip.Outcome },
        Stimulus.Move move => new JsonObject { ["kind"] = "Move", ["fromVersionId"] = move.FromVersionId },
        _ => throw new ArgumentException($"{stimulus.GetType().Name} is no stimulus from outside.", nameof(stimulus)),
    };

    public static Stimulus Read(JsonNode json) => Text(json, "kind") switch
    {
        "Start" => new Stimulus.Start((JsonObject)json["input"]!.DeepClone())
        {
            TriggerActivityId = Text(json, "triggerActivityId"),
            TriggerPayload = json["triggerPayload"]?.DeepClone(),
            CorrelationId = Text(json, "correlationId"),
            Seed = json["seed"]!.GetValue<long>(),
        },
        "Resume" => new Stimulus.Resume(Text(json, "bookmarkId")!, json["payload"]?.DeepClone()),
        "Cancel" => new Stimulus.Cancel(),
        "Return" => new Stimulus.Return(Text(json, "bookmarkId")!, Text(json, "targetActivityId")!, json["straightBack"]!.GetValue<bool>()),
        "Recall" => new Stimulus.Recall(Text(json, "executionId")!),
        "Retry" => new Stimulus.Retry(Text(json, "executionId")!),
        "Skip" => new Stimulus.Skip(Text(json, "executionId")!, Text(json, "outcome")!),
        "Move" => new Stimulus.Move(Text(json, "fromVersionId")!),
        var other => throw new InvalidOperationException($"The journal holds no stimulus of kind {other}."),
    };

    public static JsonObject Write(Call call, CallAnswer answer)
    {
        var json = new JsonObject { ["callId"] = call.Id, ["name"] = call.Name };
        switch (answer)
        {
            case CallAnswer.Done done:
                (json["outcome"], json["result"]) = (done.Outcome, done.Result?.DeepClone());
                break;
            case CallAnswer.Wait wait:
                (json["waitKey"], json["waitUntil"]) = (wait.Key, wait.Until?.ToUnixTimeMilliseconds());
                json["wait"] = true;
                break;
            case CallAnswer.Fault fault:
                json["fault"] = fault.Message;
                break;
        }

        return json;
    }

    public static Stimulus.Answer ReadAnswer(JsonNode json)
    {
        CallAnswer answer = json["wait"] is not null
            ? new CallAnswer.Wait(Text(json, "waitKey"), json["waitUntil"]?.GetValue<long>() is { } until ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null)
            : Text(json, "fault") is { } fault
                ? new CallAnswer.Fault(fault)
                : new CallAnswer.Done(Text(json, "outcome")!, json["result"]?.DeepClone());
        return new Stimulus.Answer(Text(json, "callId")!, answer);
    }

    private static string? Text(JsonNode json, string name) => json[name]?.GetValue<string>();
}
