using System.Security.Cryptography;
using System.Text;
using WorkflowJobs.Domain.Agreements.Signing;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Hosting;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>Agreements out to a provider of electronic signatures, and its answers back.</summary>
internal static class SigningEndpoints
{
    public static void MapSigning(this RouteGroupBuilder api)
    {
        api.MapPost("/applications/{id}/signing", async (string id, RequestBody body, Caller caller, RequestSigning request, CancellationToken cancel) =>
            (await request.Run(caller.Actor, body.OperationId ?? "", id, cancel)).ToHttp()).WithTags("signing").Named("requestSigning", "Gives the printed agreement to be signed electronically, where a provider is configured.");
        api.MapGet("/applications/{id}/signing", async (string id, Caller caller, SigningQueries queries, CancellationToken cancel) =>
            (await queries.Of(caller.Actor, id, cancel)).ToHttp()).WithTags("signing").Named("getSigning", "Where the electronic signing of an agreement stands, and what one may do about it.");
        api.MapPost("/applications/{id}/signing/withdrawal", async (string id, RequestBody body, Caller caller, WithdrawSigning withdraw, CancellationToken cancel) =>
            (await withdraw.Run(caller.Actor, body.OperationId ?? "", id, cancel)).ToHttp()).WithTags("signing").Named("withdrawSigning", "Takes the agreement back from the provider, to sign it on paper.");
        api.MapPost("/public/signing/answers", async (AnswerBody body, HttpContext http, IServiceProvider services, AnswerSigning answer, CancellationToken cancel) =>
            IsProvider(http, services.GetService<SigningSettings>()) ? (await answer.Run(body.RequestId ?? "", body.Signed, body.Pdf, cancel)).ToHttp() : Refusals.NotFound.ToHttp())
            .AllowAnonymous().WithTags("signing").Named("answerSigning", "The provider's answer, with its own key as bearer: the signed file, or that it was declined.");
    }

    /// <summary>By the key that both sides share. Without a provider nobody is.</summary>
    private static bool IsProvider(HttpContext http, SigningSettings? settings) => settings is not null
        && http.Request.Headers.Authorization.ToString() is var shown && shown.StartsWith("Bearer ", StringComparison.Ordinal)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(shown["Bearer ".Length..])), SHA256.HashData(Encoding.UTF8.GetBytes(settings.Service.Key)));

    public sealed record RequestBody(string? OperationId);

    public sealed record AnswerBody(string? RequestId, bool Signed, byte[]? Pdf);
}
