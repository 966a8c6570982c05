using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Applications;

/// <summary>
/// Acceptance: who is not eligible cannot be accepted, whatever the officer thinks; every document of the checklist was received and
/// seen in the original; a supplement names what is wanted and has not reached its limit.
/// </summary>
public sealed class AcceptanceCheck(ParameterStore parameters, ExclusionGate gate) : ITaskCheck
{
    public const string FormKey = "acceptance";

    public string Name => FormKey;

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        var application = await work.Db.Applications.FindAsync([task.SubjectId], cancel)
            ?? throw new InvalidOperationException($"There is no application {task.SubjectId}.");
        return outcome switch
        {
            "Accept" => [.. await Eligible(work, application, cancel), .. Complete(data)],
            "Supplement" => await SupplementLimit.Check(work, application, data, parameters, cancel),
            _ => [],
        };
    }

    /// <summary>What the rules found when it was handed in, and what other departments' lists say by now.</summary>
    private async Task<IEnumerable<FieldError>> Eligible(Work work, Application application, CancellationToken cancel)
    {
        var found = new List<FieldError>();
        if (EligibilityJson.StopOf(application.Eligibility) is { } stop && stop.Code != "WAITLIST")
            found.Add(new FieldError("outcome", stop.Code, stop.Zh, stop.En));
        found.AddRange((await gate.Stops(work, application, "outcome", cancel)).Where(hit => found.All(error => error.Code != hit.Code)));
        return found;
    }

    private static IEnumerable<FieldError> Complete(JsonObject data)
    {
        foreach (var row in data.Rows("checklist").Where(row => row.Flag("received") != true || row.Flag("originalSeen") != true))
            yield return new FieldError($"checklist[key={row.Text("key")}]", "CHECKLIST_INCOMPLETE", "材料未收齐或未见原件，不能受理", "A document is missing or its original was not seen; it cannot be accepted.");
    }
}

/// <summary>The town's handler may ask for a supplement too, within the same limit.</summary>
public sealed class TownHandlingCheck(ParameterStore parameters, ExclusionGate gate) : ITaskCheck
{
    public string Name => "town-handling";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        var application = await work.Db.Applications.FindAsync([task.SubjectId], cancel)
            ?? throw new InvalidOperationException($"There is no application {task.SubjectId}.");
        if (outcome == "Pass")
            return [.. Comparisons.Pending(data), .. await gate.Problems(work, application, data, cancel)];
        if (outcome != "Supplement")
            return [];
        return await SupplementLimit.Check(work, application, data, parameters, cancel);
    }
}

/// <summary>The district's comparison cannot pass while an item waits for clarification or hit something.</summary>
public sealed class DistrictComparisonCheck(ExclusionGate gate) : ITaskCheck
{
    public const string FormKey = "district-comparison";

    public string Name => FormKey;

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        var application = await work.Db.Applications.FindAsync([task.SubjectId], cancel)
            ?? throw new InvalidOperationException($"There is no application {task.SubjectId}.");
        return outcome != "Pass" ? [] :
        [
            .. Comparisons.Pending(data),
            .. await gate.Problems(work, application, data, cancel),
            .. data.Rows("comparisons").Where(row => row.Text("result") == "Hit").Select(row =>
                new FieldError($"comparisons[key={row.Text("key")}]", "COMPARISON_HIT", "比对有异常，请选择“有疑点”并写明", "The comparison hit something; choose “in doubt” and say what.")),
        ];
    }
}

internal static class Comparisons
{
    public static IReadOnlyList<FieldError> Pending(JsonObject data) =>
    [
        .. data.Rows("comparisons").Where(row => row.Text("result") == "Pending").Select(row =>
            new FieldError($"comparisons[key={row.Text("key")}]", "COMPARISON_PENDING", "尚有比对项待核实", "A comparison is still pending.")),
    ];
}

internal static class SupplementLimit
{
    /// <summary><c>supplement.maxTimes</c>: nobody is asked once more after that many times.</summary>
    public static bool Reached(int asked, ParameterSet set) => asked >= set.Int("supplement.maxTimes");

    public static async Task<IReadOnlyList<FieldError>> Check(Work work, Application application, JsonObject data, ParameterStore parameters, CancellationToken cancel)
    {
        var errors = new List<FieldError>();
        if (Reached(application.SupplementCount, await parameters.At(work.Db, work.Now, cancel)))
            errors.Add(new FieldError("outcome", "SUPPLEMENT_LIMIT", $"已补正{application.SupplementCount}次，达到上限，请决定是否受理", $"A supplement was asked for {application.SupplementCount} times, which is the limit; decide now."));
        if (!data.Rows("supplementItems").Any())
            errors.Add(new FieldError("supplementItems", "SUPPLEMENT_ITEMS", "请写明需要补正的材料或事项", "Say what must be supplemented."));
        return errors;
    }
}

/// <summary>A supplement comes in time and claims nothing new.</summary>
public sealed class SupplementCheck(Calendars.CalendarStore calendars) : ITaskCheck
{
    public string Name => "supplement";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        var application = await work.Db.Applications.FindAsync([task.SubjectId], cancel)
            ?? throw new InvalidOperationException($"There is no application {task.SubjectId}.");
        var errors = new List<FieldError>();
        if (SupplementPeriods.IsOver(application, await calendars.Load(work.Db, cancel), work.Now))
            errors.Add(new FieldError("", "SUPPLEMENT_LATE", "补正期限已过", "The supplement period is over."));
        var claimed = application.Categories.Split(',', StringSplitOptions.RemoveEmptyEntries);
        var rows = data.Rows("claims").ToList();
        for (var i = 0; i < rows.Count; i++)
        {
            if (!claimed.Contains(rows[i].Text("code")))
                errors.Add(new FieldError($"claims[{i}].code", "SUPPLEMENT_NEW_CATEGORY", "补正时不得新增申报类别", "A supplement may not claim a new group."));
        }

        return errors;
    }
}
