using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.Openings;

/// <param name="Changed">Records that say something else now.</param>
/// <param name="Missing">People on post here whom the provincial file does not have.</param>
public sealed record ProvincialImport(string Sha256, int Rows, int LeftOut, int Changed, int Unchanged, int Missing);

/// <summary>
/// The provincial system's roster comes back: its numbers and states are kept with the people it names. Matched by identity number; who is not in our
/// roster, or stands there under another name, is a problem at the cell. The same file, or the same content, changes nothing.
/// </summary>
public sealed class ImportProvincial(CommandRunner commands, PeopleRegistry people, ProvincialRecords records, TimeProvider clock)
{
    /// <summary>Refused: FORBIDDEN, those of the sheet, SHEET_PROBLEMS.</summary>
    public Task<Result<ProvincialImport>> Run(Actor actor, string operationId, byte[] bytes, bool onlyGood, CancellationToken cancel)
    {
        if (!actor.Has(Roles.DistrictHandler))
            return Task.FromResult<Result<ProvincialImport>>(Refusals.Forbidden);
        var read = SheetReader.Read(ProvincialSheet.Declared, bytes, ShanghaiTime.DateOf(clock.GetUtcNow()));
        return read.Value is not { } reading
            ? Task.FromResult<Result<ProvincialImport>>(read.Refusal!)
            : commands.Run<ProvincialImport>("provincial.import", actor, operationId, new { reading.Sha256, onlyGood }, (work, token) => Store(work, actor, reading, onlyGood, token), cancel);
    }

    private async Task<Result<ProvincialImport>> Store(Work work, Actor actor, SheetReading reading, bool onlyGood, CancellationToken cancel)
    {
        var onPost = (await (
            from placement in work.Db.Placements
            join person in work.Db.People on placement.PersonId equals person.Id
            where placement.Status != PlacementStatus.Exited
            select person).Distinct().ToListAsync(cancel)).ToDictionary(person => person.IdNumberIndex);
        var checkedRows = reading.Check(row => !onPost.TryGetValue(people.IndexOf(row.Id("idNumber")!), out var person)
            ? [row.Problem("idNumber", "NOT_IN_ROSTER", "此人不在本系统花名册中", "Not in the roster here.")]
            : person.Name != row.Text("name") ? [row.Problem("name", "PERSON_NAME_MISMATCH", "姓名与花名册不一致", "The roster has another name.")] : []);
        var taken = checkedRows.Take(onlyGood);
        if (taken.Value is not { } rows)
            return taken.Refusal!;
        var changed = 0;
        foreach (var row in rows)
            changed += await records.Put(work, onPost[people.IndexOf(row.Id("idNumber")!)], ProvincialSheet.Of(row), reading.Sha256, actor, cancel) ? 1 : 0;
        var named = rows.Select(row => people.IndexOf(row.Id("idNumber")!)).ToHashSet();
        return new ProvincialImport(reading.Sha256, rows.Length, reading.RowCount - rows.Length, changed, rows.Length - changed, onPost.Keys.Count(index => !named.Contains(index)));
    }
}

/// <summary>The provincial records in and out of their encryption.</summary>
public sealed class ProvincialRecords(IVault vault)
{
    /// <summary>What the provincial system last said of the person; null when nothing.</summary>
    public async Task<ProvincialData?> Of(Work work, Person person, CancellationToken cancel) =>
        await work.Db.ProvincialRecords.FindAsync([person.Id], cancel) is { } record ? Read(record, person) : null;

    /// <summary>Whether it said something else before.</summary>
    internal async Task<bool> Put(Work work, Person person, ProvincialData data, string hash, Actor actor, CancellationToken cancel)
    {
        var record = await work.Db.ProvincialRecords.FindAsync([person.Id], cancel);
        if (record is not null && Read(record, person) == data)
            return false;
        var cipher = vault.Encrypt(person.WrappedKey, JsonSerializer.SerializeToUtf8Bytes(data, ProposeOpening.Json));
        if (record is null)
        {
            work.Db.ProvincialRecords.Add(new ProvincialRecord { Id = person.Id, DataCipher = cipher, Sha256 = hash, UpdatedBy = actor.UserId, UpdatedAt = work.Now });
            return true;
        }

        (record.DataCipher, record.Sha256, record.UpdatedBy, record.UpdatedAt) = (cipher, hash, actor.UserId, work.Now);
        record.Revision++;
        return true;
    }

    private ProvincialData Read(ProvincialRecord record, Person person) => JsonSerializer.Deserialize<ProvincialData>(vault.Decrypt(person.WrappedKey, record.DataCipher), ProposeOpening.Json)!;
}
