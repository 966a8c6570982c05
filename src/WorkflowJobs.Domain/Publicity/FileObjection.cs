using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Attachments;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Supervision;

namespace WorkflowJobs.Domain.Publicity;

/// <summary>What is objected to. The objector's name stays empty when the letter is anonymous.</summary>
public sealed record NewObjection(string EntryId, string Channel, string? Objector, string Content, bool AboutCadre)
{
    /// <summary>The letter itself, scanned: attachments that the same account uploaded. Handwriting may show who wrote it.</summary>
    public IReadOnlyList<string> Scans { get; init; } = [];
}

public sealed record ObjectionFiled(string ObjectionId, string EntryState);

/// <summary>
/// 提出异议: during the period, by the town (a letter, a visit) or by anyone signed in or on the public page. Only the challenged person
/// is held. A village officer may not file for somebody: the village never learns who objected.
/// </summary>
public sealed class FileObjection(CommandRunner commands, SealedTexts texts, IProcessHost host)
{
    public const string DefinitionId = "objection";
    private const int LongestContent = 4000;
    private const int MostScans = 20;

    /// <summary>The field under which a letter's scans are kept.</summary>
    internal const string ScansField = "scans";

    /// <summary>Who objects on the public page without an account.</summary>
    public static Actor Public { get; } = new("public", "公众", []);

    public static Refusal Late { get; } = new("OBJECTION_LATE", "不在公示期内，不能提出异议", "The publicity period is not running.");
    public static Refusal Empty { get; } = new("OBJECTION_CONTENT", $"请写明异议内容（不超过{LongestContent}字）", $"Say what you object to, up to {LongestContent} characters.") { Status = 400 };

    public static Refusal ScanUnknown { get; } = new("OBJECTION_SCAN", $"信件扫描件须由登记人上传，最多{MostScans}个", $"Scans of the letter are uploaded by who records it, {MostScans} at the most.") { Status = 400 };

    public Task<Result<ObjectionFiled>> Execute(Actor actor, string operationId, NewObjection body, CancellationToken cancel) =>
        commands.Run<ObjectionFiled>("publicity.object", actor, operationId, body, async (work, token) =>
        {
            if (await work.Db.PublicityEntries.FindAsync([body.EntryId], token) is not { } entry)
                return Refusals.NotFound;
            var list = await PublicityStatus.List(work, entry.ListId, token);
            if (!MayFile(actor, list.TownId))
                return Refusals.NotFound;
            if (string.IsNullOrWhiteSpace(body.Content) || body.Content.Length > LongestContent)
                return Empty;
            if (list.Status != ListStates.Posted || PublicityPeriods.IsOver(list, work.Now) || entry.State is not (EntryStates.Listed or EntryStates.Held))
                return Late;
            if (body.Scans.Count > MostScans || await work.Db.Attachments.CountAsync(row => body.Scans.Contains(row.Id) && row.UploadedBy == actor.UserId && row.SubjectId == null, token) != body.Scans.Distinct().Count())
                return ScanUnknown;
            var application = await work.Db.Applications.FindAsync([entry.ApplicationId], token)
                ?? throw new InvalidOperationException($"Entry {entry.Id} has no application.");
            var objection = await Add(work, list, application, body, token);
            await AttachmentCommands.Cite(work, new JsonObject { [ScansField] = new JsonArray([.. body.Scans.Select(id => (JsonNode)id)]) }, ObjectionSubjects.Type, objection.Id, token);
            entry.State = EntryStates.Held;
            PublicityStatus.Apply(work, application, list, entry);
            await work.Flush(token);
            var input = new JsonObject
            {
                ["objectionId"] = objection.Id,
                ["investigator"] = body.AboutCadre ? Roles.TownDiscipline : Roles.TownHandler,
                ["roundId"] = list.RoundId,
            };
            await host.Start(work, DefinitionId, new Subject(ObjectionSubjects.Type, objection.Id), input, actor, token);
            return new ObjectionFiled(objection.Id, entry.State);
        }, cancel);

    private static bool MayFile(Actor actor, string townId) =>
        actor.Grants.Count == 0 || actor.Has(Roles.TownHandler, townId) || actor.Has(Roles.TownDiscipline, townId) || actor.PersonId is not null;

    private async Task<Objection> Add(Work work, PublicityList list, Application application, NewObjection body, CancellationToken cancel)
    {
        var objector = body.Objector?.Trim();
        var objection = new Objection
        {
            Id = WorkQueries.NewId(),
            ListId = list.Id,
            ApplicationId = application.Id,
            ReceivedAt = work.Now,
            IsRealName = !string.IsNullOrEmpty(objector),
            Channel = body.Channel,
            ObjectorCipher = await texts.Seal(work, null, objector, cancel),
            ContentCipher = (await texts.Seal(work, application.PersonId, body.Content, cancel))!,
            AboutCadre = body.AboutCadre,
        };
        work.Db.Objections.Add(objection);
        return objection;
    }
}
