using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>What a bank's file said: how many lines are paid, how many failed, how many rows were left out for their problems.</summary>
public sealed record BankReturnResult(int Paid, int Failed, int LeftOut);

/// <summary>
/// Takes the bank's return file: what it says of each line that was sent. The same file again changes nothing. The lines become paid or failed when
/// finance completes its task.
/// </summary>
public sealed class BankReturns(CommandRunner commands, TimeProvider clock)
{
    private const string Paid = "Paid";

    public static Sheet Sheet { get; } = new("bank-return", "银行回单", "Bank return",
    [
        new("reference", "业务编号", "Reference") { Required = true, Width = 40 },
        new("amount", "金额", "Amount", ColumnType.Money) { Required = true },
        new("result", "结果", "Result", ColumnType.Choice) { Required = true, Options = [new(Paid, "成功", "Paid"), new("Failed", "失败", "Failed")] },
        new("reason", "原因", "Reason") { Width = 30 },
    ])
    {
        UniqueBy = ["reference"],
        Ignored = ["序号", "备注", "No.", "Remarks", "开户名", "开户行", "账号", "用途"],
    };

    /// <param name="onlyGood">Take the rows that are right although others are not.</param>
    public async Task<Result<BankReturnResult>> Import(Actor actor, string operationId, string batchId, byte[] file, bool onlyGood, CancellationToken cancel)
    {
        var read = SheetReader.Read(Sheet, file, ShanghaiTime.DateOf(clock.GetUtcNow()));
        if (read.Refusal is { } refusal)
            return refusal;
        var reading = read.Value!;
        return await commands.Run<BankReturnResult>("subsidy.bank-return", actor, operationId, new { batchId, reading.Sha256, onlyGood }, async (work, token) =>
        {
            if (await work.Db.SubsidyBatches.FindAsync([batchId], token) is not { } batch || !PlacementAccess.HoldsIn(actor, batch.TownId, [Roles.Finance]))
                return Refusals.NotFound;
            var lines = await work.Db.SubsidyLines.Where(line => line.BatchId == batchId && line.Issues > 0).ToDictionaryAsync(line => line.Id, token);
            var taken = reading.Check(row => Problems(row, lines)).Take(onlyGood);
            if (taken.Refusal is { } problems)
                return problems;
            foreach (var row in taken.Value!)
                Take(lines[LineOf(row)], row);
            var paid = taken.Value!.Count(row => row.Text("result") == Paid);
            return new BankReturnResult(paid, taken.Value!.Length - paid, reading.RowCount - taken.Value!.Length);
        }, cancel);
    }

    /// <summary>RETURN_UNKNOWN, RETURN_EARLIER_ISSUE, RETURN_AMOUNT.</summary>
    private static IEnumerable<FieldError> Problems(SheetRow row, Dictionary<string, SubsidyLine> lines)
    {
        if (!lines.TryGetValue(LineOf(row), out var line))
            yield return row.Problem("reference", "RETURN_UNKNOWN", "不是本发放表的业务编号", "Not a reference of this batch.");
        else if (PayFiles.Reference(line) != row.Text("reference"))
            yield return row.Problem("reference", "RETURN_EARLIER_ISSUE", "是该行此前一次发放的回单", "The answer to an earlier issue of the line.");
        else if (row.Money("amount") != line.PersonalFen)
            yield return row.Problem("amount", "RETURN_AMOUNT", $"应为{Yuan.Of(line.PersonalFen)}", $"Should be {Yuan.Of(line.PersonalFen)}.");
    }

    /// <summary>The answer to what is settled already changes nothing.</summary>
    private static void Take(SubsidyLine line, SheetRow row)
    {
        var result = row.Text("result") == Paid ? RecordBankReturn.Ok : Code(row.Text("reason") ?? "");
        if (line.Status != PayStatus.Sent || line.BankResult == result)
            return;
        line.BankResult = result;
        line.Revision++;
    }

    /// <summary>Codes, since the reason is the bank's free text.</summary>
    internal static string Code(string reason)
    {
        return reason switch
        {
            _ when Says("户名") => "NAME_MISMATCH",
            _ when Says("销户") || Says("注销") => "ACCOUNT_CLOSED",
            _ when Says("冻结") => "ACCOUNT_FROZEN",
            _ when Says("账号") || Says("账户") => "ACCOUNT_NOT_FOUND",
            _ => "OTHER",
        };

        bool Says(string word) => reason.Contains(word, StringComparison.Ordinal);
    }

    private static string LineOf(SheetRow row)
    {
        var reference = row.Text("reference") ?? "";
        return reference.LastIndexOf('-') is > 0 and var cut ? reference[..cut] : reference;
    }
}
