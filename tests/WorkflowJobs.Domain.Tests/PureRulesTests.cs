using NetArchTest.Rules;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Forms;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.Tests;

/// <summary>Rules take facts and dates and give values: they know neither the database nor the runtime.</summary>
public sealed class PureRulesTests
{
    private static readonly string[] Pure =
    [
        nameof(SheetReader), "RowReader", "CellRules", nameof(SheetWriter),
        nameof(WorkingDayCalendar), nameof(CalendarFile), nameof(CitizenId), nameof(Age), nameof(AgeBounds), nameof(StatutoryRetirement),
        nameof(EligibilityCheck), nameof(EligibilityParameters), nameof(ParameterCatalog), nameof(ParameterSet), nameof(PlanReconciliation), nameof(FormDocument), "FormReader", "FormValidator", "FieldValues",
    ];

    [Fact]
    public void Rules_Everywhere_KnowNeitherDatabaseNorRuntime()
    {
        var rules = Types.InAssembly(typeof(EligibilityCheck).Assembly).That().HaveNameMatching($"^(?:{string.Join('|', Pure)}|.+Rules)$");
        Assert.True(rules.GetTypes().Count() >= Pure.Length);
        var found = rules.Should().NotHaveDependencyOnAny("Microsoft.EntityFrameworkCore", "WorkflowJobs.Domain.Data", "WorkflowJobs.Domain.Runtime").GetResult();
        Assert.Empty(found.FailingTypeNames ?? []);
    }

    /// <summary>What the runtime still knows of the business is not to grow: identity, units, forms, attachments and the officers' bell.</summary>
    [Fact]
    public void Runtime_KnowsNoBusinessFolderBeyondThoseItStillDoes()
    {
        string[] known = ["Common", "Data", "Runtime", "Identity", "Units", "Forms", "Attachments", "Correspondence"];
        var folders = typeof(EligibilityCheck).Assembly.GetTypes().Select(type => type.Namespace?.Split('.')).OfType<string[]>()
            .Where(parts => parts.Length > 2 && parts[0] == "WorkflowJobs").Select(parts => parts[2]).Distinct().Except(known).Select(folder => "WorkflowJobs.Domain." + folder).ToArray();
        Assert.Contains("WorkflowJobs.Domain.Applications", folders);
        var found = Types.InAssembly(typeof(EligibilityCheck).Assembly).That().ResideInNamespace("WorkflowJobs.Domain.Runtime").Should().NotHaveDependencyOnAny(folders).GetResult();
        Assert.Empty(found.FailingTypeNames ?? []);
    }
}
