using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Domain.Applications;

/// <summary>What the application form says, as facts for the gates and as columns of the application. Pure.</summary>
public static class FormFacts
{
    /// <summary>The facts that the form alone can give; the caller adds what it knows of other applications and of the unit.</summary>
    public static ApplicantFacts Of(JsonObject form) => new()
    {
        IdNumber = form.Text("idNumber"),
        DeclaredSex = SexCodes.Parse(form.Text("sex")),
        Register = form.Text("registerKind") switch { "Rural" => RegisterKind.Rural, "Urban" => RegisterKind.Urban, _ => null },
        RegisteredInTown = form.Flag("registeredInTown") ?? false,
        ResidentInTown = form.Flag("residentInTown") ?? false,
        Claims = [.. form.Rows("claims").Select(Claim)],
        Marital = Enum.TryParse<MaritalStatus>(form.Text("maritalStatus"), out var marital) ? marital : null,
        ChildBirths = [.. form.Rows("children").Select(row => row.Date("birth")).OfType<DateOnly>()],
        BirthsWithinPolicy = form.Flag("birthsWithinPolicy") ?? true,
        Household = [.. form.Rows("household").Select(Member)],
        Employed = form.Flag("employed") ?? false,
        UnemploymentRegisteredOn = form.Date("unemploymentRegisteredOn"),
        UnemploymentRegistrationEndedOn = form.Date("unemploymentEndedOn"),
        InSchool = form.Flag("inSchool") ?? false,
        DrawsPension = form.Flag("drawsPension") ?? false,
        WomanCategory = Enum.TryParse<WorkerCategory>(form.Text("womanCategory"), out var category) ? category : null,
        Healthy = form.Flag("healthy") ?? false,
        Willing = form.Flag("willing") ?? false,
        Able = form.Flag("able") ?? false,
    };

    /// <summary>Claimed category codes in the order claimed, each once.</summary>
    public static IReadOnlyList<string> ClaimedCodes(JsonObject form) =>
        [.. form.Rows("claims").Select(row => row.Text("code")).OfType<string>().Distinct()];

    /// <summary>Months from the registration to a day; null when not registered.</summary>
    public static int? MonthsUnemployed(JsonObject form, DateOnly asOf)
    {
        if (form.Date("unemploymentRegisteredOn") is not { } from || from > asOf)
            return null;
        var end = form.Date("unemploymentEndedOn") is { } ended && ended < asOf ? ended : asOf;
        return Math.Max(0, ((end.Year - from.Year) * 12) + end.Month - from.Month - (end.Day < from.Day ? 1 : 0));
    }

    /// <summary>Those whom the applicant declares as relatives, household included, with their numbers where given: they take no part in the case.</summary>
    public static IReadOnlyList<(string Name, string? IdNumber)> Relatives(JsonObject form) =>
        [.. form.Rows("relatives").Concat(form.Rows("household")).Select(row => (row.Text("name")?.Trim() ?? "", row.Text("idNumber"))).Where(r => r.Item1.Length > 0)];

    /// <summary>
    /// The form after a supplement: certificates of groups already claimed are replaced, single facts overwritten, documents added.
    /// A group that was not claimed is left out here; the check has refused it before.
    /// </summary>
    public static JsonObject Supplemented(JsonObject form, JsonObject supplement)
    {
        var merged = (JsonObject)form.DeepClone();
        var claims = merged.Rows("claims").ToList();
        foreach (var row in supplement.Rows("claims"))
        {
            if (claims.FirstOrDefault(c => c.Text("code") == row.Text("code")) is not { } claim)
                continue;
            foreach (var (name, value) in row.Where(p => p.Value is not null))
                claim[name] = value!.DeepClone();
        }

        foreach (var name in new[] { "unemploymentRegisteredOn", "maritalStatus" })
        {
            if (supplement[name] is { } value)
                merged[name] = value.DeepClone();
        }

        if (supplement["documents"] is JsonArray documents)
        {
            var all = (merged["proofs"] as JsonArray)?.Select(d => d!.ToString()).ToList() ?? [];
            merged["proofs"] = new JsonArray([.. all.Concat(documents.Select(d => d!.ToString())).Distinct().Select(d => JsonValue.Create(d))]);
        }

        return merged;
    }

    private static CategoryClaim Claim(JsonObject row) => new(row.Text("code") ?? "", row.Text("certificateNumber"), row.Date("validTo"));

    private static HouseholdMember Member(JsonObject row) => new(row.Text("relation") ?? "", row.Date("birth"))
    {
        Employed = row.Flag("employed") ?? false,
        HasBusinessIncome = row.Flag("hasBusinessIncome") ?? false,
        AvailableForWork = !(row.Flag("notAvailable") ?? false),
    };
}

/// <summary>Lenient reading of form data: a value of another type reads as absent.</summary>
public static class JsonReading
{
    public static string? Text(this JsonObject data, string name) => data[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static bool? Flag(this JsonObject data, string name) => data[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    public static long? Whole(this JsonObject data, string name) =>
        data[name] is JsonValue value && long.TryParse(value.ToJsonString(), out var number) ? number : null;

    public static DateOnly? Date(this JsonObject data, string name) => IsoDates.TryIso(data.Text(name), out var date) ? date : null;

    public static IEnumerable<JsonObject> Rows(this JsonObject data, string name) => (data[name] as JsonArray ?? []).OfType<JsonObject>();
}
