using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.PersonalData;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.Supervision;

/// <summary>问题整改台账 as a workbook (D23): the columns of the ledger, real dates, a watermark.</summary>
public sealed class LedgerExport(Exports exports, SupervisionQueries queries)
{
    private static readonly Sheet Columns = new("rectifications", "问题整改台账", "Ledger of rectifications",
    [
        new SheetColumn("position", "序号", "No.", ColumnType.Number) { Width = 8 }, new SheetColumn("number", "编号", "Number") { Width = 20 }, new SheetColumn("source", "来源", "Source"), new SheetColumn("problem", "问题", "Problem") { Width = 50, MaxLength = 2000 },
        new SheetColumn("unit", "责任单位", "Responsible unit"), new SheetColumn("person", "责任人", "Responsible person"), new SheetColumn("measures", "措施及进展", "Measures") { Width = 50, MaxLength = 2000 }, new SheetColumn("due", "期限", "Due", ColumnType.Date),
        new SheetColumn("state", "进展", "State"), new SheetColumn("completed", "完成日", "Completed on", ColumnType.Date), new SheetColumn("verifier", "核验人", "Verified by"), new SheetColumn("closed", "销号", "Closed on", ColumnType.Date),
    ]);

    public Task<Result<ExportFile>> Run(Actor actor, string? reason, CancellationToken cancel) => exports.Run(actor, "RECTIFICATIONS", reason, Columns, async (work, token) =>
    {
        if (!SupervisionQueries.MayReadLedger(actor))
            return Refusals.NotFound;
        return (await queries.Ledger(work, actor, token)).Select((row, i) => (IReadOnlyDictionary<string, object?>)new Dictionary<string, object?>
        {
            ["position"] = i + 1,
            ["number"] = row.Number,
            ["source"] = RectificationSources.Zh(row.Source),
            ["problem"] = row.Problem,
            ["unit"] = row.Unit,
            ["person"] = row.ResponsiblePerson,
            ["measures"] = row.Measures,
            ["due"] = row.DueOn,
            ["state"] = row.State switch { "Closed" => "已销号", "Overdue" => "逾期", _ => "整改中" },
            ["completed"] = row.CompletedOn,
            ["verifier"] = row.VerifiedBy,
            ["closed"] = row.ClosedAt is { } at ? ShanghaiTime.DateOf(at) : null,
        }).ToList();
    }, cancel);
}
