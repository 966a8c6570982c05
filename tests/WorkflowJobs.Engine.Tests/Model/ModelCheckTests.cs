using System.Globalization;
using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Execution;
using WorkflowJobs.Engine.Tests.Execution;

namespace WorkflowJobs.Engine.Tests.Model;

/// <summary>
/// Random flowcharts and random stimuli: the engine does what the reference interpreter does, no token is lost or doubled,
/// every run ends or provably waits, and its journal replays byte for byte. <c>MODEL_CASES</c> asks for more cases, <c>MODEL_SEED</c> repeats one.
/// </summary>
public sealed class ModelCheckTests
{
    private const int Parts = 4;
    private const int MostSteps = 25;
    private const int ReplayEvery = 5;

    private static readonly int Cases = Number("MODEL_CASES") ?? 3_000;

    public static TheoryData<int> Part => [.. Enumerable.Range(0, Parts)];

    [Theory]
    [MemberData(nameof(Part))]
    public void Engine_OnARandomFlow_DoesWhatTheReferenceDoes(int part)
    {
        var (first, last) = Number("MODEL_SEED") is { } seed ? (seed, seed) : (part * Cases / Parts, (part + 1) * Cases / Parts - 1);
        for (var number = first; number <= last; number++)
            Compare(number);
    }

    private static void Compare(int seed)
    {
        var random = new Random(seed);
        var goesOn = random.Next(2) == 0;
        var flow = new ModelGenerator(seed).Flow();
        var steps = new List<string> { "start" };
        var reference = new ReferenceInterpreter(flow, goesOn);
        if (reference.Status == ReferenceInterpreter.Endless)
            return;
        var instance = TestInstance.Started(flow.Definition(goesOn));
        var (seenByReference, seenByEngine) = (0, 0);
        while (true)
        {
            var expected = $"{reference.Status} open[{string.Join(' ', reference.Open)}] {string.Join(' ', reference.Journal.Skip(seenByReference))}";
            var actual = $"{StatusOf(instance.State)} open[{string.Join(' ', instance.State.Bookmarks.Select(mark => mark.ActivityId))}] {string.Join(' ', instance.Events.Skip(seenByEngine).Select(item => $"{item.ActivityId}:{item.Event}"))}";
            Assert.True(expected == actual, Explain("differs", expected + "\n" + actual));
            Assert.True(Broken(instance) is not { } broken, Explain(Broken(instance) ?? "", actual));
            (seenByReference, seenByEngine) = (reference.Journal.Count, instance.Events.Count);
            if (instance.State.Status != WorkflowStatus.Running || steps.Count > MostSteps)
            {
                if (seed % ReplayEvery == 0)
                    instance.Recording.AssertReplays(instance.Engine, instance.Definition, instance.Id);
                return;
            }

            var stimulus = Draw(random, reference, instance);
            steps.Add(stimulus.Name);
            stimulus.OnReference();
            if (reference.Status == ReferenceInterpreter.Endless)
                return;
            instance.Step(stimulus.OnEngine);
        }

        string Explain(string what, string detail) => $"MODEL_SEED={seed} {what} ({(goesOn ? "goes on" : "fault")}) after {string.Join(", ", steps)}\n{flow}{detail}";
    }

    /// <summary>One stimulus for both: mostly somebody acts, now and then a cancellation, or an administrator's verb.</summary>
    private static (string Name, Action OnReference, Stimulus OnEngine) Draw(Random random, ReferenceInterpreter reference, TestInstance instance)
    {
        if (random.Next(40) == 0)
            return ("cancel", reference.Cancel, new Stimulus.Cancel());
        var open = instance.State.Bookmarks;
        var failed = reference.Failed.ToList();
        if (failed.Count > 0 && (open.Count == 0 || random.Next(4) == 0))
        {
            var activity = failed[random.Next(failed.Count)];
            var execution = instance.State.Incidents.First(incident => incident.Resolution is null && incident.ActivityId == activity).ExecutionId;
            return random.Next(3) == 0
                ? ($"retry {activity}", () => reference.Retry(activity), new Stimulus.Retry(execution))
                : ($"skip {activity}", () => reference.Skip(activity, "Done"), new Stimulus.Skip(execution, "Done"));
        }

        var id = open[random.Next(open.Count)].ActivityId;
        var mark = open.First(other => other.ActivityId == id);
        var outcome = mark.Kind == BookmarkKinds.HumanTask ? random.Next(5) switch { 0 or 1 => "B", _ => "A" } : "Done";
        return ($"{id}.{outcome}", () => reference.Resume(id, outcome), new Stimulus.Resume(mark.Id, new JsonObject { ["outcome"] = outcome }));
    }

    /// <summary>Tokens are conserved: what started is open, or ended once; what waits is open; who runs can go on.</summary>
    private static string? Broken(TestInstance instance)
    {
        var running = instance.State.Status == WorkflowStatus.Running;
        foreach (var (number, execution) in instance.Executions)
        {
            var events = instance.Events.Where(item => item.ExecutionId == execution.Id).Select(item => item.Event).ToList();
            // An invalid backward connection fails an activity that had completed (29), also when it is skipped.
            var ends = events.Skip(events.LastIndexOf("Faulted") + 1);
            if (events.Count(item => item == "Started") != 1 || ends.Count(item => item is "Completed" or "Canceled" or "Skipped") > 1)
                return $"{execution.ActivityId} #{number}: {string.Join(' ', events)}";
        }

        if (instance.State.Bookmarks.FirstOrDefault(mark => instance.Executions[instance.State.Number(mark.ExecutionId)].Status != "Running") is { } dead)
            return $"bookmark of {dead.ActivityId}, which does not run";
        if (instance.State.Bookmarks.Select(mark => mark.ExecutionId).Distinct().Count() != instance.State.Bookmarks.Count)
            return "two bookmarks of one execution";
        return running && instance.State.Bookmarks.Count == 0 && !instance.State.NeedsAttention ? "neither ends nor waits" : null;
    }

    private static string StatusOf(InstanceState state) => state.Status == WorkflowStatus.Running ? "Running" : state.SubStatus.ToString();

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
