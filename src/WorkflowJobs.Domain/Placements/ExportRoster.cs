using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Documents.Facts;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Openings;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Spreadsheets;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Placements;

/// <summary>A file to hand out.</summary>
public sealed record RosterFile(string Name, byte[] Bytes, int People);

/// <summary>
/// 花名册 / 双实名台账 as a spreadsheet (D09): the provincial columns and ours. It holds full identity numbers, so it takes a reason and leaves an
/// entry among the reveals; accounts stay masked, they open to finance alone (DOMAIN §9.2, §9.3).
/// </summary>
public sealed class ExportRoster(IWriter writer, PeopleRegistry people, ApplicationForms forms, ProvincialRecords provincial)
{
    private const int MostRows = 10_000;

    private static readonly Refusal ReasonUnknown = new("REVEAL_REASON", "请选择导出理由", "Choose the reason for the export.") { Status = 400 };

    /// <summary>The columns of D09, in their order.</summary>
    public static Sheet Sheet { get; } = new("roster", "花名册", "Roster",
    [
        new("idNumber", "公民身份号码", "ID number", ColumnType.CitizenId) { Width = 22 },
        new("name", "个人姓名", "Name"),
        new("personNumber", "个人编号", "Person number"),
        new("serial", "登记流水号", "Registration number") { Width = 22 },
        new("hardship", "困难人员编号", "Hardship number"),
        new("sex", "性别", "Sex") { Width = 6 },
        new("birth", "出生日期", "Born", ColumnType.Date),
        new("employer", "单位名称", "Employer") { Width = 24 },
        new("post", "公益性岗位名称", "Post") { Width = 20 },
        new("address", "家庭住址", "Address") { Width = 28 },
        new("category", "困难人员类别", "Category") { Width = 24 },
        new("approval", "审批状态", "Approval"),
        new("agency", "创建机构名称", "Created by") { Width = 22 },
        new("createdOn", "创建日期", "Created on", ColumnType.Date),
        new("kind", "岗位类型", "Kind of post"),
        new("filed", "是否已备案", "Filed"),
        new("town", "镇街", "Town"),
        new("village", "村（社区）", "Village"),
        new("postNumber", "岗位编号", "Post number") { Width = 22 },
        new("startsOn", "协议起始", "Agreement from", ColumnType.Date),
        new("endsOn", "协议终止", "Agreement to", ColumnType.Date),
        new("policy", "保单号", "Policy") { Width = 18 },
        new("bank", "开户行", "Bank") { Width = 20 },
        new("account", "账号", "Account") { Width = 22 },
        new("status", "在岗状态", "State"),
        new("lastDay", "退出日期", "Left on", ColumnType.Date),
        new("exitKind", "退出原因", "Reason of leaving"),
    ]);

    public Task<Result<RosterFile>> Run(Actor actor, RosterFilter filter, string? reason, CancellationToken cancel) => writer.Write<Result<RosterFile>>(async (work, token) =>
    {
        var villages = PlacementAccess.ExportableVillages(actor);
        if (villages.Count == 0)
            return work.Refuse<Result<RosterFile>>(Refusals.NotFound);
        if (reason is null || !RevealField.Reasons.Contains(reason))
            return work.Refuse<Result<RosterFile>>(ReasonUnknown);
        var placements = await RosterQueries.Filtered(work, villages, filter).AsNoTracking().OrderBy(row => row.PostNumber).Take(MostRows).ToListAsync(token);
        var rows = await Rows(work, placements, token);
        await JournalChain.Append(work, RevealField.Stream, "RosterExported", actor.UserId, new JsonObject
        {
            ["field"] = "roster",
            ["reason"] = reason,
            ["unitId"] = filter.UnitId ?? "",
            ["people"] = placements.Count,
        }, token);
        var name = string.Create(CultureInfo.InvariantCulture, $"花名册{ShanghaiTime.DateOf(work.Now):yyyyMMdd}.xlsx");
        return new RosterFile(name, SheetWriter.Write(Sheet, rows), placements.Count);
    }, cancel);

    private async Task<List<IReadOnlyDictionary<string, object?>>> Rows(Work work, List<Placement> placements, CancellationToken cancel)
    {
        var units = (await UnitList.All(work.Db, cancel)).ToDictionary(unit => unit.Id, unit => unit.Name, StringComparer.Ordinal);
        var agreements = await RosterQueries.Agreements(work, [.. placements.Select(row => row.Id)], cancel);
        var rows = new List<IReadOnlyDictionary<string, object?>>();
        foreach (var placement in placements)
        {
            var person = (await work.Db.People.FindAsync([placement.PersonId], cancel))!;
            var application = placement.ApplicationId is { } id ? await work.Db.Applications.FindAsync([id], cancel) : null;
            var form = application is null ? [] : forms.Read(application, person);
            var number = people.IdNumberOf(person);
            // What the provincial system said last goes back to it as it said it.
            var said = await provincial.Of(work, person, cancel);
            var own = agreements[placement.Id].OrderBy(row => row.StartsOn).ToList();
            rows.Add(new Dictionary<string, object?>
            {
                ["idNumber"] = number,
                ["name"] = person.Name,
                ["personNumber"] = said?.PersonNumber,
                ["serial"] = said?.Serial ?? application?.ReceiptNumber,
                ["hardship"] = said?.Hardship ?? form.Rows("claims").Select(claim => claim.Text("certificateNumber")).FirstOrDefault(text => text is not null),
                ["sex"] = SexCodes.Parse(person.Sex)?.Zh(),
                ["birth"] = CitizenId.Parse(number, placement.ApprovedOn).Value?.Birth,
                ["employer"] = placement.EmployerUnit.Length > 0 ? placement.EmployerUnit : units.GetValueOrDefault(placement.VillageId),
                ["post"] = placement.PostName,
                ["address"] = form.Text("residentAddress") ?? form.Text("registerAddress"),
                ["category"] = PaperParts.CategoryZh(FormFacts.ClaimedCodes(form).FirstOrDefault()),
                ["approval"] = said?.Approval ?? "已审批",
                ["agency"] = said?.Agency ?? units.GetValueOrDefault(placement.TownId),
                ["createdOn"] = said?.CreatedOn ?? placement.ApprovedOn,
                ["filed"] = said?.Filed switch { true => "是", false => "否", null => null },
                ["kind"] = placement.Kind == PostKind.Rural ? "乡村公益性岗位" : "城镇公益性岗位",
                ["town"] = units.GetValueOrDefault(placement.TownId),
                ["village"] = units.GetValueOrDefault(placement.VillageId),
                ["postNumber"] = placement.PostNumber,
                ["startsOn"] = own.Count == 0 ? placement.StartsOn : own[0].StartsOn,
                ["endsOn"] = own.Count == 0 ? null : own[^1].EndsOn,
                ["policy"] = own.LastOrDefault()?.PolicyNumber,
                ["bank"] = form.Text("bank"),
                ["account"] = person.AccountMasked,
                ["status"] = placement.Status.Zh(),
                ["lastDay"] = placement.LastDay,
                ["exitKind"] = placement.ExitKind,
            });
        }

        return rows;
    }
}
