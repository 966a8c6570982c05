using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>One line of the pay file. The reference comes back with the bank's answer; the ID number tells namesakes apart.</summary>
public sealed record PayFileRow(string Reference, string IdNumber, string Holder, string Bank, string Account, long Fen, string Purpose);

/// <summary>The file for the bank: lines that were sent and that it has not answered. Fetching it is an entry among the reveals.</summary>
public sealed class PayFiles(IWriter writer, PayAccounts accounts, PeopleRegistry people)
{
    public const string Field = "pay-file";

    private static readonly Refusal Empty = new("PAY_FILE_EMPTY", "没有待银行办理的行", "No line waits for the bank.") { Status = 409 };

    public Task<Result<IReadOnlyList<PayFileRow>>> Rows(Actor actor, string batchId, CancellationToken cancel) => writer.Write<Result<IReadOnlyList<PayFileRow>>>(async (work, token) =>
    {
        if (await work.Db.SubsidyBatches.FindAsync([batchId], token) is not { } batch || !PlacementAccess.HoldsIn(actor, batch.TownId, [Roles.Finance]))
            return work.Refuse<Result<IReadOnlyList<PayFileRow>>>(Refusals.NotFound);
        var ids = await SubsidyQueries.Ordered(work, work.Db.SubsidyLines.Where(line => line.BatchId == batchId && line.Status == PayStatus.Sent)).ToListAsync(token);
        if (ids.Count == 0)
            return work.Refuse<Result<IReadOnlyList<PayFileRow>>>(Empty);
        var found = (await (
            from line in work.Db.SubsidyLines.AsNoTracking()
            join account in work.Db.PayAccounts.AsNoTracking() on line.AccountId equals account.Id
            join person in work.Db.People.AsNoTracking() on line.PersonId equals person.Id
            where line.BatchId == batchId && line.Status == PayStatus.Sent
            select new { Line = line, Account = account, Person = person }).ToListAsync(token)).ToDictionary(row => row.Line.Id);
        await JournalChain.Append(work, RevealField.Stream, "PayFileFetched", actor.UserId, new JsonObject { ["applicationId"] = batchId, ["field"] = Field, ["reason"] = "DOWNLOAD" }, token);
        return ids.Select(id => found[id]).Select(row =>
        {
            var plain = accounts.Plain(row.Person, row.Account);
            return new PayFileRow(Reference(row.Line), people.IdNumberOf(row.Person), plain.Holder, plain.Bank, plain.Number, row.Line.PersonalFen, $"{row.Line.Year}年{row.Line.Month}月公益性岗位补贴");
        }).ToArray();
    }, cancel);

    /// <summary>Of a line and its issue, so that the answer to an earlier issue is not taken for this one's.</summary>
    public static string Reference(SubsidyLine line) => $"{line.Id}-{line.Issues.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>The pay file for the bank: a spreadsheet, or text in UTF-8 with a mark, commas and amounts in 元.</summary>
public static class PayFileRules
{
    public static byte[] Csv(IReadOnlyList<PayFileRow> rows)
    {
        var text = new StringBuilder(string.Join(',', Sheet.Columns.Select(column => column.Zh))).Append("\r\n");
        foreach (var row in rows)
            text.AppendJoin(',', Cell(row.Reference), Cell(row.IdNumber), Cell(row.Holder), Cell(row.Bank), Cell(row.Account), (row.Fen / 100m).ToString("0.00", CultureInfo.InvariantCulture), Cell(row.Purpose)).Append("\r\n");
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>The same as a spreadsheet with real numbers.</summary>
    public static Sheet Sheet { get; } = new("pay-file", "发放文件", "Pay file",
    [
        new("reference", "业务编号", "Reference") { Width = 40 }, new("idNumber", "身份证号", "ID number") { Width = 24 }, new("holder", "开户名", "Holder"), new("bank", "开户行", "Bank") { Width = 24 },
        new("account", "账号", "Account") { Width = 24 }, new("amount", "金额", "Amount", ColumnType.Money), new("purpose", "用途", "Purpose") { Width = 28 },
    ]);

    public static byte[] Xlsx(IReadOnlyList<PayFileRow> rows) => SheetWriter.Write(Sheet, rows.Select(row => new Dictionary<string, object?>
    {
        ["reference"] = row.Reference,
        ["idNumber"] = row.IdNumber,
        ["holder"] = row.Holder,
        ["bank"] = row.Bank,
        ["account"] = row.Account,
        ["amount"] = row.Fen,
        ["purpose"] = row.Purpose,
    }));

    /// <summary>Quoted where needed; what a spreadsheet would take for a formula is kept from being one.</summary>
    private static string Cell(string text)
    {
        var safe = text.Length > 0 && "=+-@".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
