using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.Exits;

/// <summary>A line of the ledger 后续跟踪服务台账 (D21).</summary>
public sealed record FollowUpLine(
    string Id, string ExitId, string Name, string VillageId, DateOnly ExitedOn, string ExitKindZh, int Months, DateOnly DueOn, string Need, string Measures, DateOnly? ContactedOn, string? Result, string ResultZh, string Responsible);

/// <summary>The ledger of one's area, and of oneself (DOMAIN §10, Follow-up).</summary>
public sealed class FollowUpQueries(IReader reader, IVault vault)
{
    private const int MostOfASheet = 5_000;

    private static readonly HashSet<string> Readers = [Roles.VillageOfficer, Roles.TownHandler, Roles.DistrictHandler, Roles.DistrictLeader];

    public static Sheet Sheet { get; } = new("follow-up", "后续跟踪服务台账", "Follow-up ledger",
    [
        new("name", "姓名", "Name"), new("village", "村（社区）", "Village"), new("exitedOn", "退出日", "Left on", ColumnType.Date), new("reason", "退出原因", "Reason"),
        new("months", "退出后月数", "Months after", ColumnType.Number) { Width = 10 }, new("dueOn", "应跟踪日", "Due", ColumnType.Date), new("need", "需求", "Need") { Width = 30 }, new("measures", "措施", "Measures") { Width = 40 },
        new("date", "日期", "Date", ColumnType.Date), new("result", "结果", "Result"), new("responsible", "责任人", "Responsible"),
    ]);

    public static string Zh(FollowUpResult? result) => result switch
    {
        FollowUpResult.Reemployed => "再就业",
        FollowUpResult.Training => "参加培训",
        FollowUpResult.Loan => "创业担保贷款",
        FollowUpResult.Relief => "社会救助转介",
        FollowUpResult.Refused => "不需要服务",
        FollowUpResult.LostContact => "失联",
        _ => "",
    };

    /// <summary>By the day of the contact.</summary>
    public Task<ListPage<FollowUpLine>> List(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var (ids, next) = await Visible(work, actor).OrderBy(row => row.DueOn).ThenBy(row => row.Id).Select(row => row.Id).Page(page, token);
        return new ListPage<FollowUpLine>(await Lines(work, ids, token), next);
    }, cancel);

    /// <summary>The ledger as a spreadsheet (D21). Refused as NOT_FOUND for who keeps none.</summary>
    public Task<Result<byte[]>> Export(Actor actor, CancellationToken cancel) => reader.Read<Result<byte[]>>(async (work, token) =>
    {
        if (!actor.Grants.Any(grant => Readers.Contains(grant.Role)))
            return Refusals.NotFound;
        var ids = await Visible(work, actor).OrderBy(row => row.DueOn).ThenBy(row => row.Id).Select(row => row.Id).Take(MostOfASheet).ToListAsync(token);
        var names = await work.Db.Units.AsNoTracking().ToDictionaryAsync(unit => unit.Id, unit => unit.Name, token);
        return SheetWriter.Write(Sheet, (await Lines(work, ids, token)).Select(line => (IReadOnlyDictionary<string, object?>)new Dictionary<string, object?>
        {
            ["name"] = line.Name,
            ["village"] = names.GetValueOrDefault(line.VillageId, ""),
            ["exitedOn"] = line.ExitedOn,
            ["reason"] = line.ExitKindZh,
            ["months"] = line.Months,
            ["dueOn"] = line.DueOn,
            ["need"] = line.Need,
            ["measures"] = line.Measures,
            ["date"] = line.ContactedOn,
            ["result"] = line.ResultZh,
            ["responsible"] = line.Responsible,
        }));
    }, cancel);

    private static IQueryable<FollowUp> Visible(Work work, Actor actor)
    {
        var villages = actor.Grants.Where(grant => Readers.Contains(grant.Role)).SelectMany(grant => grant.Area.Append(grant.UnitId)).ToHashSet(StringComparer.Ordinal);
        return work.Db.FollowUps.AsNoTracking().Where(row => villages.Contains(row.VillageId) || (actor.PersonId != null && row.PersonId == actor.PersonId));
    }

    private async Task<List<FollowUpLine>> Lines(Work work, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var rows = (await (
            from row in work.Db.FollowUps.AsNoTracking()
            join exit in work.Db.Exits on row.ExitId equals exit.Id
            join person in work.Db.People on row.PersonId equals person.Id
            where ids.Contains(row.Id)
            select new { row, exit.LastDay, exit.Kind, person.Name }).ToListAsync(cancel)).InOrder(ids, one => one.row.Id);
        var users = rows.SelectMany(one => new[] { one.row.ContactedBy, one.row.ServedBy }).OfType<string>().Distinct().ToList();
        var names = await work.Db.Users.Where(user => users.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName, cancel);
        var lines = new List<FollowUpLine>();
        foreach (var one in rows)
        {
            var (contact, service) = (await Data(work, one.row.ContactSubmissionId, cancel), await Data(work, one.row.ServiceSubmissionId, cancel));
            string?[] measures = [contact.Text("measures"), service.Text("service"), service.Text("voucher") is { Length: > 0 } voucher ? $"培训券{voucher}" : null, service.Text("referredTo") is { Length: > 0 } to ? $"转介{to}" : null];
            string?[] people = [one.row.ContactedBy is { } by ? names.GetValueOrDefault(by) : null, one.row.ServedBy is { } served ? names.GetValueOrDefault(served) : null];
            lines.Add(new FollowUpLine(
                one.row.Id, one.row.ExitId, one.Name, one.row.VillageId, one.LastDay, ExitRules.Of(one.Kind).Zh, one.row.Months, one.row.DueOn, contact.Text("need") ?? "", string.Join("；", measures.Where(text => !string.IsNullOrEmpty(text))),
                one.row.ContactedOn, one.row.Result?.ToString(), Zh(one.row.Result), string.Join("、", people.OfType<string>().Distinct())));
        }

        return lines;
    }

    private async Task<JsonObject> Data(Work work, string? submissionId, CancellationToken cancel) =>
        submissionId is not null && await work.Db.FormSubmissions.FindAsync([submissionId], cancel) is { } row ? await vault.Read(work, row, cancel) : [];
}
