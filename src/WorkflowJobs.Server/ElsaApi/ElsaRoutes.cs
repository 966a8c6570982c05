using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.ElsaApi;

/// <summary>
/// What Elsa Studio 3.8.2 asks of a server, under <c>/elsa/api</c>: names and shapes are Elsa's. Whoever may read instances may read here; who may
/// change is told by <c>links</c>, for a 403 breaks Studio. Refusals are its problem details with one Chinese sentence each.
/// </summary>
internal static class ElsaRoutes
{
    public const string Prefix = "/elsa/api";

    public static void AddElsaApi(this IServiceCollection services)
    {
        services.AddSingleton<OptionLists>();
        services.AddSingleton<StudioDescriptors>();
        services.AddSingleton<StudioDrafts>();
        // No answer here holds both a secret and what a caller chose, so that its size tells nothing over HTTPS either.
        services.AddResponseCompression(options => (options.EnableForHttps, options.MimeTypes) = (true, ["application/json", "application/problem+json"]));
    }

    /// <summary>Descriptors and definitions are long and say the same words again and again; Studio asks for the former after every save.</summary>
    public static void UseElsaCompression(this WebApplication app) =>
        app.UseWhen(http => http.Request.Path.StartsWithSegments(Prefix), elsa => elsa.UseResponseCompression());

    public static void MapElsaApi(this WebApplication app)
    {
        var elsa = app.MapGroup(Prefix).RequireAuthorization().AddEndpointFilter(Caller.RefuseNobody).AddEndpointFilter(ReadersOnly).ExcludeFromDescription();
        elsa.MapDescriptors();
        elsa.MapStudioDefinitions();
        elsa.MapStudioRuns();
    }

    public static IResult Refused(this Refusal refusal)
    {
        var messages = refusal.Errors.Count > 0 ? [refusal.MessageZh, .. refusal.Errors.Select(error => error.MessageZh)] : new[] { refusal.MessageZh };
        return Problem(refusal.Status == StatusCodes.Status404NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest, messages, refusal.Code);
    }

    /// <summary>The answer of which Studio shows each message; the code, where there is one, is for our own script in the frame.</summary>
    public static IResult Problem(int status, string[] messages, string? code = null) => Results.Json(
        new JsonObject
        {
            ["title"] = messages[0],
            ["status"] = status,
            ["code"] = code,
            ["errors"] = new JsonObject { ["generalErrors"] = new JsonArray([.. messages.Select(message => JsonValue.Create(message))]) },
        },
        Plain.Json, "application/problem+json", status);

    public static JsonObject Items(JsonArray items) => new() { ["items"] = items, ["count"] = items.Count };

    /// <summary>Every route reads; what it may write is asked again by the use case.</summary>
    private static async ValueTask<object?> ReadersOnly(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        // Descriptors name no caller among their arguments.
        var caller = context.Arguments.OfType<Caller>().FirstOrDefault() ?? await Caller.BindAsync(context.HttpContext);
        return InstanceQueries.MayRead(caller.Actor) ? await next(context) : Refusals.NotFound.Refused();
    }

    public static async Task<JsonObject?> Body(HttpRequest request, CancellationToken cancel)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: cancel) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
