using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using WorkflowJobs.Domain.Runtime;

namespace WorkflowJobs.Server.Tests.Hosting;

public sealed class TelemetryTests
{
    [Fact]
    public async Task UseCase_DoneAndRefused_IsCountedTimedAndTraced()
    {
        var numbers = new ConcurrentBag<(string Name, double Value, string Tags)>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Telemetry.Name)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => numbers.Add((instrument.Name, value, Text(tags))));
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => numbers.Add((instrument.Name, value, Text(tags))));
        meters.Start();
        var spans = new ConcurrentBag<Activity>();
        using var traces = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(traces);

        await using var server = await TestServer.Start();
        var administrator = await server.As("shebao-sa");
        await administrator.Post("/api/units", new { operationId = Api.NewId(), id = "measured", name = "测量", nameEn = "Measured", kind = "Department", parentId = "taibaihu" });
        await administrator.Refused("/api/units", new { operationId = "", id = "x", name = "x", nameEn = "x", kind = "Department", parentId = "taibaihu" }, "OPERATION_ID_MISSING");

        var unit = Assert.Single(spans, span => span.OperationName.StartsWith("units.", StringComparison.Ordinal) && span.GetTagItem("outcome") is "done");
        Assert.Contains(numbers, number => number.Name == "workflowjobs.commands" && number.Tags == $"command={unit.OperationName} outcome=done");
        Assert.Contains(numbers, number => number.Name == "workflowjobs.command.duration" && number.Value > 0);
        var queue = numbers.Where(number => number.Name == "workflowjobs.writer.queue").ToList();
        Assert.Contains(queue, place => place.Value > 0);
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var parts = new List<string>();
        foreach (var (name, value) in tags)
            parts.Add($"{name}={value}");
        return string.Join(' ', parts);
    }
}
