using NetArchTest.Rules;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Forms;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Plans;

namespace WorkflowJobs.Domain.Tests;

/// <summary>Rules take facts and dates and give values: they know neither the database nor the runtime.</summary>
public sealed class PureRulesTests
{
    private static readonly string[] Pure =
    [
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
}
