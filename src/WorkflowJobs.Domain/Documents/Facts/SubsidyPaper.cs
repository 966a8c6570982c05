using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Subsidies;

namespace WorkflowJobs.Domain.Documents.Facts;

/// <summary>What papers about a pay batch say (D17, D18). Identity numbers and accounts are masked: the bank's file has the whole ones.</summary>
public sealed class SubsidyPaper(ParameterStore parameters, PayAccounts accounts) : IDocumentFacts
{
    public string SubjectType => SubsidyBatch.Type;

    public async Task<JsonObject> Load(Work work, string subjectId, JsonObject? submission, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var batch = await work.Db.SubsidyBatches.FindAsync([subjectId], cancel) ?? throw new InvalidOperationException($"There is no pay batch {subjectId}.");
        var units = await PaperParts.Units(work, batch.TownId, cancel);
        var standards = new SubsidyStandardRules(await parameters.History(work.Db, cancel));
        var standard = batch.Kind == PostKind.Rural ? Yuan.Of(standards.RuralAnnual(batch.Year, batch.Month)) + "元/年" : Yuan.Of(standards.MinimumWage(batch.Year, batch.Month)) + "元/月（最低工资）";
        return new JsonObject
        {
            ["town"] = units.Town,
            ["district"] = units.District,
            ["authority"] = units.Authority,
            ["employmentOffice"] = units.Office,
            ["batch"] = await Batch(work, batch, standards, standard, cancel),
            ["lines"] = PaperParts.Array(await Lines(work, batch, standard, cancel)),
            ["signers"] = await Signers(work, batch, cancel),
        };
    }

    private async Task<JsonObject> Batch(Work work, SubsidyBatch batch, SubsidyStandardRules standards, string standard, CancellationToken cancel)
    {
        var totals = await BatchTotals.Of(work, batch, parameters, cancel);
        var spent = await work.Db.SubsidyBatches.Where(row => row.TownId == batch.TownId && row.Kind == batch.Kind && row.Year == batch.Year && row.ApprovedAt != null)
            .SumAsync(row => row.AccrualFen - row.DeductionFen, cancel);
        // What was paid for the year before the system was is spent as well, as far as the opening's file says it.
        var (first, last) = (new DateOnly(batch.Year, 1, 1), new DateOnly(batch.Year, 12, 31));
        spent += await (
            from entry in work.Db.OpeningEntries
            join placement in work.Db.Placements on entry.PlacementId equals placement.Id
            where placement.TownId == batch.TownId && placement.Kind == batch.Kind && entry.AsOf >= first && entry.AsOf <= last
            select entry.PaidThisYearCents ?? 0).SumAsync(cancel);
        var places = await work.Db.QuotaLines.Where(row => row.Year == batch.Year && row.TownId == batch.TownId && row.Kind == batch.Kind).SumAsync(row => row.Number, cancel);
        var planned = batch.Kind == PostKind.Rural ? standards.RuralAnnual(batch.Year, batch.Month) * places : 0;
        var days = await work.Db.SubsidyLines.Where(line => line.BatchId == batch.Id).SumAsync(line => line.DaysOnPost, cancel);
        var split = totals.Split;
        return new JsonObject
        {
            ["name"] = await SubsidyBatchSubjects.Name(work, batch, cancel),
            ["year"] = PaperText.Number(batch.Year),
            ["month"] = PaperText.Number(batch.Month),
            ["kind"] = batch.Kind == PostKind.Rural ? "乡村" : "城镇",
            ["standard"] = standard,
            ["people"] = PaperText.Number(totals.Lines),
            ["personMonths"] = ((decimal)days / DateTime.DaysInMonth(batch.Year, batch.Month)).ToString("0.00", CultureInfo.InvariantCulture),
            ["accrual"] = Yuan.Of(totals.Figures.Accrual),
            ["deduction"] = Yuan.Of(totals.Figures.Deduction),
            ["need"] = Yuan.Of(totals.Figures.Need),
            ["personal"] = Yuan.Of(totals.Figures.Personal),
            ["other"] = Yuan.Of(totals.Figures.Other),
            ["surplus"] = Yuan.Of(totals.Figures.Surplus),
            ["province"] = split is null ? "" : Yuan.Of(split.Value.Province),
            ["city"] = split is null ? "" : Yuan.Of(split.Value.City),
            ["districtShare"] = split is null ? "" : Yuan.Of(split.Value.District),
            ["paid"] = Yuan.Of(totals.Paid),
            ["open"] = Yuan.Of(totals.Open),
            ["payOn"] = PaperText.Date(batch.PayOn),
            ["planned"] = planned == 0 ? "" : Yuan.Of(planned),
            ["spent"] = Yuan.Of(spent),
            ["left"] = planned == 0 ? "" : Yuan.Of(planned - spent),
        };
    }

    private async Task<IEnumerable<JsonObject>> Lines(Work work, SubsidyBatch batch, string standard, CancellationToken cancel)
    {
        var ids = await SubsidyQueries.Ordered(work, work.Db.SubsidyLines.Where(line => line.BatchId == batch.Id)).ToListAsync(cancel);
        var views = await SubsidyQueries.Views(work, ids, cancel);
        var people = await work.Db.People.AsNoTracking().Where(person => work.Db.SubsidyLines.Any(line => line.BatchId == batch.Id && line.PersonId == person.Id)).ToDictionaryAsync(person => person.Id, cancel);
        var personOf = await work.Db.SubsidyLines.Where(line => line.BatchId == batch.Id).ToDictionaryAsync(line => line.Id, line => line.PersonId, cancel);
        var held = await work.Db.PayAccounts.AsNoTracking().Where(row => row.IsCurrent && work.Db.SubsidyLines.Any(line => line.BatchId == batch.Id && line.PersonId == row.PersonId)).ToDictionaryAsync(row => row.PersonId, cancel);
        return views.Select(line =>
        {
            var person = people[personOf[line.Id]];
            var account = held.TryGetValue(person.Id, out var row) ? accounts.Plain(person, row) : null;
            return new JsonObject
            {
                ["name"] = line.Name,
                ["idMasked"] = person.IdMasked,
                ["village"] = line.Village,
                ["post"] = line.PostName,
                ["days"] = PaperText.Number(line.DaysOnPost),
                ["standard"] = standard,
                ["accrual"] = Yuan.Of(line.AccrualFen),
                ["deduction"] = Yuan.Of(line.DeductionFen),
                ["reason"] = line.DeductionFen > 0 ? $"旷工{line.AbsentDays}天" : "",
                ["other"] = Yuan.Of(line.OtherFen),
                ["surplus"] = Yuan.Of(line.SurplusFen),
                ["personal"] = Yuan.Of(line.PersonalFen),
                ["holder"] = account?.Holder ?? "",
                ["bank"] = account?.Bank ?? "",
                ["account"] = line.AccountMasked ?? "",
                ["status"] = string.Join("：", new[] { HoldWords.Status(line.Status), string.Join('、', line.Holds.Select(HoldWords.Zh)) }.Where(text => text.Length > 0)),
            };
        });
    }

    /// <summary>Who acted last in each role of the batch's process.</summary>
    private static async Task<JsonObject> Signers(Work work, SubsidyBatch batch, CancellationToken cancel)
    {
        var tasks = await (
            from task in work.Db.UserTasks
            join user in work.Db.Users on task.CompletedBy equals user.Id
            where task.InstanceId == batch.InstanceId && task.CompletedAt != null
            orderby task.CompletedAt
            select new { task.Role, user.DisplayName }).ToListAsync(cancel);
        string Last(string role) => tasks.LastOrDefault(task => task.Role == role)?.DisplayName ?? "";
        return new JsonObject
        {
            ["drafter"] = Last(Roles.TownHandler),
            ["town"] = Last(Roles.TownLeader),
            ["checker"] = Last(Roles.DistrictHandler),
            ["approver"] = Last(Roles.DistrictLeader),
            ["finance"] = Last(Roles.Finance),
        };
    }
}
