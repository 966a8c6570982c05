using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;

namespace WorkflowJobs.Domain.Parameters;

/// <summary>Gives a parameter a value from a date on. Rows are only added; what was decided under the old value keeps it.</summary>
public sealed class SetParameter(CommandRunner commands)
{
    public const string Stream = "parameters";

    public sealed record Body(string Key, string Value, DateOnly EffectiveFrom, string Reason);

    private static readonly Refusal Unknown = new("PARAM_UNKNOWN", "没有这个参数。", "There is no such parameter.") { Status = 404 };
    private static readonly Refusal ReasonMissing = new("REASON_MISSING", "请填写修改依据。", "Give the reason for the change.") { Status = 400 };
    private static readonly Refusal Past = new("PARAM_PAST", "生效日期不能早于今天：过去的决定适用当时的参数。", "It cannot take effect before today: what was decided stays under the old value.");

    public Task<Result<ParameterValue>> Run(Actor actor, string operationId, Body body, CancellationToken cancel) =>
        commands.Run<ParameterValue>("parameters.set", actor, operationId, body, async (work, token) =>
        {
            if (!actor.Has(Roles.DistrictLeader))
                return Refusals.Forbidden;
            if (ParameterCatalog.Find(body.Key) is not { } definition)
                return Unknown;
            if (string.IsNullOrWhiteSpace(body.Reason))
                return ReasonMissing;
            if (body.EffectiveFrom < ShanghaiTime.DateOf(work.Now))
                return Past;
            var value = definition.Read(body.Value);
            if (value.Refusal is { } wrong)
                return wrong;
            var row = new ParameterValue
            {
                Id = Guid.CreateVersion7().ToString("N"),
                Key = definition.Key,
                Value = value.Value!,
                EffectiveFrom = body.EffectiveFrom,
                ChangedBy = actor.UserId,
                Reason = body.Reason.Trim(),
                At = work.Now,
            };
            work.Db.ParameterValues.Add(row);
            await JournalChain.Append(work, Stream, "Set", actor.UserId, new JsonObject
            {
                ["id"] = row.Id,
                ["key"] = row.Key,
                ["value"] = row.Value,
                ["effectiveFrom"] = row.EffectiveFrom.Iso(),
            }, token);
            return row;
        }, cancel);
}
