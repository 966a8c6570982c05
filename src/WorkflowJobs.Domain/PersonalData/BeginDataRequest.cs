using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Supervision;

namespace WorkflowJobs.Domain.PersonalData;

/// <param name="PersonId">Null for one's own.</param>
/// <param name="Field">For a correction: name, phone, account or other.</param>
/// <param name="Value">The right value of that field.</param>
public sealed record NewDataRequest(string? PersonId, string Kind, string? Field, string? Value, string? Text);

public sealed record DataRequestBegun(string RequestId);

/// <summary>A person asks for a copy, a correction or deletion; the officers who assist may ask on their behalf, and the district proposes what has fallen due.</summary>
public sealed class BeginDataRequest(CommandRunner commands, SealedTexts texts, Retention retention, IProcessHost host)
{
    public const string DefinitionId = "data-request";
    public static IReadOnlyList<string> Fields { get; } = ["name", "phone", "account", "other"];

    private static readonly Refusal Invalid = new("DATA_REQUEST_INVALID", "请选择申请事项；更正的须写明更正项和正确内容（不超过500字）", "Choose what is asked; a correction names the field and the right value, up to 500 characters.") { Status = 400 };
    private static readonly Refusal Running = new("DATA_REQUEST_RUNNING", "同类申请正在办理", "A request of this kind is under way.") { Status = 409 };
    private static readonly Refusal NotDue = new("RETENTION_RUNNING", "保存期限未满，不得销毁", "The period of keeping is not over.") { Status = 409 };

    public Task<Result<DataRequestBegun>> Run(Actor actor, string? operationId, NewDataRequest body, CancellationToken cancel) =>
        commands.Run<DataRequestBegun>("data-request.begin", actor, operationId, body, async (work, token) =>
        {
            var isOffice = body.Kind == DataRequestKinds.Retention;
            if ((body.PersonId ?? actor.PersonId) is not { } personId || await work.Db.People.FindAsync([personId], token) is not { WrappedKey.Length: > 0 } person || !MayAsk(actor, person, isOffice))
                return Refusals.NotFound;
            if (!isOffice && !DataRequestKinds.OfThePerson.Contains(body.Kind) || body.Text is { Length: > 500 } || body.Value is { Length: > 100 }
                || (body.Kind == DataRequestKinds.Correct && (body.Field is null || !Fields.Contains(body.Field) || string.IsNullOrWhiteSpace(body.Field == "other" ? body.Text : body.Value))))
                return Invalid;
            if (isOffice && !(await retention.Of(work, person, token)).IsOver(ShanghaiTime.DateOf(work.Now)))
                return NotDue;
            if (await work.Db.DataRequests.AnyAsync(row => row.PersonId == personId && row.Kind == body.Kind && row.ClosedAt == null, token))
                return Running;
            var request = new DataRequest
            {
                Id = WorkQueries.NewId(),
                PersonId = personId,
                Kind = body.Kind,
                ReceivedAt = work.Now,
                RequestedBy = actor.UserId,
                RequestedForId = isOffice ? actor.StandsInFor(Roles.DistrictHandler)?.UserId : null,
                Field = body.Kind == DataRequestKinds.Correct ? body.Field : null,
                DetailCipher = await texts.Seal(work, personId, new JsonObject { ["value"] = body.Value?.Trim(), ["text"] = body.Text?.Trim() }.ToJsonString(), token),
            };
            work.Db.DataRequests.Add(request);
            await work.Flush(token);
            request.InstanceId = await host.Start(work, DefinitionId, new Subject(DataRequestSubjects.Type, request.Id), new JsonObject { ["requestId"] = request.Id }, actor, token);
            return new DataRequestBegun(request.Id);
        }, cancel);

    private static bool MayAsk(Actor actor, Person person, bool isOffice) => isOffice
        ? actor.Has(Roles.DistrictHandler)
        : actor.PersonId == person.Id || ApplicationAccess.MayAssist(actor, person.VillageId) || actor.Has(Roles.DistrictHandler);
}
