using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data.Rows;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Runtime.Commands;

/// <summary>Runs use cases idempotently (invariant 4): same operation and body → the same answer; another body → 409.</summary>
public sealed class CommandRunner(IWriter writer, MessagePump? messages = null)
{
    private const int LongestOperationId = 100;

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepNoSecrets } },
    };

    private static void KeepNoSecrets(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.AttributeProvider?.IsDefined(typeof(OnceShownAttribute), true) == true))
            property.ShouldSerialize = static (_, _) => false;
    }

    /// <summary>
    /// Runs the use case in the writer and answers when its messages are delivered, or says how many remain. A refusal stores nothing,
    /// so the same operation may be tried again.
    /// </summary>
    /// <param name="needed">Rows that the use case is going to ask for by their keys; a guess that is wrong costs little.</param>
    public async Task<Result<T>> Run<T>(
        string name, Actor actor, string? operationId, object? body, Func<Work, CancellationToken, Task<Result<T>>> useCase, CancellationToken cancel, params IReadOnlyList<RowKey> needed)
    {
        if (string.IsNullOrWhiteSpace(operationId) || operationId.Length > LongestOperationId || operationId.Contains('\0', StringComparison.Ordinal))
            return Refusals.OperationIdMissing(LongestOperationId);
        var hash = Hash(name, body);
        string? cause = null;
        using var measure = Telemetry.Command(name);
        var answer = await writer.Write<Result<T>>(async (work, token) =>
        {
            cause = null;
            await work.Db.Prefetch([RowKey.Of<OperationRow>(actor.UserId, operationId), .. needed], token);
            if (await work.Db.Row<OperationRow>(token, actor.UserId, operationId) is { } known)
                return known.BodyHash == hash && known.Name == name
                    ? JsonSerializer.Deserialize<T>(known.Answer, Json)!
                    : work.Refuse<Result<T>>(Refusals.OperationIdReused);
            Result<T> result;
            try
            {
                result = await useCase(work, token);
            }
            catch (ProcessNotInForceException missing)
            {
                result = missing.Refusal;
            }

            if (result.IsRefused)
                return work.Refuse(result);
            work.Db.Operations.Add(new OperationRow
            {
                ActorId = actor.UserId,
                OperationId = operationId,
                Name = name,
                BodyHash = hash,
                Answer = JsonSerializer.Serialize(result.Value, Json),
                At = work.Now,
            });
            cause = work.HasSent ? work.CauseId : null;
            return result;
        }, cancel);
        measure.Ended(answer.Refusal?.Code);
        return messages is null || cause is null ? answer : answer with { Remaining = await messages.DrainFor(cause, cancel) };
    }

    private static string Hash(string name, object? body)
    {
        var canonical = name + "\n" + Canonical.Text(JsonSerializer.SerializeToNode(body, Json));
        // Half of it tells two bodies of one operation id apart as well.
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)).AsSpan(0, 16)).TrimEnd('=');
    }
}

/// <summary>JSON with sorted keys and no white space, so that equal values have equal hashes.</summary>
public static class Canonical
{
    public static string Text(JsonNode? node) => Sort(node)?.ToJsonString(CommandRunner.Json) ?? "null";

    public static string Hash(JsonNode? node) => ContentHash.Of(Text(node));

    private static JsonNode? Sort(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => new KeyValuePair<string, JsonNode?>(field.Key, Sort(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sort)]),
        _ => node?.DeepClone(),
    };
}

/// <summary>Refusals that every use case knows.</summary>
public static class Refusals
{
    /// <summary>What one may not see is indistinguishable from what does not exist (invariant 11).</summary>
    public static Refusal NotFound { get; } = new("NOT_FOUND", "没有找到，或您无权查看。", "Not found, or not yours to see.") { Status = 404 };

    public static Refusal Forbidden { get; } = new("FORBIDDEN", "您的角色不能进行此操作。", "Your role may not do this.") { Status = 403 };

    public static Refusal OperationIdReused { get; } = new("OPERATION_ID_REUSED",
        "同一操作编号已用于另一内容。请刷新页面后重试。", "This operation id was used for something else. Reload and try again.")
    { Status = 409 };

    public static Refusal OperationIdMissing(int longest) => new("OPERATION_ID_MISSING",
        $"缺少操作编号，或超过 {longest} 个字符。", $"The operation id is missing or longer than {longest} characters.")
    { Status = 400 };

    public static Refusal StaleRevision(int current) => new("STALE_REVISION",
        "内容已被他人更新，请刷新后再办理。", "Somebody changed this meanwhile. Reload and try again.")
    {
        Status = 409,
        Details = new Dictionary<string, string> { ["currentRevision"] = current.ToString(System.Globalization.CultureInfo.InvariantCulture) },
    };

    public static Refusal Invalid(IReadOnlyList<FieldError> errors) => new("FORM_INVALID",
        $"有 {errors.Count} 处需要修改。", $"{errors.Count} fields need your attention.")
    { Errors = errors };
}
