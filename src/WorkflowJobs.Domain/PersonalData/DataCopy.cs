using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Attendance;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Documents.Facts;
using WorkflowJobs.Domain.Forms;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Subsidies;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.PersonalData;

/// <summary>Everything that is held about a person, in sections of labels and values, as it is handed over.</summary>
public sealed class DataCopy(PeopleRegistry people, ApplicationForms forms, FormStore formStore, PersonNotices notices)
{
    public async Task<JsonObject> Of(Work work, Person person, CancellationToken cancel)
    {
        var units = (await UnitList.All(work.Db, cancel)).ToDictionary(unit => unit.Id, unit => unit.Name);
        var sections = new JsonArray(Section("基本信息",
            ("姓名", person.Name), ("性别", SexCodes.Parse(person.Sex)?.Zh()), ("身份证号", people.IdNumberOf(person)), ("电话", people.PhoneOf(person)), ("银行账号", people.AccountOf(person)),
            ("村（社区）", units.GetValueOrDefault(person.VillageId)), ("登记时间", Minute(person.CreatedAt))));
        foreach (var application in await work.Db.Applications.AsNoTracking().Where(row => row.PersonId == person.Id).OrderBy(row => row.CreatedAt).ToListAsync(cancel))
            await AddApplication(work, sections, application, person, cancel);
        foreach (var placement in await work.Db.Placements.AsNoTracking().Where(row => row.PersonId == person.Id).OrderBy(row => row.StartsOn).ToListAsync(cancel))
        {
            sections.Add((JsonNode)Section($"在岗 {placement.PostNumber}", ("岗位", placement.PostName), ("村（社区）", units.GetValueOrDefault(placement.VillageId)), ("上岗日期", placement.StartsOn.Iso()), ("末日", placement.LastDay?.Iso()), ("状态", placement.Status.Zh())));
            var months = await work.Db.AttendanceEntries.AsNoTracking().Where(row => row.PlacementId == placement.Id).OrderBy(row => row.Year).ThenBy(row => row.Month).ThenBy(row => row.Version).ToListAsync(cancel);
            if (months.Count > 0)
                sections.Add((JsonNode)Section($"考勤 {placement.PostNumber}（√出勤 ○公休 △请假 ×旷工 ⊕培训 ·无记录）", [.. months.Select(row => ($"{row.Year}年{row.Month}月（第{row.Version}版）", (string?)MarksZh(row.Marks)))]));
        }

        var pay = await work.Db.SubsidyLines.AsNoTracking().Where(row => row.PersonId == person.Id).OrderBy(row => row.Year).ThenBy(row => row.Month).ToListAsync(cancel);
        var openings = await work.Db.OpeningEntries.AsNoTracking().Where(row => row.PersonId == person.Id).OrderBy(row => row.AsOf).ToListAsync(cancel);
        if (pay.Count + openings.Count > 0)
            sections.Add((JsonNode)Section("补贴", [.. openings.Select(row => ($"系统启用前，截至{row.AsOf.Iso()}", (string?)$"{Yuan.Of(row.PaidCents)}元")), .. pay.Select(row => ($"{row.Year}年{row.Month}月", (string?)$"{(row.PersonalFen / 100m).ToString("0.00", CultureInfo.InvariantCulture)}元 {HoldWords.Status(row.Status)}"))]));
        var told = await work.Db.PersonNotices.AsNoTracking().Where(row => row.PersonId == person.Id).OrderBy(row => row.At).ToListAsync(cancel);
        if (told.Count > 0)
            sections.Add((JsonNode)Section("告知", [.. told.Select(row => (Minute(row.At)!, (string?)notices.Read(row, person).Zh))]));
        var files = await Files(work, person, cancel);
        if (files.Count > 0)
            sections.Add((JsonNode)Section("材料", [.. files.Select((file, i) => (string.Create(CultureInfo.InvariantCulture, $"材料{i + 1}"), (string?)file))]));
        return new JsonObject { ["personName"] = person.Name, ["generatedAt"] = Minute(work.Now), ["sections"] = sections };
    }

    private async Task AddApplication(Work work, JsonArray sections, Application application, Person person, CancellationToken cancel)
    {
        var changes = await work.Db.StatusChanges.AsNoTracking().Where(row => row.ApplicationId == application.Id).OrderBy(row => row.At).ToListAsync(cancel);
        sections.Add((JsonNode)Section($"申请 {application.ReceiptNumber ?? "（草稿）"}",
            [("年度", application.Year.ToString(CultureInfo.InvariantCulture)), ("类别", PaperParts.CategoryZh(application.BestCategory)), .. changes.Select(row => (Minute(row.At)!, (string?)$"{row.To.Name().Zh} {row.ReasonCode}".Trim()))]));
        var document = await formStore.Find(work.Db, ApplicationForms.Key, application.FormVersion, cancel);
        var form = forms.Read(application, person);
        if (document is not null && form.Count > 0)
            sections.Add((JsonNode)Section($"申请表 {application.ReceiptNumber}", [.. document.Fields.Where(field => form[field.Name] is not null).Select(field => (field.Label.Zh, (string?)Value(field, form[field.Name]!)))]));
        var decisions = await work.Db.Decisions.AsNoTracking().Where(row => row.SubjectType == "application" && row.SubjectId == application.Id).OrderBy(row => row.At).ToListAsync(cancel);
        var outcome = await PaperParts.OutcomesZh(work, decisions, cancel);
        if (decisions.Count > 0)
            sections.Add((JsonNode)Section($"办理记录 {application.ReceiptNumber}", [.. decisions.Select(row => ($"{Minute(row.At)} {row.Stage}", (string?)$"{PaperParts.RoleZh(row.Role)} {outcome(row)} {row.Reason}".Trim()))]));
    }

    /// <summary>A value by its words: a choice by its label, a table row by row.</summary>
    private static string Value(FormField field, JsonNode value) => value switch
    {
        JsonArray rows when field.Columns.Count > 0 => string.Join("；", rows.OfType<JsonObject>().Select(row => string.Join(" ", field.Columns.Where(column => row[column.Name] is not null).Select(column => $"{column.Label.Zh}：{Value(column, row[column.Name]!)}")))),
        JsonArray list => string.Join("、", list.Select(item => item is null ? "" : Value(field, item))),
        JsonValue one when one.TryGetValue<bool>(out var flag) => flag ? "是" : "否",
        _ => field.Options.FirstOrDefault(option => option.Value == value.ToString())?.Label.Zh ?? value.ToString(),
    };

    /// <summary>A month by the symbols of the attendance sheet; a day without a mark is a dot.</summary>
    private static string MarksZh(string marks) => string.Concat(marks.Select(mark => Mark.Symbol(mark) is { Length: > 0 } symbol ? symbol : "·"));

    private static async Task<List<string>> Files(Work work, Person person, CancellationToken cancel)
    {
        var applications = work.Db.Applications.Where(row => row.PersonId == person.Id).Select(row => row.Id);
        return await work.Db.Attachments.AsNoTracking().Where(row => row.SubjectType == "application" && applications.Contains(row.SubjectId!)).OrderBy(row => row.UploadedAt).Select(row => row.FileName).ToListAsync(cancel);
    }

    private static JsonObject Section(string title, params (string Label, string? Value)[] rows) => new()
    {
        ["title"] = title.Trim(),
        ["rows"] = new JsonArray([.. rows.Where(row => !string.IsNullOrEmpty(row.Value)).Select(row => (JsonNode)new JsonObject { ["label"] = row.Label, ["value"] = row.Value })]),
    };

    private static string? Minute(DateTimeOffset at) => at.ToOffset(ShanghaiTime.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
