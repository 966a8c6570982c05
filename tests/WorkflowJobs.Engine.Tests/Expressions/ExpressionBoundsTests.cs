using System.Text.Json.Nodes;
using CsCheck;
using WorkflowJobs.Engine.Expressions;

namespace WorkflowJobs.Engine.Tests.Expressions;

/// <summary>Scripts and templates that try to leave their bounds in ways that a counter of statements does not see.</summary>
public sealed class ExpressionBoundsTests
{
    private readonly TestScope scope = new();

    [Theory]
    [InlineData("'x'.repeat(2 ** 29)")]
    [InlineData("'x'.repeat(-1)")]
    [InlineData("'x'.padEnd(2 ** 29)")]
    [InlineData("new ArrayBuffer(2 ** 31 - 1)")]
    [InlineData("new Uint8Array(2 ** 30).fill(1)")]
    [InlineData("Array.from({length: 1e8})")]
    [InlineData("[].concat(...Array(1e6))")]
    [InlineData("let a = []; for (let i = 0; i < 5000; i++) a = [a]; return a")]
    [InlineData("let a = {}; a.a = a; return a")]
    [InlineData("({toJSON() { while (true) {} }})")]
    [InlineData("JSON.parse('['.repeat(100000))")]
    [InlineData("10n")]
    [InlineData("toJson(10n)")]
    [InlineData("variables.A = 10n")]
    [InlineData("new RegExp('(a+)+$').test('a'.repeat(40) + '!')")]
    [InlineData("[3, 1, 2].sort(() => { while (true) {} })")]
    [InlineData("new Function('return 1')()")]
    [InlineData("({a: '\\ud800'})")]
    public void JavaScript_BombsInsideOneCall_AreExpressionExceptions(string script)
    {
        scope.Variables["A"] = null;

        Assert.ThrowsAny<ExpressionException>(() => ExpressionEvaluator.Evaluate("JavaScript", script, scope));
    }

    [Theory]
    [InlineData("JavaScript", "(", "", ")")]
    [InlineData("JavaScript", "[", "", "]")]
    [InlineData("JavaScript", "a=>", "1", "")]
    [InlineData("JavaScript", "!", "1", "")]
    [InlineData("JavaScript", "{", "", "}")]
    [InlineData("JavaScript", "1+", "1", "")]
    [InlineData("Liquid", "{% if 1 %}", "", "{% endif %}")]
    [InlineData("Liquid", "{{ a[", "1", "] }}")]
    public void Compile_SourceNestedWithoutEnd_NeverEndsTheProcess(string type, string open, string middle, string close)
    {
        var source = Repeat(open, 20_000) + middle + Repeat(close, 20_000);

        Record.Exception(() => { ExpressionEvaluator.Evaluate(type, source, scope); });

        Assert.NotNull(ExpressionEvaluator.CompileProblem(type, source));
    }

    [Theory]
    [InlineData("toJson()", "null")]
    [InlineData("Object.getOwnPropertyDescriptor(variables, 'A').set()", "null")]
    [InlineData("'\\u4e2d'", "\"中\"")]
    [InlineData("NaN", "null")]
    [InlineData("1 / 0", "null")]
    [InlineData("Symbol('x')", "null")]
    [InlineData("() => 1", "null")]
    public void JavaScript_OddValues_GiveNullOrText(string script, string expected)
    {
        scope.Variables["A"] = null;

        Assert.Equal(JsonNode.Parse(expected)?.ToString(), ExpressionEvaluator.Evaluate("JavaScript", script, scope)?.ToString());
    }

    [Theory]
    [InlineData("{{ 'x' | times: 'y' | divided_by: 0 }}")]
    [InlineData("{{ 9999999999999999999999999999 | times: 9999999999999999999999999999 }}")]
    [InlineData("{% for i in (1..19000) %}{% assign s = s | append: s | append: 'xxxxxxxxxx' %}{% endfor %}{{ s }}")]
    [InlineData("{% assign s = 'xx' %}{% for i in (1..40) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %}")]
    [InlineData("{% assign s = 'xx' %}{% for i in (1..40) %}{% assign s = s | replace: 'x', s %}{% endfor %}")]
    [InlineData("{% include 'x' %}")]
    public void Liquid_BombsAndErrors_AreExpressionExceptions(string template) =>
        Assert.ThrowsAny<ExpressionException>(() => ExpressionEvaluator.Evaluate("Liquid", template, scope));

    [Fact]
    public void Liquid_NumbersBeyondDecimal_DoNotThrow()
    {
        scope.Variables["Big"] = JsonNode.Parse("1e300");

        Assert.StartsWith("1", ExpressionEvaluator.Evaluate("Liquid", "{{ Variables.Big }}", scope)!.ToString());
    }

    [Fact]
    public void Evaluate_MutatedExpressions_GiveAValueOrAnExpressionException()
    {
        string[] parts = ["variables", ".A", "=", "(", ")", "[", "]", "{{", "}}", "{%", "%}", "for ", "if ", "'x'", "1", " | ", "upcase", "=>", "\ud800", "`${", "}", ";", "/", "return "];
        string[] types = ["JavaScript", "Liquid", "Object", "Variable", "Input"];
        Gen.Select(Gen.Int[0, types.Length - 1], Gen.Int[0, parts.Length - 1].Array[0, 12])
            .Sample((type, pieces) =>
            {
                var failure = Record.Exception(() => { ExpressionEvaluator.Evaluate(types[type], string.Concat(pieces.Select(piece => parts[piece])), scope); });
                return failure is null or ExpressionException;
            }, iter: 1_000, threads: 1);
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
