using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Eligibility;

/// <summary>
/// Puts the application through the gates of DOMAIN §5.3 and stores the result with its sentences. At acceptance it decides which
/// outcome the officer may choose; at approval it only flags what has changed since the closing date, for the approver to weigh.
/// </summary>
public sealed class CheckEligibility(ApplicationForms forms, ApplicationExclusions exclusions, EligibilityReader reader) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Act(nameof(CheckEligibility), "申请", "资格检查", "Check eligibility", "Eligible", "NotEligible") with
        {
            Inputs = [new InputDescriptor("phase", "String", "环节", "Phase") { Required = true, HelpZh = "acceptance（受理）或 approval（审批）。" }],
        };

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var application = await context.Application(cancel);
        var person = await work.Db.People.FindAsync([application.PersonId], cancel)
            ?? throw new InvalidOperationException($"Application {application.Id} has no person.");
        await exclusions.Compare(work, application, person, forms.Read(application, person), cancel);
        var reading = await reader.Read(work, application, person, cancel);
        Store(application, reading.Facts, reading.AsOf, reading.Closing);
        if (context.Text("phase") == "approval" && reading.HasChanged)
            application.Eligibility = EligibilityJson.WithFlag(application.Eligibility!, reading.Today!);
        return new CallAnswer.Done(reading.Closing.Outcome == EligibilityOutcome.Ineligible ? "NotEligible" : "Eligible", Projection(application));
    }

    private static void Store(Application application, ApplicantFacts facts, DateOnly asOf, EligibilityResult result)
    {
        application.Eligibility = EligibilityJson.Write(result);
        application.EligibilityCode = result.Code;
        application.BestCategory = result.Best?.Category;
        application.Tier = result.Best?.Tier;
        application.Categories = string.Join(',', facts.Claims.Select(c => c.Code).Distinct());
        application.MonthsUnemployed = facts.UnemploymentRegisteredOn is { } from && from <= asOf ? MonthsBetween(from, asOf) : null;
        application.Revision++;
    }

    /// <summary>What expressions of the process may see: nothing that names the person (invariant 12).</summary>
    private static JsonObject Projection(Application application) => new()
    {
        ["roundId"] = application.LineId,
        ["noticeId"] = application.NoticeId,
        ["villageId"] = application.VillageId,
        ["townId"] = application.TownId,
        ["kind"] = application.Kind.ToString(),
        ["batch"] = application.Batch,
        ["tier"] = application.Tier,
        ["code"] = application.EligibilityCode,
        ["supplements"] = application.SupplementCount,
    };

    private static int MonthsBetween(DateOnly from, DateOnly to) =>
        Math.Max(0, ((to.Year - from.Year) * 12) + to.Month - from.Month - (to.Day < from.Day ? 1 : 0));
}

/// <summary>The stored form of a result: codes, sentences and dates; read by the case page and by the acceptance check.</summary>
public static class EligibilityJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(EligibilityResult result) => JsonSerializer.Serialize(result, Options);

    /// <summary>The stop of the stored result; null when it was eligible or never checked.</summary>
    public static Finding? StopOf(string? json) =>
        json is null ? null : JsonNode.Parse(json)?["stop"]?.Deserialize<Finding>(Options);

    /// <summary>Something has changed since the closing date.</summary>
    public static bool IsFlagged(string? json) => json is not null && JsonNode.Parse(json)?["changedSince"] is not null;

    /// <summary>The stored result with more to warn of.</summary>
    public static JsonNode With(string json, IReadOnlyList<Warning> more)
    {
        var stored = (JsonObject)JsonNode.Parse(json)!;
        var warnings = stored["warnings"] as JsonArray;
        if (warnings is null)
            stored["warnings"] = warnings = [];
        foreach (var warning in more)
            warnings.Add(JsonSerializer.SerializeToNode(warning, Options));
        return stored;
    }

    /// <summary>The result of the closing date with today's beside it.</summary>
    public static string WithFlag(string json, EligibilityResult now)
    {
        var stored = (JsonObject)JsonNode.Parse(json)!;
        stored["changedSince"] = JsonSerializer.SerializeToNode(now, Options);
        return stored.ToJsonString(Options);
    }
}
