using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Documents.Facts;

/// <summary>What papers about different subjects say alike.</summary>
internal static class PaperParts
{
    /// <summary>The department that works for the district's posts (DOMAIN §10: HH, HL).</summary>
    private const string EmploymentOffice = "区社保就业服务部";

    public static async Task<PaperUnits> Units(Work work, string townId, CancellationToken cancel)
    {
        var all = (await UnitList.All(work.Db, cancel)).ToDictionary(unit => unit.Id, StringComparer.Ordinal);
        var town = all.GetValueOrDefault(townId);
        var district = town?.ParentId is { } parent ? all.GetValueOrDefault(parent) : null;
        var office = all.Values.FirstOrDefault(unit => unit.Kind == UnitKind.Department && unit.ParentId == district?.Id && unit.Name == EmploymentOffice);
        return new PaperUnits(all, town?.Name ?? "", district?.Name ?? "", office?.Name ?? EmploymentOffice);
    }

    public static JsonObject Notice(Notice? notice) => new()
    {
        ["title"] = notice?.Title ?? "",
        ["number"] = notice?.DocumentNumber ?? "",
        ["place"] = notice?.Place ?? "",
        ["phone"] = notice?.Phone ?? "",
        ["supervisionPhone"] = notice?.SupervisionPhone ?? "",
        ["closesOn"] = PaperText.Date(notice?.ClosesOn),
    };

    public static string ClassZh(PostClass? one) => one switch
    {
        PostClass.PublicAdministration => "公共管理",
        PostClass.PublicService => "公共服务",
        PostClass.SocialUndertaking => "社会事业",
        PostClass.FacilityMaintenance => "设施维护",
        PostClass.SocialGovernance => "社会治理",
        _ => "",
    };

    public static JsonObject Post(Post? post, string employer) => new()
    {
        ["name"] = post?.Name ?? "",
        ["class"] = ClassZh(post?.Class),
        ["content"] = post?.Content ?? "",
        ["place"] = post?.Place ?? "",
        ["hours"] = PaperText.Number(post?.HoursPerMonth),
        ["employer"] = post?.EmployerUnit is { Length: > 0 } named ? named : employer,
    };

    public static string CategoryZh(string? code) => code is not null && Categories.Find(code) is { } category ? category.NameZh : code ?? "";

    public static string RoleZh(string role) => role switch
    {
        Roles.Applicant => "申请人",
        Roles.VillageOfficer => "村（社区）经办",
        Roles.ReviewMember => "评议成员",
        Roles.TownHandler => "镇街经办",
        Roles.TownLeader => "镇街分管负责人",
        Roles.TownDiscipline => "镇街纪委",
        Roles.Employer => "设岗单位",
        Roles.Certifier => "认定部门",
        Roles.DistrictHandler => "区社保就业服务部经办",
        Roles.DistrictLeader => "区社保就业服务部负责人",
        Roles.Finance => "区财政金融局",
        Roles.Discipline => "区纪检监察工委",
        Roles.WorkflowAdministrator => "流程管理员",
        Roles.SystemAdministrator => "系统管理员",
        Roles.SecurityAdministrator => "安全管理员",
        Roles.Auditor => "审计员",
        _ => role,
    };

    /// <summary>What an outcome was called on the task that gave it.</summary>
    public static string OutcomeZh(string? outcomes, string outcome) =>
        outcome switch { "Return" => "退回", "Recall" => "撤回", _ => null } is { } verb && (outcomes is null || !outcomes.Contains($"\"{outcome}\"", StringComparison.Ordinal))
            ? verb
            : (outcomes is null ? null : JsonNode.Parse(outcomes) as JsonArray)?.OfType<JsonObject>().FirstOrDefault(one => one.Text("key") == outcome)?.Text("zh") ?? outcome;

    /// <summary>What the outcome of each of these decisions was called on its task.</summary>
    public static async Task<Func<Decision, string>> OutcomesZh(Work work, IReadOnlyList<Decision> decisions, CancellationToken cancel)
    {
        var ids = decisions.Select(row => row.TaskId).OfType<string>().ToList();
        var outcomes = await work.Db.UserTasks.AsNoTracking().Where(task => ids.Contains(task.Id)).Select(task => new { task.Id, task.Outcomes }).ToDictionaryAsync(task => task.Id, task => task.Outcomes, cancel);
        return row => OutcomeZh(row.TaskId is { } id ? outcomes.GetValueOrDefault(id) : null, row.Outcome);
    }

    public static async Task<Post?> PostOf(Work work, string? postId, CancellationToken cancel) =>
        postId is null ? null : await work.Db.Posts.AsNoTracking().FirstOrDefaultAsync(post => post.Id == postId, cancel);

    /// <summary>The person's photograph, handed in when the agreement was signed; empty when none is on file.</summary>
    public static async Task<JsonArray> Portrait(Work work, string? applicationId, CancellationToken cancel)
    {
        var id = applicationId is null ? null : await work.Db.Attachments.AsNoTracking()
            .Where(row => row.SubjectType == Subject.Application && row.SubjectId == applicationId && row.Field == "photo").OrderByDescending(row => row.UploadedAt).Select(row => row.Id).FirstOrDefaultAsync(cancel);
        return id is null ? [] : [await PaperPictures.Row(work, id, "portrait", "", cancel)];
    }

    public static JsonArray Array(IEnumerable<JsonObject> rows) => [.. rows];
}

/// <summary>Units by name, as papers name them.</summary>
internal sealed record PaperUnits(IReadOnlyDictionary<string, Unit> All, string Town, string District, string Office)
{
    /// <summary>石桥镇人民政府, 许庄街道办事处.</summary>
    public string Authority => Town + (Town.EndsWith("街道", StringComparison.Ordinal) ? "办事处" : "人民政府");

    public string NameOf(string? id) => id is not null && All.TryGetValue(id, out var unit) ? unit.Name : "";

    /// <summary>湖东村村民委员会, 清波社区居民委员会.</summary>
    public string CommitteeOf(string? id) => id is not null && All.TryGetValue(id, out var unit) ? unit.Name + (unit.IsUrban == true ? "居民委员会" : "村民委员会") : "";
}
