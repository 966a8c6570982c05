using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Attendance;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Supervision;

/// <summary>Finds one kind of sign among people on post; every registered source is asked when an inspection opens.</summary>
public interface IRiskSource
{
    /// <summary>Code of <see cref="RiskSigns"/>.</summary>
    string Sign { get; }

    /// <summary>Ids of the placements that show the sign.</summary>
    Task<IReadOnlyCollection<string>> Find(Work work, IReadOnlyList<Placement> placements, CancellationToken cancel);
}

/// <summary>Pay of several people into one account. Accounts are compared in memory: they are nowhere in clear.</summary>
internal sealed class SharedAccountRisk(PeopleRegistry people) : IRiskSource
{
    public string Sign => RiskSigns.SharedAccount;

    public async Task<IReadOnlyCollection<string>> Find(Work work, IReadOnlyList<Placement> placements, CancellationToken cancel)
    {
        var ids = placements.Select(placement => placement.PersonId).Distinct().ToList();
        var persons = await work.Db.People.AsNoTracking().Where(person => ids.Contains(person.Id) && person.AccountCipher != null).ToListAsync(cancel);
        var shared = persons.Where(person => person.WrappedKey.Length > 0).GroupBy(people.AccountOf).Where(account => account.Count() > 1)
            .SelectMany(account => account.Select(person => person.Id)).ToHashSet(StringComparer.Ordinal);
        return [.. placements.Where(placement => shared.Contains(placement.PersonId)).Select(placement => placement.Id)];
    }
}

/// <summary>Relatives that the application declared among officers, review members or village cadres.</summary>
internal sealed class CadreRelativeRisk(ApplicationForms forms) : IRiskSource
{
    public string Sign => RiskSigns.CadreRelative;

    public async Task<IReadOnlyCollection<string>> Find(Work work, IReadOnlyList<Placement> placements, CancellationToken cancel)
    {
        var ids = placements.Select(placement => placement.ApplicationId).OfType<string>().ToList();
        var applications = await work.Db.Applications.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel);
        var personIds = applications.Values.Select(row => row.PersonId).ToList();
        var persons = await work.Db.People.AsNoTracking().Where(row => personIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel);
        return [.. placements.Where(placement => placement.ApplicationId is { } id && applications.TryGetValue(id, out var application)
            && persons[application.PersonId] is { WrappedKey.Length: > 0 } person
            && forms.Read(application, person).Rows("relatives").Any()).Select(placement => placement.Id)];
    }
}

/// <summary>Something that an earlier inspection found about the person.</summary>
internal sealed class EarlierFindingRisk : IRiskSource
{
    public string Sign => RiskSigns.EarlierFinding;

    public async Task<IReadOnlyCollection<string>> Find(Work work, IReadOnlyList<Placement> placements, CancellationToken cancel)
    {
        var ids = placements.Select(placement => placement.Id).ToList();
        return await work.Db.InspectionSamples.AsNoTracking()
            .Where(row => ids.Contains(row.PlacementId) && row.Result != null && row.Result != VisitResults.AtPost && row.Result != VisitResults.OnLeave)
            .Select(row => row.PlacementId).Distinct().ToListAsync(cancel);
    }
}

/// <summary>Not a day of leave or absence in so many months (<c>inspection.risk.perfectMonths</c>): sheets that are filled in at the desk look like that.</summary>
internal sealed class PerfectAttendanceRisk(ParameterStore parameters) : IRiskSource
{
    public string Sign => RiskSigns.PerfectAttendance;

    public async Task<IReadOnlyCollection<string>> Find(Work work, IReadOnlyList<Placement> placements, CancellationToken cancel)
    {
        var least = (await parameters.At(work.Db, work.Now, cancel)).Int("inspection.risk.perfectMonths");
        var ids = placements.Select(placement => placement.Id).ToList();
        var since = ShanghaiTime.DateOf(work.Now).AddMonths(-least);
        var entries = await work.Db.AttendanceEntries.AsNoTracking().Where(row => ids.Contains(row.PlacementId) && (row.Year * 12) + row.Month >= (since.Year * 12) + since.Month).ToListAsync(cancel);
        return [.. entries.GroupBy(row => row.PlacementId).Where(person => IsPerfect([.. person], least)).Select(person => person.Key)];
    }

    private static bool IsPerfect(IReadOnlyList<AttendanceEntry> entries, int least)
    {
        var months = entries.GroupBy(row => (row.Year, row.Month)).Select(month => month.MaxBy(row => row.Version)!.Marks).ToList();
        return months.Count >= least && months.TrueForAll(marks => marks.Contains(Mark.Present, StringComparison.Ordinal) && !marks.Contains(Mark.Leave, StringComparison.Ordinal) && !marks.Contains(Mark.Absent, StringComparison.Ordinal));
    }
}

/// <summary>A report that was found to be about this person.</summary>
internal sealed class TipOffRisk : IRiskSource
{
    public string Sign => RiskSigns.TipOff;

    public async Task<IReadOnlyCollection<string>> Find(Work work, IReadOnlyList<Placement> placements, CancellationToken cancel)
    {
        var ids = placements.Select(placement => placement.Id).ToList();
        return await work.Db.TipOffs.AsNoTracking().Where(row => row.PlacementId != null && ids.Contains(row.PlacementId)).Select(row => row.PlacementId!).Distinct().ToListAsync(cancel);
    }
}

/// <summary>Something that another department's list says and that no review has cleared.</summary>
internal sealed class ComparisonHitRisk(ComparisonHits hits) : IRiskSource
{
    public string Sign => RiskSigns.ComparisonHit;

    public async Task<IReadOnlyCollection<string>> Find(Work work, IReadOnlyList<Placement> placements, CancellationToken cancel)
    {
        var standing = (await hits.HitsOf(work, [.. placements.Select(placement => placement.PersonId)], ShanghaiTime.DateOf(work.Now), cancel)).Select(hit => hit.PersonId).ToHashSet(StringComparer.Ordinal);
        return [.. placements.Where(placement => standing.Contains(placement.PersonId)).Select(placement => placement.Id)];
    }
}
