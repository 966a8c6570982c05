using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;

namespace WorkflowJobs.Domain.Identity;

/// <summary>How much was put under the new key.</summary>
public sealed record RotationReport(int Rows, int Files, bool AlreadyDone);

/// <summary>
/// Puts everything that rests on the master key under another: persons' keys are wrapped anew, what the system's key encrypts is encrypted
/// anew, blind indexes are computed anew, the anchors' former key is kept for reading. In steps, each a transaction or one file; what is
/// under the new key already is passed over, so that an interrupted rotation is finished by running it again. No server starts meanwhile.
/// </summary>
public sealed class KeyRotation(DatabaseSettings settings, MasterKey former, MasterKey next, string attachments, TimeProvider clock)
{
    private const int Batch = 200;
    private readonly AesVault vault = new(next);

    /// <exception cref="MasterKeyException">The former key is not the one of these data, or another rotation is unfinished; nothing was changed.</exception>
    public async Task<RotationReport> Run(CancellationToken cancel)
    {
        var writer = settings.CreateWriter(clock);
        await using var _ = writer as IAsyncDisposable;
        if (!await writer.Write(Begin, cancel))
            return new RotationReport(0, 0, true);
        var rows = 0;
        foreach (var column in await writer.Write((work, _) => Task.FromResult(SealedColumn.Of(work.Db)), cancel))
            rows += await Rows(writer, column, cancel);
        await People(writer, cancel);
        await Comparison(writer, cancel);
        var files = await Files(cancel);
        await writer.Write(Finish, cancel);
        return new RotationReport(rows, files, false);
    }

    /// <summary>False when it was done before.</summary>
    private async Task<bool> Begin(Work work, CancellationToken cancel)
    {
        var current = await work.Db.Settings.FindAsync([KeyRing.Current], cancel);
        var rotating = await work.Db.Settings.FindAsync([KeyRing.RotatingTo], cancel);
        if (rotating is null && current?.Value == next.Id)
            return false;
        if (current is not null && current.Value != former.Id)
            throw new MasterKeyException($"原主密钥与数据不符（数据使用 {current.Value}）。The present key is not the one of these data (they are under {current.Value}).");
        if (rotating is not null && rotating.Value != next.Id)
            throw new MasterKeyException($"已在更换为另一主密钥 {rotating.Value}，请先完成。A rotation to another key, {rotating.Value}, is unfinished; finish it first.");
        if (former.Id == next.Id)
            throw new MasterKeyException("新旧主密钥相同。The new key is the present one.");
        if (rotating is null)
            work.Db.Settings.Add(new Setting { Key = KeyRing.RotatingTo, Value = next.Id });
        return true;
    }

    private async Task<int> Rows(IWriter writer, SealedColumn column, CancellationToken cancel)
    {
        var (from, to) = (former.Derive(column.Purpose), next.Derive(column.Purpose));
        var changed = 0;
        for (string? last = ""; last is not null;)
        {
            var after = last;
            (last, var step) = await writer.Write(async (work, token) =>
            {
                var rows = await column.Read(work.Db, after, Batch, token);
                var done = 0;
                foreach (var (id, cipher) in rows)
                    if (Again(from, to, cipher, column) is { } renewed)
                        done += await column.Update(work.Db, id, renewed, token);
                return (rows.Count < Batch ? null : rows[^1].Id, done);
            }, cancel);
            changed += step;
        }

        return changed;
    }

    /// <summary>Null when it is under the new key already, under a person's key, or destroyed.</summary>
    private static byte[]? Again(byte[] from, byte[] to, byte[] cipher, SealedColumn column)
    {
        if (Sealing.TryOpen(from, cipher, out var plain))
            return Sealing.Seal(to, plain);
        if (!column.IsKey || cipher.Length == 0 || Sealing.TryOpen(to, cipher, out _))
            return null;
        throw new MasterKeyException($"{column.Table} 中有密钥无法用原主密钥打开。A key in {column.Table} does not open with the present master key.");
    }

    /// <summary>Computed from the number itself, so that a second time changes nothing.</summary>
    private async Task People(IWriter writer, CancellationToken cancel)
    {
        for (string? last = ""; last is not null;)
        {
            var after = last;
            last = await writer.Write(async (work, token) =>
            {
                var people = await work.Db.People.Where(person => string.Compare(person.Id, after) > 0).OrderBy(person => person.Id).Take(Batch).ToListAsync(token);
                foreach (var person in people.Where(person => person.WrappedKey.Length > 0))
                {
                    var index = IndexOf(BlindIndexes.Id, person, person.IdNumberCipher)!;
                    work.Db.Entry(person).Property(row => row.IdNumberIndex).CurrentValue = index;
                    person.PhoneIndex = IndexOf(BlindIndexes.Phone, person, person.PhoneCipher);
                }

                return people.Count < Batch ? null : people[^1].Id;
            }, cancel);
        }
    }

    /// <summary>
    /// Whom a list of another department is about is known by the index alone, which nobody can compute anew: the lists are forgotten, and their
    /// files have to come in again. Hits of people stay.
    /// </summary>
    private async Task Comparison(IWriter writer, CancellationToken cancel)
    {
        await writer.Write(async (work, token) =>
        {
            foreach (var list in await work.Db.ComparisonLists.Where(row => row.ReplacedAt == null).ToListAsync(token))
            {
                list.ReplacedAt = work.Now;
                list.Sha256 = $"{list.Sha256}/{former.Id}";
            }

            await work.Db.ComparisonEntries.ExecuteDeleteAsync(token);
            return true;
        }, cancel);
        for (string? last = ""; last is not null;)
        {
            var after = last;
            last = await writer.Write(async (work, token) =>
            {
                var links = await work.Db.HouseholdLinks.Where(link => string.Compare(link.Id, after) > 0).OrderBy(link => link.Id).Take(Batch).ToListAsync(token);
                foreach (var link in links)
                    link.PersonIndex = vault.BlindIndex(BlindIndexes.Id, Encoding.UTF8.GetString(vault.DecryptSystem(link.NumberCipher)));
                return links.Count < Batch ? null : links[^1].Id;
            }, cancel);
        }
    }

    private string? IndexOf(string purpose, Person person, byte[]? cipher) =>
        cipher is null ? null : vault.BlindIndex(purpose, Encoding.UTF8.GetString(vault.Decrypt(person.WrappedKey, cipher)));

    private async Task<int> Files(CancellationToken cancel)
    {
        if (!Directory.Exists(attachments))
            return 0;
        var (from, to) = (former.Derive(AesVault.SystemPurpose), next.Derive(AesVault.SystemPurpose));
        var changed = 0;
        foreach (var file in Directory.EnumerateFiles(attachments, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".tmp", StringComparison.Ordinal)).ToList())
        {
            if (!Sealing.TryOpen(from, await File.ReadAllBytesAsync(file, cancel), out var plain))
                continue;
            var draft = file + ".rotating.tmp";
            await using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write))
            {
                await stream.WriteAsync(Sealing.Seal(to, plain), cancel);
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, file, overwrite: true);
            changed++;
        }

        return changed;
    }

    private async Task<bool> Finish(Work work, CancellationToken cancel)
    {
        var anchors = (await work.Db.JournalHeads.FindAsync([JournalAnchors.Stream], cancel))?.Sequence ?? 0;
        var retired = (await work.Db.Settings.FindAsync([KeyRing.Retired], cancel))?.Value;
        await work.Db.Put(KeyRing.Retired, KeyRing.Seal([.. KeyRing.Open(retired, former), new RetiredAnchorKey(former.Derive(KeyRing.AnchorPurpose), anchors)], next), cancel);
        foreach (var row in await work.Db.Settings.Where(row => row.Key.StartsWith(KeyRing.ProtectionPrefix)).ToListAsync(cancel))
            row.Value = Convert.ToBase64String(Sealing.Seal(next.Derive(KeyRing.ProtectionPurpose), Sealing.Open(former.Derive(KeyRing.ProtectionPurpose), Convert.FromBase64String(row.Value))));
        await work.Db.Put(KeyRing.Current, next.Id, cancel);
        work.Db.Settings.Remove((await work.Db.Settings.FindAsync([KeyRing.RotatingTo], cancel))!);
        await JournalChain.Append(work, "operation", "KeysRotated", null, new JsonObject { ["from"] = former.Id, ["to"] = next.Id }, cancel);
        return true;
    }
}
