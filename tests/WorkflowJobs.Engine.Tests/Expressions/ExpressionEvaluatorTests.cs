using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Expressions;

namespace WorkflowJobs.Engine.Tests.Expressions;

public sealed class ExpressionEvaluatorTests
{
    private readonly TestScope scope = new()
    {
        Input = new JsonObject { ["Name"] = "Ann", ["items"] = new JsonArray(1, 2) },
        CorrelationId = "round:1",
    };

    public ExpressionEvaluatorTests()
    {
        scope.Variables["A"] = "x";
        scope.Variables["N"] = 7;
        scope.Variables["Missing"] = null;
        scope.Variables["Obj"] = new JsonObject { ["a"] = 1 };
    }

    [Theory]
    [InlineData("variables.N + 1", "8")]
    [InlineData("getN() + getVariable('N')", "14")]
    [InlineData("getName() + getInput('Name')", "\"AnnAnn\"")]
    [InlineData("getItems().length", "2")]
    [InlineData("`${variables.Missing}`", "\"null\"")]
    [InlineData("undefined", "null")]
    [InlineData("return {x: [1, 'a']}", "{\"x\":[1,\"a\"]}")]
    [InlineData("getCorrelationId()", "\"round:1\"")]
    [InlineData("getOutputFrom('task')", "\"task.Result\"")]
    [InlineData("isNullOrWhiteSpace('  ')", "true")]
    [InlineData("new Date().toISOString()", "\"2024-06-03T01:00:00.000Z\"")]
    [InlineData("new Date().getHours()", "9")]
    public void JavaScript_WhatElsaOffers_GivesItsValue(string script, string expected) =>
        Assert.Equal(expected, ExpressionEvaluator.Evaluate("JavaScript", script, scope)?.ToJsonString() ?? "null");

    [Theory]
    [InlineData("""{"id":"v_A","name":"A","typeName":"String"}""")]
    [InlineData("""A""")]
    public void Variable_AsStudioSavesIt_GivesItsValue(string reference) =>
        Assert.Equal("x", ExpressionEvaluator.Evaluate("Variable", reference, scope)!.ToString());

    [Fact]
    public void JavaScript_Random_ComesFromTheScopesSequence()
    {
        var first = ExpressionEvaluator.Evaluate("JavaScript", "Math.random()", new TestScope())!.ToJsonString();

        Assert.Equal(first, ExpressionEvaluator.Evaluate("JavaScript", "Math.random()", new TestScope())!.ToJsonString());
    }

    [Fact]
    public void JavaScript_AssignmentsAndChangesInPlace_ReachTheVariables()
    {
        ExpressionEvaluator.Evaluate("JavaScript", "variables.A = 'y'; setN(9); variables.Obj.a = 2", scope);

        Assert.Equal("y", scope.Variables["A"]!.ToString());
        Assert.Equal("9", scope.Variables["N"]!.ToJsonString());
        Assert.Equal("""{"a":2}""", scope.Variables["Obj"]!.ToJsonString());
    }

    [Theory]
    [InlineData("while (true) {}")]
    [InlineData("let s = 'x'; for (let i = 0; i < 60; i++) s += s; s")]
    [InlineData("const f = () => f(); f()")]
    [InlineData("/^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')")]
    [InlineData("new Array(1e9).fill(0)")]
    [InlineData("nope.nope")]
    [InlineData("throw new Error('bad')")]
    [InlineData("eval('1')")]
    [InlineData("((")]
    [InlineData("System.IO.File.ReadAllText('/etc/passwd')")]
    public void JavaScript_BeyondItsBounds_IsAnExpressionException(string script) =>
        Assert.ThrowsAny<ExpressionException>(() => ExpressionEvaluator.Evaluate("JavaScript", script, scope));

    [Theory]
    [InlineData("{{ Variables.A }}-{{ Input.Name | upcase }}", "x-ANN")]
    [InlineData("[{{ Variables.Nothing }}{{ Variables.Missing }}]", "[]")]
    [InlineData("{{ CorrelationId }}|{{ Variables.Obj.a }}|{% for i in Input.items %}{{ i }};{% endfor %}", "round:1|1|1;2;")]
    [InlineData("{{ 'now' | date: '%Y-%m-%d' }}", "2024-06-03")]
    public void Liquid_VariablesInputsAndFilters_Render(string template, string expected) =>
        Assert.Equal(expected, ExpressionEvaluator.Evaluate("Liquid", template, scope)!.ToString());

    [Theory]
    [InlineData("{% for i in (1..1000000) %}x{% endfor %}")]
    [InlineData("{% for i in (1..9000) %}{{ 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' }}{% endfor %}")]
    [InlineData("{% if %}")]
    public void Liquid_BeyondItsBounds_IsAnExpressionException(string template) =>
        Assert.ThrowsAny<ExpressionException>(() => ExpressionEvaluator.Evaluate("Liquid", template, scope));

    [Fact]
    public void CompileProblem_BrokenScriptAndTemplate_IsTold()
    {
        Assert.NotNull(ExpressionEvaluator.CompileProblem("JavaScript", "(("));
        Assert.NotNull(ExpressionEvaluator.CompileProblem("Liquid", "{% if %}"));
        Assert.Null(ExpressionEvaluator.CompileProblem("JavaScript", "return 1"));
        Assert.Null(ExpressionEvaluator.CompileProblem("Literal", "(("));
    }
}
