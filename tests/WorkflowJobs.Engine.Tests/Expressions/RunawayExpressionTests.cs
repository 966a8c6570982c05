using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Execution;
using WorkflowJobs.Engine.Expressions;
using WorkflowJobs.Engine.Tests.Execution;

namespace WorkflowJobs.Engine.Tests.Expressions;

/// <summary>A runaway expression inside a running workflow: stopped, an incident on its own activity, and the next evaluation is clean.</summary>
public sealed class RunawayExpressionTests
{
    /// <summary>The guard is asked between two statements, so the last text that doubled may lie beyond its 64 MiB.</summary>
    private const long MostBytes = 512L * 1024 * 1024;

    private const string Bomb = "setVariable('V', 'changed'); setCorrelationId('changed'); let s = 'x'; for (let i = 0; i < 60; i++) s += s + 'y'; s.length";

    [Theory]
    [InlineData("JavaScript", "while (true) {}")]
    [InlineData("JavaScript", "for (;;);")]
    [InlineData("JavaScript", "let a = []; while (true) a.push(new Array(1000).fill(1))")]
    [InlineData("JavaScript", Bomb)]
    [InlineData("JavaScript", "const f = n => f(n + 1) + 1; f(0)")]
    [InlineData("JavaScript", "const a = {get x() { return this.x; }}; a.x")]
    [InlineData("JavaScript", "/^(a+)+$/.test('a'.repeat(60) + '!')")]
    [InlineData("JavaScript", "'a'.repeat(60).replace(/(a|aa)+$b/, '')")]
    [InlineData("JavaScript", "new Promise(() => {})")]
    [InlineData("JavaScript", "(async () => { await new Promise(() => {}); return 1; })()")]
    [InlineData("JavaScript", "(async () => { while (true) await 1; })()")]
    [InlineData("JavaScript", "const again = () => Promise.resolve().then(again); again()")]
    [InlineData("JavaScript", "Promise.reject(new Error('no'))")]
    [InlineData("JavaScript", "(async () => { throw new Error('no'); })()")]
    [InlineData("JavaScript", "function* g() { while (true) yield 1; } [...g()]")]
    [InlineData("JavaScript", "new Proxy({}, {get(t, k, r) { return r[k]; }}).x")]
    [InlineData("JavaScript", "const p = new Proxy({}, {get(t, k, r) { return r[k]; }}); p.x")]
    [InlineData("JavaScript", "const o = {toString() { return `${this}`; }}; `${o}`")]
    [InlineData("JavaScript", "class A { constructor() { this.a = new A(); } } new A()")]
    [InlineData("JavaScript", "let g = [1][Symbol.iterator](); for (let i = 0; i < 5000; i++) g = g.map(x => x); [...g]")]
    [InlineData("JavaScript", "let g = [1].values(); for (let i = 0; i < 9000; i++) g = Iterator.concat(g); [...g]")]
    [InlineData("JavaScript", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100000)")]
    [InlineData("JavaScript", "'a'.repeat(2 ** 28).split('')")]
    [InlineData("JavaScript", "'a'.repeat(2 ** 20).replace(/a/g, 'b'.repeat(2 ** 20))")]
    [InlineData("JavaScript", "let a = []; for (let i = 0; i < 15000; i++) a = [a]; String(a)")]
    [InlineData("Liquid", "{{ 'now' | date: '%9999999999Y' }}")]
    [InlineData("Liquid", "{{ 1 | format_number: 'D999999999' }}")]
    [InlineData("Liquid", "{{ (1..19999) | join: ',' | split: '' | join: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' | split: '' | join: 'xxxxxxxxxxxxxxxxxxxxxxxxxx' | split: '' | join: 'yyyyyyyyyyyyyyyyyyyyyyy' | size }}")]
    [InlineData("Liquid", "{{ (1..19999) | join: ',' | base64_encode | base64_encode | base64_encode | base64_encode | base64_encode | base64_encode | base64_encode | base64_encode | size }}")]
    [InlineData("Liquid", "{% for i in (1..100000000) %}x{% endfor %}")]
    [InlineData("Liquid", "{% assign n = 2000000000 %}{% for i in (1..n) %}x{% endfor %}")]
    [InlineData("Liquid", "{% assign a = (1..2000000000) %}{{ a | size }}")]
    [InlineData("Liquid", "{% for i in (1..10000) %}{% for j in (1..10000) %}{% endfor %}{% endfor %}")]
    [InlineData("Liquid", "{% assign s = 'xxxxxxxxxx' %}{% for i in (1..60) %}{% assign s = s | append: s %}{% endfor %}")]
    [InlineData("Liquid", "{% for i in (1..15000) %}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx{% endfor %}")]
    public void Expression_ThatRunsAway_IsAnIncidentAndTheNextIsClean(string type, string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var instance = Started(type, text);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        Assert.Equal("bad", Assert.Single(instance.State.Incidents).ActivityId);
        Assert.StartsWith("Failed to evaluate activity input 'Text'", instance.State.Incidents[0].Message, StringComparison.Ordinal);
        Assert.Equal(["3 start", "3 start"], instance.Lines);
    }

    [Fact]
    public void Promise_ThatSettles_IsItsValue() =>
        Assert.Equal("3", ExpressionEvaluator.Evaluate("JavaScript", "(async () => (await Promise.resolve(1)) + 2)()", new TestScope())!.ToJsonString());

    [Fact]
    public void GuardHit_IsToldAndLeavesNoTrace()
    {
        var instance = Started("JavaScript", Bomb);

        Assert.Equal("start", instance.State.Variables["V"]!.ToString());
        Assert.Null(instance.State.CorrelationId);
        Assert.EndsWith("took too much time or memory and was stopped.", instance.State.Incidents[0].Message, StringComparison.Ordinal);
    }

    /// <summary>The machine of the replay may be faster: it is told where the guard struck, and does not evaluate.</summary>
    [Fact]
    public void GuardHit_InAReplayThatIsTold_IsRepeatedWithoutEvaluating()
    {
        var engine = TestInstance.PlainEngine();
        var runsAway = TestInstance.Read(Definition("JavaScript", Bomb));
        var start = new Stimulus.Start([]);
        var recorded = engine.Start(runsAway, "i", start, TestInstance.Noon);
        var soundNow = TestInstance.Read(Definition("JavaScript", "'sound'"));

        var replayed = engine.Start(soundNow, "i", start, TestInstance.Noon, recorded.Interrupted);

        Assert.Equal(2, Assert.Single(recorded.Interrupted));
        Assert.Equal(recorded.State.ToJson(), replayed.State.ToJson());
        Assert.Empty(engine.Start(soundNow, "i", start, TestInstance.Noon).Interrupted);
    }

    [Fact]
    public void Statements_AreCounted_TheSameEveryTime()
    {
        var counts = Enumerable.Range(0, 5).Select(_ =>
        {
            var scope = new TestScope();
            scope.Variables["N"] = 0;
            Assert.Throws<ExpressionException>(() => ExpressionEvaluator.Evaluate("JavaScript", "while (true) setVariable('N', getVariable('N') + 1)", scope));
            return scope.Variables["N"]!.ToJsonString();
        });
        Assert.Single(counts.Distinct());
    }

    private static TestInstance Started(string type, string text) => TestInstance.Started(Definition(type, text));

    /// <summary>good1 → and beside it bad, and good2 after bad was tried.</summary>
    private static string Definition(string type, string text)
    {
        var json = JsonNode.Parse(FlowText.Definition("start:S good1 bad good2", "start>good1 start>bad start>good2", "ContinueWithIncidents"))!;
        json["variables"] = new JsonArray(new JsonObject { ["id"] = "v", ["name"] = "V", ["typeName"] = "String", ["value"] = "start" });
        json["root"]!["activities"]![1]!["text"] = FlowText.Wrapped("String", "(1 + 2) + ' ' + variables.V", "JavaScript");
        json["root"]!["activities"]![2]!["text"] = FlowText.Wrapped("String", text, type);
        json["root"]!["activities"]![3]!["text"] = FlowText.Wrapped("String", "{{ 1 | plus: 2 }} {{ Variables.V }}", "Liquid");
        return json.ToJsonString();
    }
}
