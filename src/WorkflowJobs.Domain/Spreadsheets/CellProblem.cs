using System.Globalization;

namespace WorkflowJobs.Domain.Spreadsheets;

/// <summary>What is wrong with a cell, under a stable code. The sentence never repeats an identity number or a text of the cell.</summary>
internal sealed record CellProblem(string Code, string Zh, string En)
{
    public static CellProblem Formula { get; } = new("CELL_FORMULA", "单元格是公式，请粘贴为数值", "The cell is a formula; paste its value.");

    public static CellProblem Error { get; } = new("CELL_ERROR", "单元格是错误值（如#REF!）", "The cell holds an error such as #REF!.");

    public static CellProblem Required { get; } = new("CELL_REQUIRED", "必填项为空", "The cell must be filled in.");

    public static CellProblem NotText { get; } = new("CELL_NOT_TEXT", "应为文本；长号码存为数字会丢失末位，请将单元格设为文本后重新录入", "This must be text: a long number loses its last digits as a number. Format the cell as text and enter it again.");

    public static CellProblem TextTooLong(int max) => new("CELL_TOO_LONG", $"超过{max}个字", $"Longer than {max} characters.");

    public static CellProblem Characters { get; } = new("CELL_CHARACTERS", "含有不可见的控制字符", "The text contains control characters.");

    public static CellProblem NumberAsText { get; } = new("NUMBER_AS_TEXT", "数字存成了文本，请转换为数字", "The number is text; convert it to a number.");

    public static CellProblem NotNumber { get; } = new("CELL_NOT_NUMBER", "应为数字", "This must be a number.");

    public static CellProblem Decimals(int scale) => scale == 0
        ? new("NUMBER_DECIMALS", "应为整数", "This must be a whole number.")
        : new("NUMBER_DECIMALS", $"小数不得超过{scale}位", $"At most {scale} decimals.");

    public static CellProblem Range(decimal? min, decimal? max) => new(
        "NUMBER_RANGE",
        string.Create(CultureInfo.InvariantCulture, $"应{(min is { } a ? $"不小于{a}" : "")}{(min is not null && max is not null ? "且" : "")}{(max is { } b ? $"不大于{b}" : "")}"),
        string.Create(CultureInfo.InvariantCulture, $"Must be {(min is { } c ? $"at least {c}" : "")}{(min is not null && max is not null ? " and " : "")}{(max is { } d ? $"at most {d}" : "")}."));

    public static CellProblem DateAsText { get; } = new("DATE_AS_TEXT", "日期存成了文本，请改为日期格式的单元格", "The date is text; use a cell with a date format.");

    public static CellProblem NotDate { get; } = new("CELL_NOT_DATE", "应为日期", "This must be a date.");

    public static CellProblem IdAsNumber { get; } = new("ID_AS_NUMBER", "身份号码存成了数字，末位已丢失；请将单元格设为文本后重新录入", "The identity number is a number and has lost its last digits; format the cell as text and enter it again.");

    public static CellProblem IdScientific { get; } = new("ID_SCIENTIFIC", "身份号码成了科学计数（如3.7E+17），末位已丢失，请重新录入", "The identity number is in scientific notation (3.7E+17) and has lost its last digits; enter it again.");

    public static CellProblem NotOption(IEnumerable<SheetOption> options) => new(
        "CELL_NOT_OPTION",
        $"应为：{string.Join('、', options.Select(o => o.Zh))}",
        $"Must be one of: {string.Join(", ", options.Select(o => o.En))}.");

    public static CellProblem Merged(CellRange range) => new("CELL_MERGED", $"{range}是合并单元格，请取消合并并逐行填写", $"{range} is merged; unmerge it and fill in each row.");

    public static CellProblem Duplicate(int row) => new("ROW_DUPLICATE", $"与第{row}行重复", $"The same as row {row}.");

    public static CellProblem Conflict(int row) => new("ROW_CONFLICT", $"与第{row}行是同一对象但内容不同，请确认哪一行正确", $"About the same as row {row}, but it says something else; decide which is right.");

    public static CellProblem HeadingMissing(SheetColumn column) => new("HEADING_MISSING", $"缺少列“{column.Zh}”", $"The column “{column.En}” is missing.");

    public static CellProblem HeadingUnknown { get; } = new("HEADING_UNKNOWN", "表头不认识此列，请删除该列或改正表头", "The heading is not known; remove the column or correct its heading.");

    public static CellProblem HeadingTwice(SheetColumn column) => new("HEADING_TWICE", $"列“{column.Zh}”出现两次", $"The column “{column.En}” stands twice.");

    public static CellProblem HeadingNotFound(Sheet sheet) => new(
        "HEADING_NOT_FOUND",
        $"没有找到表头，应有：{string.Join('、', sheet.Columns.Where(c => c.Required).Select(c => c.Zh))}",
        $"No heading was found; expected: {string.Join(", ", sheet.Columns.Where(c => c.Required).Select(c => c.En))}.");
}
