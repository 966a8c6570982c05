using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Engine.Execution;

// Writing by hand: short names, defaults left out, order fixed, so that equal histories give equal bytes.
public sealed partial class InstanceState
{
    /// <summary>A thread keeps its buffer for the next state, unless a state was uncommonly large.</summary>
    private const int KeptBytes = 64 * 1024;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? threadBuffer;

    private string Write()
    {
        var buffer = threadBuffer ??= new ArrayBufferWriter<byte>(4096);
        buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(buffer, Compact))
            Write(writer);
        var json = Encoding.UTF8.GetString(buffer.WrittenSpan);
        if (buffer.Capacity > KeptBytes)
            threadBuffer = null;
        return json;
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("v", 1);
        json.WriteString("id", InstanceId);
        json.WriteString("def", DefinitionVersionId);
        json.WriteNumber("status", (int)Status);
        json.WriteNumber("sub", (int)SubStatus);
        WriteText(json, "corr", CorrelationId);
        WriteText(json, "name", Name);
        WriteLong(json, "n", Counter);
        WriteLong(json, "seed", Seed);
        WriteLong(json, "rolled", Rolled);
        WriteLong(json, "starts", BurstStarts);
        WriteLong(json, "cause", BurstCause);
        WriteNode(json, "in", Input);
        WriteNode(json, "out", Output);
        WriteTexts(json, "outcomes", Outcomes);
        WriteValues(json, "vars", RootVariables);
        WriteFrames(json);
        WriteQueue(json);
        WriteCall(json);
        WriteBookmarks(json, "marks", OpenBookmarks);
        if (StoppedBookmarks.Count > 0)
            WriteBookmarks(json, "stopped", StoppedBookmarks);
        WriteIncidents(json);
        WriteOutputs(json);
        if (LastResult is not null)
            WriteNode(json, "last", LastResult);
        WriteText(json, "trigger", TriggerActivityId);
        if (TriggerPayload is not null)
            WriteNode(json, "brought", TriggerPayload);
        json.WriteEndObject();
    }

    private void WriteFrames(Utf8JsonWriter json)
    {
        json.WriteStartArray("frames");
        foreach (var frame in Frames)
        {
            json.WriteStartObject();
            json.WriteNumber("n", frame.Number);
            json.WriteString("a", frame.ActivityId);
            WriteLong(json, "p", frame.Parent);
            json.WriteNumber("at", frame.StartedAt);
            WriteLong(json, "cause", frame.Cause);
            if (frame.Failed)
                json.WriteBoolean("failed", true);
            WriteTexts(json, "outcomes", frame.Outcomes);
            WriteValues(json, "vars", frame.Variables);
            WriteValues(json, "locals", frame.Locals);
            if (frame.Items is not null)
                WriteNode(json, "items", frame.Items);
            WriteLong(json, "i", frame.Index);
            if (frame.Flow is not null)
                WriteFlow(json, frame.Flow);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFlow(Utf8JsonWriter json, FlowState flow)
    {
        json.WriteStartObject("flow");
        json.WriteString("start", flow.StartId);
        WriteStates(json, flow.States);
        WriteTexts(json, "closed", flow.Closed);
        if (flow.Tasks.Count > 0)
        {
            json.WriteStartObject("tasks");
            foreach (var (activity, task) in flow.Tasks)
            {
                json.WriteStartArray(activity);
                json.WriteNumberValue(task.Number);
                json.WriteNumberValue(task.Cause);
                json.WriteNumberValue(task.CompletedAfter);
                json.WriteNumberValue(task.Acted ? 1 : 0);
                foreach (var rival in task.Rivals)
                    json.WriteStringValue(rival);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        if (flow.StraightBacks.Count > 0)
        {
            json.WriteStartObject("back");
            foreach (var (activity, back) in flow.StraightBacks)
            {
                json.WriteStartObject(activity);
                WriteTexts(json, "to", back.Activities);
                WriteTexts(json, "rivals", back.Rivals);
                WriteStates(json, back.States);
                WriteTexts(json, "closed", back.Closed);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteStates(Utf8JsonWriter json, IEnumerable<KeyValuePair<int, bool>> states)
    {
        json.WriteStartArray("conn");
        foreach (var (connection, followed) in states)
            json.WriteNumberValue(followed ? connection + 1 : -connection - 1);
        json.WriteEndArray();
    }

    private void WriteQueue(Utf8JsonWriter json)
    {
        if (Queue.Count == 0)
            return;
        json.WriteStartArray("queue");
        foreach (var start in Queue)
        {
            json.WriteStartObject();
            json.WriteString("a", start.ActivityId);
            json.WriteNumber("p", start.Parent);
            WriteValues(json, "locals", start.Locals);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteCall(Utf8JsonWriter json)
    {
        if (Call is null)
            return;
        json.WriteStartObject("call");
        json.WriteNumber("n", Call.Number);
        json.WriteNumber("f", Call.Frame);
        WriteNode(json, "args", Call.Arguments);
        json.WriteEndObject();
    }

    private void WriteBookmarks(Utf8JsonWriter json, string name, List<Bookmark> bookmarks)
    {
        json.WriteStartArray(name);
        foreach (var mark in bookmarks)
        {
            json.WriteStartObject();
            json.WriteNumber("n", mark.Sequence);
            json.WriteNumber("f", Number(mark.ExecutionId));
            json.WriteString("a", mark.ActivityId);
            json.WriteString("k", mark.Kind);
            WriteText(json, "key", mark.Key);
            if (mark.DueAt is { } due)
                json.WriteNumber("due", due.ToUnixTimeMilliseconds());
            if (mark.Payload is not null)
                WriteNode(json, "p", mark.Payload);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteIncidents(Utf8JsonWriter json)
    {
        if (AllIncidents.Count == 0)
            return;
        json.WriteStartArray("incidents");
        foreach (var incident in AllIncidents)
        {
            json.WriteStartObject();
            json.WriteNumber("f", Number(incident.ExecutionId));
            json.WriteString("a", incident.ActivityId);
            json.WriteString("t", incident.ActivityType);
            json.WriteString("m", incident.Message);
            json.WriteNumber("at", incident.At.ToUnixTimeMilliseconds());
            WriteText(json, "r", incident.Resolution);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteOutputs(Utf8JsonWriter json)
    {
        if (ActivityOutputs.Count == 0)
            return;
        json.WriteStartObject("outputs");
        foreach (var (activity, outputs) in ActivityOutputs)
            WriteValues(json, activity, outputs);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void WriteLong(Utf8JsonWriter json, string name, long value)
    {
        if (value != 0)
            json.WriteNumber(name, value);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyCollection<string> values)
    {
        if (values.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void WriteValues(Utf8JsonWriter json, string name, SortedDictionary<string, JsonNode?>? values)
    {
        if (values is null || values.Count == 0)
            return;
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
            WriteNode(json, key, value);
        json.WriteEndObject();
    }

    private static void WriteNode(Utf8JsonWriter json, string name, JsonNode? value)
    {
        json.WritePropertyName(name);
        if (value is null)
            json.WriteNullValue();
        else
            value.WriteTo(json);
    }
}
