using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Applications;

/// <summary>
/// The documents that the claimed groups need, each once; proof of living in the town where the application rests on that (DOMAIN §5.3, G2), and of
/// a woman's later retirement where an urban post rests on it (§5.1).
/// </summary>
public sealed class AcceptanceChecklist(ApplicationForms forms) : IFormSource
{
    /// <summary>Key of the row that who is registered elsewhere must have.</summary>
    public const string ResidenceProof = "RESIDENCE_PROOF";

    private const string WomanCategoryKey = "WOMAN_CATEGORY";

    public string Name => "acceptance-checklist";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (await work.Db.Applications.FindAsync([task.SubjectId], cancel) is not { } application || await work.Db.People.FindAsync([application.PersonId], cancel) is not { } person)
            return new JsonArray();
        return new JsonArray([.. Of(application, forms.Read(application, person))]);
    }

    /// <summary>The rows for an application and what its form says.</summary>
    public static IEnumerable<JsonObject> Of(Application application, JsonObject form)
    {
        var facts = FormFacts.Of(form);
        if (!facts.RegisteredInTown && facts.ResidentInTown)
            yield return Residence();
        foreach (var row in OfGroups(application.Categories))
            yield return row;
        if (application.Kind == PostKind.Urban && facts is { DeclaredSex: Sex.Female, WomanCategory: WorkerCategory.Woman55 })
            yield return WomanCategory();
    }

    private static JsonObject Residence() => new()
    {
        ["key"] = ResidenceProof,
        ["category"] = "常住本镇街",
        ["categoryEn"] = "Living in the town",
        ["document"] = "居住证或居住证明",
        ["documentEn"] = "Residence permit or proof of residence",
    };

    private static JsonObject WomanCategory() => new()
    {
        ["key"] = WomanCategoryKey,
        ["category"] = "女性退休类别（管理技术岗位）",
        ["categoryEn"] = "Woman's retirement category (managerial or technical post)",
        ["document"] = "职工档案或社保记录，证明属管理技术岗位",
        ["documentEn"] = "Employment file or insurance record that shows a managerial or technical post",
    };

    private static IEnumerable<JsonObject> OfGroups(string categoryCodes)
    {
        var categories = categoryCodes.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Categories.Find).OfType<Category>();
        var rows = categories.SelectMany(c => c.Documents.Select(d => (Document: d, Category: c))).GroupBy(x => x.Document.Code);
        return rows.Select(group => new JsonObject
        {
            ["key"] = group.Key,
            ["category"] = string.Join('、', group.Select(x => x.Category.NameZh)),
            ["categoryEn"] = string.Join(", ", group.Select(x => x.Category.NameEn)),
            ["document"] = group.First().Document.Zh,
            ["documentEn"] = group.First().Document.En,
        });
    }
}

/// <summary>What is compared with other departments' data (DOMAIN §5.3), with how old the imported list is and whether it hit. Offline lists; no live interface is assumed.</summary>
public sealed class ComparisonItems(ComparisonHits hits) : IFormSource
{
    private static readonly (string Key, ListKind Kind, string Zh, string En)[] Items =
    [
        ("DEATH", ListKind.Deaths, "死亡信息", "Death records"),
        ("INSURANCE", ListKind.Insurance, "社保参保与缴费", "Social insurance"),
        ("PENSION", ListKind.Pensions, "养老待遇领取", "Pension payments"),
        ("BUSINESS", ListKind.Business, "工商登记", "Business register"),
        ("PAYROLL", ListKind.Payroll, "财政供养", "Public payroll"),
        ("CADRE", ListKind.Cadres, "村干部及亲属", "Village cadres and relatives"),
        ("SENTENCE", ListKind.Prison, "服刑信息", "Serving a sentence"),
        ("SCHOOL", ListKind.School, "学籍", "School enrolment"),
        ("OTHER_POST", ListKind.OtherPosts, "其他公益岗", "Another public-welfare post"),
    ];

    public string Name => "comparison-items";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var lists = (await work.Db.ComparisonLists.AsNoTracking().Where(list => list.CompletedAt != null && list.ReplacedAt == null).ToListAsync(cancel)).ToLookup(list => list.Kind);
        var found = await work.Db.Applications.FindAsync([task.SubjectId], cancel) is { } application
            ? (await hits.HitsOf(work, [application.PersonId], ShanghaiTime.DateOf(work.Now), cancel)).Select(hit => hit.Code).ToHashSet()
            : [];
        return new JsonArray([.. Items.Select(i =>
        {
            var (zh, en) = Listed(lists[i.Kind].Select(list => (DateOnly?)list.AsOf).Max(), found.Contains(ExclusionCodes.Of(i.Kind)!));
            return (JsonNode)new JsonObject { ["key"] = i.Key, ["item"] = i.Zh + zh, ["itemEn"] = i.En + en };
        })]);
    }

    private static (string Zh, string En) Listed(DateOnly? asOf, bool isHit) => (asOf, isHit) switch
    {
        (_, true) => ("（命中，见比对工作台）", " (hit: see the workbench)"),
        ({ } day, false) => ($"（名单截至{day.Iso()}，未命中）", $" (list of {day.Iso()}: no hit)"),
        _ => ("（未导入名单）", " (no list imported)"),
    };
}

/// <summary>Lines of the application's notice.</summary>
public sealed class NoticeLineOptions : IFormSource
{
    public const string Source = "notice-lines";

    public string Name => Source;

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var application = await work.Db.Applications.FindAsync([task.SubjectId], cancel);
        return await Of(work, application?.NoticeId ?? "", cancel);
    }

    public static async Task<JsonNode> Of(Work work, string noticeId, CancellationToken cancel)
    {
        var lines = await work.Db.NoticeLines.AsNoTracking().Where(l => l.NoticeId == noticeId).OrderBy(l => l.Kind).ThenBy(l => l.Batch).ToListAsync(cancel);
        return new JsonArray([.. lines.Select(l => (JsonNode)Options.Of(l.Id, LineNames.Zh(l.Kind, l.Batch), LineNames.En(l.Kind, l.Batch)))]);
    }
}

/// <summary>Posts of the application's notice.</summary>
public sealed class NoticePostOptions : IFormSource
{
    public const string Source = "notice-posts";

    public string Name => Source;

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var application = await work.Db.Applications.FindAsync([task.SubjectId], cancel);
        return await Of(work, application?.NoticeId ?? "", cancel);
    }

    public static async Task<JsonNode> Of(Work work, string noticeId, CancellationToken cancel)
    {
        var posts = await work.Db.Posts.AsNoTracking().Where(p => p.NoticeId == noticeId).ToListAsync(cancel);
        var villages = await work.Db.Units.AsNoTracking().ToDictionaryAsync(u => u.Id, cancel);
        return new JsonArray([.. posts.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => (JsonNode)Options.Of(
            p.Id,
            $"{p.Name}（{villages.GetValueOrDefault(p.VillageId)?.Name}）",
            $"{p.Name} ({villages.GetValueOrDefault(p.VillageId)?.NameEn})"))]);
    }
}

internal static class Options
{
    public static JsonObject Of(string value, string zh, string en) =>
        new() { ["value"] = value, ["label"] = new JsonObject { ["zh"] = zh, ["en"] = en } };
}
