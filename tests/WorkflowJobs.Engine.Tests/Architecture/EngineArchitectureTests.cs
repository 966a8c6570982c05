using System.Reflection;
using NetArchTest.Rules;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Tests.Architecture;

/// <summary>The wall around the engine: no database, no network, no files, no clock, no threads of its own.</summary>
public sealed class EngineArchitectureTests
{
    private static readonly Assembly Engine = typeof(WorkflowEngine).Assembly;

    private static readonly string[] AllowedAssemblies =
    [
        "Cronos", "Fluid", "Jint", "Acornima", "Parlot", "TimeZoneConverter",
        "System.Collections", "System.Collections.Concurrent", "System.Linq", "System.Memory", "System.Runtime",
        "System.Runtime.Numerics", "System.Text.Encodings.Web", "System.Text.Json", "System.Text.RegularExpressions",
        "System.Private.Xml", "System.Xml.ReaderWriter", "System.Threading", "System.ObjectModel", "System.Runtime.Extensions",
        // Spans over lists (CollectionsMarshal), which the compiler writes for collection expressions.
        "System.Runtime.InteropServices",
    ];

    [Fact]
    public void Engine_ReferencesOnlyTheAllowedAssemblies()
    {
        var others = Engine.GetReferencedAssemblies().Select(reference => reference.Name!).Except(AllowedAssemblies, StringComparer.Ordinal);
        Assert.Empty(others);
    }

    [Theory]
    [InlineData("System.IO.File")]
    [InlineData("System.IO.Directory")]
    [InlineData("System.IO.FileStream")]
    [InlineData("System.Net")]
    [InlineData("System.Data")]
    [InlineData("System.Threading.Tasks.Task")]
    [InlineData("System.Threading.Thread")]
    [InlineData("System.Random")]
    [InlineData("System.TimeProvider")]
    [InlineData("System.Diagnostics.Process")]
    public void Engine_UsesNothingThatReachesOutside(string forbidden)
    {
        // Fluid's filters and templates are asynchronous by signature; LiquidExpression runs them to their end on the spot.
        var types = Types.InAssembly(Engine);
        var held = forbidden == "System.Threading.Tasks.Task" ? types.That().DoNotHaveName("LiquidExpression") : types.That().AreClasses();
        var result = held.Should().NotHaveDependencyOn(forbidden).GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Fact]
    public void Execution_KeepsItsWorkingsInternal()
    {
        string[] contract =
        [
            "ActivityExecution", "Bookmark", "BookmarkKinds", "Call", "CallAnswer", "ClosedBookmark", "Incident", "InstanceState", "JournalEvent", "MovePreview",
            "Stimulus", "Transition", "WorkflowEngine", "WorkflowStatus", "WorkflowSubStatus",
        ];
        var exported = Engine.GetExportedTypes().Where(type => type.Namespace == typeof(WorkflowEngine).Namespace && !type.IsNested).Select(type => type.Name);
        Assert.Equal(contract.Order(StringComparer.Ordinal), exported.Order(StringComparer.Ordinal));
    }
}
