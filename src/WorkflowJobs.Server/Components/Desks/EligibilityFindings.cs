using System.Text.Json;
using System.Text.Json.Serialization;
using WorkflowJobs.Domain.Eligibility;
using Page = WorkflowJobs.Server.Components.Officer;

namespace WorkflowJobs.Server.Components.Desks;

/// <summary>What the rules found for an application, as lines to read.</summary>
internal static class EligibilityFindings
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static IReadOnlyList<Page.Finding> Of(string? stored)
    {
        if (string.IsNullOrEmpty(stored))
            return [];
        EligibilityResult? result;
        try
        {
            result = JsonSerializer.Deserialize<EligibilityResult>(stored, Json);
        }
        catch (JsonException)
        {
            // An older shape; the case page shows the status and the decisions all the same.
            return [];
        }

        if (result?.Gates is null)
            return [];
        return
        [
            .. result.Gates.Where(gate => !gate.Passed).Select(gate => new Page.Finding(gate.Stop!.Code, Names.Pick(gate.Stop.Zh, gate.Stop.En), "bad")),
            .. (result.Claims ?? []).SelectMany(claim => claim.Satisfied
                ? [new Page.Finding(claim.Category, Names.Pick(
                    $"{CategoryName(claim.Category, true)}：符合，第{claim.Tier}梯次。{string.Join("；", claim.Basis.Select(basis => basis.Zh))}",
                    $"{CategoryName(claim.Category, false)}: met, tier {claim.Tier}. {string.Join(" ", claim.Basis.Select(basis => basis.En))}"), "good")]
                : claim.Reasons.Select(reason => new Page.Finding(reason.Code, $"{CategoryName(claim.Category, !Text.Texts.IsEnglish)}：{Names.Pick(reason.Zh, reason.En)}", "bad"))),
            .. (result.Warnings ?? []).Select(warning => new Page.Finding(warning.Code, Names.Pick(warning.MessageZh, warning.MessageEn), "warn")),
            .. result.Gates.All(gate => gate.Passed) ? [new Page.Finding("AS_OF", Names.Pick($"以{result.AsOf:yyyy-MM-dd}为准，各项条件均符合", $"All gates passed as of {result.AsOf:yyyy-MM-dd}"), "good")] : Array.Empty<Page.Finding>(),
        ];
    }

    private static string CategoryName(string code, bool zh) => Categories.Find(code) is { } category ? zh ? category.NameZh : category.NameEn : code;
}
