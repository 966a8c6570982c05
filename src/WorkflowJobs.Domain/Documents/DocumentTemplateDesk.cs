using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Forms;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Documents;

/// <summary>A template in the administrator's list, in its latest version.</summary>
public sealed record TemplateHead(string Key, string Code, FormText Title, string Subject, int Version, DateTimeOffset PublishedAt, string PublishedBy);

/// <summary>A version of a template with its text, its sample and the numbers of all versions, the latest first.</summary>
public sealed record TemplateView(TemplateHead Head, string Source, string Sample, IReadOnlyList<int> Versions);

/// <summary>What the designer offers.</summary>
public sealed record TemplateChoice(string Key, string Code, string TitleZh, string Subject);

/// <summary>Templates for the workflow administrator: read, tried with data about nobody, published as the next version.</summary>
public sealed class DocumentTemplateQueries(IReader reader, DocumentTemplates templates, IDocumentPrinter printer, PublicAddress address, TimeProvider clock)
{
    private const string SampleCode = "0000-0000-0000-0000";
    private static readonly string SampleHash = new('0', 64);
    private static readonly JsonSerializerOptions Indented = new(CommandRunner.Json) { WriteIndented = true };

    public async Task<Result<List<TemplateHead>>> List(Actor actor, CancellationToken cancel) => MayRead(actor) ? await reader.Read(Heads, cancel) : Refusals.NotFound;

    /// <summary>Every template, for the designer's drop-down.</summary>
    public Task<IReadOnlyList<TemplateChoice>> Choices(CancellationToken cancel) => reader.Read<IReadOnlyList<TemplateChoice>>(async (work, token) =>
        [.. (await Heads(work, token)).Select(head => new TemplateChoice(head.Key, head.Code, head.Title.Zh, head.Subject))], cancel);

    public async Task<Result<TemplateView>> Get(Actor actor, string key, int? version, CancellationToken cancel)
    {
        if (!MayRead(actor))
            return Refusals.NotFound;
        return await reader.Read<Result<TemplateView>>(async (work, token) =>
        {
            var number = version ?? await DocumentTemplates.LatestVersion(work.Db, key, token);
            if (await templates.Find(work.Db, key, number, token) is not { } template)
                return Refusals.NotFound;
            var head = await Head(work, template, number, token);
            var versions = await work.Db.DocumentTemplates.Where(row => row.Key == key).OrderByDescending(row => row.Version).Select(row => row.Version).ToListAsync(token);
            return new TemplateView(head, template.Source, template.Sample.ToJsonString(Indented), versions);
        }, cancel);
    }

    /// <summary>Prints a template's text as it stands in the editor with its sample; nothing is stored.</summary>
    public async Task<Result<PrintedDocument>> Preview(Actor actor, string key, string? source, CancellationToken cancel)
    {
        if (!MayRead(actor))
            return Refusals.NotFound;
        var stored = await reader.Read(async (work, token) => await templates.Find(work.Db, key, await DocumentTemplates.LatestVersion(work.Db, key, token), token), cancel);
        return stored is null ? Refusals.NotFound : await Try(source is null ? stored : stored with { Source = source }, cancel);
    }

    internal Task<Result<PrintedDocument>> Try(DocumentTemplate template, CancellationToken cancel)
    {
        var data = (JsonObject)template.Sample.DeepClone();
        var now = clock.Instant();
        var number = template.Series is { } series ? NumberRegister.Text("样本" + series, ShanghaiTime.DateOf(now).Year, 1) : data["documentNumber"]?.ToString();
        data["document"] = DocumentPart.Of(template, 0, number, SampleCode, data["town"]?.ToString() ?? "", now);
        return printer.Print(PrintLane.Preview, template.Job(DocumentPart.WithLink(data, address.Url, SampleCode, SampleHash), now), cancel);
    }

    internal static bool MayRead(Actor actor) => actor.Has(Roles.WorkflowAdministrator) || actor.Has(Roles.Auditor);

    private async Task<List<TemplateHead>> Heads(Work work, CancellationToken cancel)
    {
        var heads = new List<TemplateHead>();
        foreach (var (key, version) in await DocumentTemplates.Latest(work.Db, cancel))
            if (await templates.Find(work.Db, key, version, cancel) is { } template)
                heads.Add(await Head(work, template, version, cancel));
        return [.. heads.OrderBy(head => head.Code, StringComparer.Ordinal).ThenBy(head => head.Key, StringComparer.Ordinal)];
    }

    private static async Task<TemplateHead> Head(Work work, DocumentTemplate template, int version, CancellationToken cancel)
    {
        var row = await work.Db.DocumentTemplates.Where(one => one.Key == template.Key && one.Version == version).Select(one => new { one.PublishedAt, one.PublishedBy }).FirstAsync(cancel);
        var name = await work.Db.Users.Where(user => user.Id == row.PublishedBy).Select(user => user.DisplayName).FirstOrDefaultAsync(cancel);
        return new TemplateHead(template.Key, template.Code, template.Title, template.Subject, version, row.PublishedAt, name ?? Actor.System.DisplayName);
    }
}

/// <summary>Publishes a template's next version, once it prints. Papers ordered before keep theirs.</summary>
public sealed class PublishTemplate(CommandRunner commands, IReader reader, DocumentTemplates templates, DocumentTemplateQueries queries)
{
    public sealed record Body(string Key, int BasedOn, string Source);

    public sealed record Answer(string Key, int Version);

    public static Refusal Stale(int current) => new("TEMPLATE_STALE", $"模板已有更新的版本（第{current}版），请在其上修改。", $"The template has a later version ({current}); edit that one.") { Status = 409 };

    public async Task<Result<Answer>> Run(Actor actor, string? operationId, Body body, CancellationToken cancel)
    {
        if (!actor.Has(Roles.WorkflowAdministrator))
            return Refusals.NotFound;
        // Tried outside the transaction: printing takes its time.
        var stored = await reader.Read(async (work, token) => await templates.Find(work.Db, body.Key, await DocumentTemplates.LatestVersion(work.Db, body.Key, token), token), cancel);
        if (stored is null)
            return Refusals.NotFound;
        var read = DocumentTemplate.Read((stored with { Source = body.Source }).ToJson());
        if (read.Value is not { } template)
            return read.Refusal!;
        if ((await queries.Try(template, cancel)).Refusal is { } refusal)
            return refusal;
        return await commands.Run<Answer>("documentTemplate.publish", actor, operationId, body, async (work, token) =>
        {
            var latest = await DocumentTemplates.LatestVersion(work.Db, body.Key, token);
            if (latest != body.BasedOn)
                return Stale(latest);
            return new Answer(body.Key, await templates.Publish(work, template, null, actor, token));
        }, cancel);
    }
}
