using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.Insurance;

/// <summary>A month's payment that counts, for whoever looks.</summary>
public sealed record SocialInsuranceView(string PlacementId, string Name, string PostNumber, DateOnly Month, long BaseFen, long TotalFen, DateOnly PaidOn);

/// <summary>
/// 社会保险补贴 of urban posts: the employer's part as actually paid, month by month, imported from the employer's sheet and held against the rates in force
/// in that month. Its own way of paying decides what of it is subsidised; never the 40/20/40 of rural posts.
/// </summary>
public sealed class SocialInsurance(IReader reader, CommandRunner commands, PeopleRegistry people, ParameterStore parameters)
{
    private static readonly string[] Handlers = [Roles.TownHandler, Roles.DistrictHandler];
    private static readonly string[] Readers = [.. Handlers, Roles.TownLeader, Roles.DistrictLeader, Roles.Finance, Roles.Discipline];

    /// <summary>Payments of the actor's area, the latest month first; what was corrected is left out.</summary>
    public async Task<Result<ListPage<SocialInsuranceView>>> List(Actor actor, PageOf page, CancellationToken cancel)
    {
        if (!Readers.Any(actor.Has))
            return Refusals.NotFound;
        return await reader.Read<Result<ListPage<SocialInsuranceView>>>(async (work, token) =>
        {
            var towns = Towns(actor, Readers);
            var rows = await (
                from payment in work.Db.SocialInsurancePayments
                join placement in work.Db.Placements on payment.PlacementId equals placement.Id
                join person in work.Db.People on placement.PersonId equals person.Id
                where payment.CorrectedById == null && towns.Contains(placement.TownId)
                orderby payment.Month descending, payment.Id
                select new { payment, person.Name, placement.PostNumber }).ToListAsync(token);
            return rows.ConvertAll(row => new SocialInsuranceView(row.payment.PlacementId, row.Name, row.PostNumber, row.payment.Month, row.payment.BaseFen, row.payment.TotalFen, row.payment.PaidOn))
                .Page(row => $"{row.Month.Iso()}.{row.PlacementId}", page);
        }, cancel);
    }

    /// <summary>Takes the sheet: a month stated again alike changes nothing; stated otherwise it is a correction, and the earlier row stays.</summary>
    public async Task<Result<InsuranceImported>> Import(Actor actor, string operationId, byte[] file, bool onlyGood, CancellationToken cancel)
    {
        if (!Handlers.Any(actor.Has))
            return Refusals.Forbidden;
        var today = await reader.Read((work, _) => Task.FromResult(ShanghaiTime.DateOf(work.Now)), cancel);
        var read = SheetReader.Read(InsuranceSheets.SocialInsurance, file, today);
        if (read.Refusal is { } unreadable)
            return unreadable;
        var indexes = read.Value!.Rows.Select(row => people.IndexOf(row.Id("id")!)).ToHashSet();
        var placements = await reader.Read((work, token) => Placed(work, actor, indexes, token), cancel);
        var taken = read.Value.Check(row => Problems(row, placements[people.IndexOf(row.Id("id")!)])).Take(onlyGood);
        if (taken.Refusal is { } problems)
            return problems;
        return await commands.Run<InsuranceImported>("insurance.social", actor, operationId, new { read.Value.Sha256, onlyGood }, async (work, token) =>
        {
            var (known, warnings) = (0, new List<Warning>());
            foreach (var row in taken.Value!)
            {
                var payment = Payment(row, On(placements[people.IndexOf(row.Id("id")!)], Month(row))!.Id, read.Value.Sha256, actor, work.Now);
                var rates = EmployerRates.From(await parameters.At(work.Db, ShanghaiTime.StartOfDay(payment.Month), token));
                warnings.AddRange(SocialInsuranceRules.Differences(row.Cell("base"), payment, rates));
                if (await Record(work, payment, token))
                    known++;
            }

            return new InsuranceImported(taken.Value!.Length - known, known, warnings);
        }, cancel);
    }

    /// <summary>The employer's part that was paid for a placement and month, in 分; null while nothing was recorded.</summary>
    public static async Task<long?> Paid(Work work, string placementId, DateOnly month, CancellationToken cancel) =>
        (await work.Db.SocialInsurancePayments.FirstOrDefaultAsync(row => row.PlacementId == placementId && row.Month == new DateOnly(month.Year, month.Month, 1) && row.CorrectedById == null, cancel))?.TotalFen;

    /// <summary>True when the month stood there alike already.</summary>
    private static async Task<bool> Record(Work work, SocialInsurancePayment payment, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var before = await work.Db.SocialInsurancePayments.FirstOrDefaultAsync(row => row.PlacementId == payment.PlacementId && row.Month == payment.Month && row.CorrectedById == null, cancel);
        if (before is not null && Figures(before) == Figures(payment))
            return true;
        if (before is not null)
        {
            // The database holds one row that counts for a month, so the earlier one makes way first.
            before.CorrectedById = payment.Id;
            await work.Flush(cancel);
        }

        work.Db.SocialInsurancePayments.Add(payment);
        return false;
    }

    private static (long, long, long, long, long, DateOnly) Figures(SocialInsurancePayment row) => (row.BaseFen, row.PensionFen, row.MedicalFen, row.UnemploymentFen, row.InjuryFen, row.PaidOn);

    private static IEnumerable<FieldError> Problems(SheetRow row, IEnumerable<UrbanPlacement> placed)
    {
        if (On(placed, Month(row)) is not { } placement)
            yield return row.Problem("id", "NOT_ON_URBAN_POST", "此人该月不在城镇公益性岗位上", "The person was on no urban post in that month.");
        else if (placement.Name != row.Text("name"))
            yield return row.Problem("name", "PERSON_NAME_DIFFERS", "姓名与该身份号码的人员不一致", "The name is not that of this number's person.");
    }

    private static DateOnly Month(SheetRow row) => new(row.Date("month")!.Value.Year, row.Date("month")!.Value.Month, 1);

    private static UrbanPlacement? On(IEnumerable<UrbanPlacement> placed, DateOnly month) =>
        placed.FirstOrDefault(one => one.StartsOn < month.AddMonths(1) && (one.LastDay is null || one.LastDay >= month));

    private sealed record UrbanPlacement(string Index, string Id, string Name, DateOnly StartsOn, DateOnly? LastDay);

    private static async Task<ILookup<string, UrbanPlacement>> Placed(Work work, Actor actor, HashSet<string> indexes, CancellationToken cancel)
    {
        var towns = Towns(actor, Handlers);
        var rows = await (
            from placement in work.Db.Placements
            join person in work.Db.People on placement.PersonId equals person.Id
            where placement.Kind == PostKind.Urban && towns.Contains(placement.TownId) && indexes.Contains(person.IdNumberIndex)
            orderby placement.StartsOn descending
            select new UrbanPlacement(person.IdNumberIndex, placement.Id, person.Name, placement.StartsOn, placement.LastDay)).ToListAsync(cancel);
        return rows.ToLookup(row => row.Index);
    }

    private static HashSet<string> Towns(Actor actor, string[] roles) => [.. actor.Grants.Where(grant => roles.Contains(grant.Role)).SelectMany(grant => grant.Area)];

    private static SocialInsurancePayment Payment(SheetRow row, string placementId, string sha256, Actor actor, DateTimeOffset at) => new()
    {
        Id = WorkQueries.NewId(),
        PlacementId = placementId,
        Month = Month(row),
        BaseFen = row.Money("base")!.Value,
        PensionFen = row.Money("pension")!.Value,
        MedicalFen = row.Money("medical")!.Value,
        UnemploymentFen = row.Money("unemployment")!.Value,
        InjuryFen = row.Money("injury")!.Value,
        PaidOn = row.Date("paidOn")!.Value,
        SourceSha256 = sha256,
        RecordedBy = actor.UserId,
        RecordedAt = at,
    };
}
