using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Spreadsheets;

/// <summary>Why a file is refused whole, before any cell is looked at.</summary>
public static class FileRefusals
{
    public static Refusal TooLarge(long bytes) => new("FILE_TOO_LARGE", $"文件过大，不得超过{bytes / 1024 / 1024} MB", $"The file is larger than {bytes / 1024 / 1024} MB.");

    internal static Refusal OldFormat { get; } =
        new("FILE_OLD_FORMAT", "文件为旧版Excel格式（.xls）或已加密，请另存为未加密的.xlsx", "The file is an old Excel file (.xls) or encrypted; save it as an .xlsx without a password.");

    internal static Refusal NotASheet { get; } = new("FILE_NOT_SHEET", "文件不是可读的.xlsx或.csv表格", "The file is not a readable .xlsx or .csv sheet.");

    internal static Refusal Dates1904 { get; } =
        new("FILE_DATES_1904", "该工作簿使用1904日期系统，日期会相差四年，请在Excel选项中改为1900日期系统", "The workbook counts dates from 1904, four years off; switch it to the 1900 date system.");

    internal static Refusal TooManyRows(int max) => new("SHEET_TOO_MANY_ROWS", $"表格超过{max}行，请分成几个文件", $"The sheet has more than {max} rows; split it.");

    internal static Refusal TooWide(int max) => new("SHEET_TOO_WIDE", $"表格超过{max}列", $"The sheet has more than {max} columns.");

    internal static Refusal Empty { get; } = new("SHEET_EMPTY", "表格中没有数据行", "The sheet has no rows.");

    internal static Refusal Problems(IReadOnlyList<FieldError> problems, int badRows) => new(
        "SHEET_PROBLEMS",
        $"表格有{problems.Count}处问题（{badRows}行），未导入；可改正后重新导入，或选择只导入无误的行",
        $"The sheet has {problems.Count} problems in {badRows} rows; nothing was imported. Correct it, or choose to import the good rows only.")
    {
        Errors = problems,
    };
}
