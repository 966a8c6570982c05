using WorkflowJobs.Domain.Insurance;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>Accident policies of rural posts, and the employer's social insurance of urban ones.</summary>
internal static class InsuranceEndpoints
{
    private const string SheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapInsurance(this RouteGroupBuilder api)
    {
        var insurance = api.MapGroup("/insurance").WithTags("insurance");
        insurance.MapGet("/insured", async (bool? ending, [AsParameters] PageQuery page, Caller caller, PolicyLists lists, CancellationToken cancel) =>
            (await lists.List(caller.Actor, ending ?? false, page.Page, cancel)).ToHttp()).Named("listInsured", "People of rural posts from approval on, and how their policies stand; with ending=true those whose policy has expired or soon will.");
        insurance.MapPost("/insured/export", async (ExportBody body, Caller caller, PolicyLists lists, CancellationToken cancel) =>
            await lists.Export(caller.Actor, body.Reason ?? "", cancel) is var list && list.Value is { } bytes ? Results.File(bytes, SheetType, "insured.xlsx") : list.Refusal!.ToHttp())
            .Named("exportInsured", "参保清单: who has no policy yet or one that ends, with identity numbers; an entry among the reveals.");
        insurance.MapPost("/policies", async (FileBody body, Caller caller, PolicyLists lists, CancellationToken cancel) =>
            (await lists.Import(caller.Actor, body.OperationId ?? "", body.File ?? [], body.OnlyGood ?? false, cancel)).ToHttp())
            .Named("importPolicies", "Takes the list as the insurer returned it (Base64); refused with the table of problems by cell.");
        insurance.MapGet("/social", async ([AsParameters] PageQuery page, Caller caller, SocialInsurance social, CancellationToken cancel) =>
            (await social.List(caller.Actor, page.Page, cancel)).ToHttp()).Named("listSocialInsurance", "The employer's part as actually paid, by person and month.");
        insurance.MapPost("/social", async (FileBody body, Caller caller, SocialInsurance social, CancellationToken cancel) =>
            (await social.Import(caller.Actor, body.OperationId ?? "", body.File ?? [], body.OnlyGood ?? false, cancel)).ToHttp())
            .Named("importSocialInsurance", "Takes an employer's payments (Base64); what differs from the rates is told and blocks nothing.");
    }

    public sealed record ExportBody(string? Reason);

    public sealed record FileBody(string? OperationId, byte[]? File, bool? OnlyGood);
}
