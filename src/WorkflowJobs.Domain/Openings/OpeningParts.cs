using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Openings;

/// <summary>Where an opening import belongs: the district.</summary>
public sealed class OpeningSubjects : ISubjectDirectory
{
    public const string Type = "opening-import";

    public string SubjectType => Type;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel)
    {
        if (await work.Db.OpeningImports.FindAsync([subjectId], cancel) is not { } import)
            return null;
        var district = await work.Db.Units.AsNoTracking().FirstAsync(unit => unit.Kind == UnitKind.District, cancel);
        return new SubjectPlace(null, district.Id, district.Id) { DisplayName = $"在岗人员期初导入（{import.Rows}人，截至{import.AsOf.Iso()}）" };
    }
}

/// <summary>Who proposed an opening import, or had it proposed by whoever stood in for them, does not decide it.</summary>
public sealed class OpeningApart : ITaskGuard
{
    public async Task<Refusal?> MayAct(Work work, UserTask task, Actor actor, CancellationToken cancel) =>
        task.SubjectType == OpeningSubjects.Type && await work.Db.OpeningImports.AnyAsync(row => row.Id == task.SubjectId && (row.ProposedBy == actor.UserId || row.ProposedForId == actor.UserId), cancel)
            ? new Refusal("SAME_PERSON", "您提交了本次导入，不得同时审定", "You proposed this import and cannot decide it as well.") { Status = 403 }
            : null;
}

/// <summary>The people of the import, for the leader to see before it takes effect.</summary>
public sealed class OpeningPeople(IVault vault) : IFormSource
{
    public string Name => "opening-people";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (await work.Db.OpeningImports.FindAsync([task.SubjectId], cancel) is not { RowsCipher: { } cipher } import)
            return new JsonArray();
        var units = await work.Db.Units.AsNoTracking().ToDictionaryAsync(unit => unit.Id, unit => unit.Name, cancel);
        var today = ShanghaiTime.DateOf(work.Now);
        return new JsonArray([.. Rows(vault, cipher).Select(row => (JsonNode)new JsonObject
        {
            ["key"] = row.Row.ToString(CultureInfo.InvariantCulture),
            ["person"] = $"{row.Name}（{CitizenId.Parse(row.IdNumber, today).Value?.Masked}）",
            ["village"] = units.GetValueOrDefault(row.VillageId),
            ["post"] = row.PostName,
            ["agreement"] = $"{row.AgreementFrom.Iso()}—{row.AgreementTo.Iso()}",
            ["months"] = (row.MonthsHundredths / 100m).ToString("0.##", CultureInfo.InvariantCulture),
            ["paid"] = (row.PaidCents / 100m).ToString("0.00", CultureInfo.InvariantCulture),
            ["policy"] = row.PolicyNumber ?? "—",
        })]);
    }

    internal static IReadOnlyList<OpeningRow> Rows(IVault vault, byte[] cipher) => JsonSerializer.Deserialize<List<OpeningRow>>(vault.DecryptSystem(cipher), ProposeOpening.Json)!;
}

/// <summary>Imports of one's district, the latest first: who handles, who decides, and who audits.</summary>
public sealed class OpeningQueries(IReader reader)
{
    private static readonly string[] Readers = [Roles.DistrictHandler, Roles.DistrictLeader, Roles.Discipline];

    public Task<ListPage<OpeningListRow>> List(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        if (!Readers.Any(actor.Has))
            return new ListPage<OpeningListRow>([], null);
        var (ids, next) = await work.Db.OpeningImports.Page(row => row.ProposedAt, row => row.Id, descending: true, page, token);
        var rows = await work.Db.OpeningImports.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(token);
        return new ListPage<OpeningListRow>(rows.Select(row => new OpeningListRow(row.Id, row.FileName, row.Sha256, row.AsOf, row.Rows, row.LeftOut, row.Done, row.Passed, row.State, row.ProposedForName is { } away ? $"{row.ProposedByName} 代 {away}" : row.ProposedByName, row.ProposedAt)).InOrder(ids, row => row.Id), next);
    }, cancel);
}

/// <summary>An import in a list; <paramref name="Done"/> is how many rows were worked through, <paramref name="Passed"/> how many of them could not enter any more; <paramref name="ProposedByName"/> carries both names when it was proposed for somebody absent.</summary>
public sealed record OpeningListRow(string Id, string FileName, string Sha256, DateOnly AsOf, int Rows, int LeftOut, int Done, int Passed, OpeningState State, string ProposedByName, DateTimeOffset ProposedAt);
