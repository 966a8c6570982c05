namespace WorkflowJobs.Domain.Spreadsheets;

/// <summary>What a column holds, and as which type a row gives it.</summary>
public enum ColumnType
{
    /// <summary>Text, trimmed: string.</summary>
    Text,

    /// <summary>A number with at most <see cref="SheetColumn.Scale"/> decimals: decimal.</summary>
    Number,

    /// <summary>Yuan with at most two decimals in the sheet; whole 分 in a row: long.</summary>
    Money,

    /// <summary>A day, in a cell with a date format: DateOnly.</summary>
    Date,

    /// <summary>A citizen identity number, in a text cell: <see cref="Identity.CitizenId"/>.</summary>
    CitizenId,

    /// <summary>One of <see cref="SheetColumn.Options"/>, by either word: the option's value, a string.</summary>
    Choice,
}

/// <summary>A word that a choice column may hold.</summary>
/// <param name="Value">What a row gives.</param>
public sealed record SheetOption(string Value, string Zh, string En);

/// <summary>A column of a declared sheet, found by either of its heading words, wherever it stands.</summary>
/// <param name="Key">The name by which rows give it.</param>
public sealed record SheetColumn(string Key, string Zh, string En, ColumnType Type = ColumnType.Text)
{
    /// <summary>The heading must be there, and no row may leave it empty.</summary>
    public bool Required { get; init; }

    /// <summary>Other headings by which the column is found.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Greatest length of text.</summary>
    public int MaxLength { get; init; } = 200;

    /// <summary>Greatest number of decimals of a number.</summary>
    public int Scale { get; init; }

    /// <summary>Least and greatest number; for money in yuan.</summary>
    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    public IReadOnlyList<SheetOption> Options { get; init; } = [];

    /// <summary>A date may be text (2024-07-16, 2024/7/16, 20240716), as systems of others export it.</summary>
    public bool AcceptsTextDate { get; init; }

    /// <summary>A cell merged downwards gives its value to each row that it covers, as printed layouts have it. Otherwise merged cells are a problem.</summary>
    public bool MergesDown { get; init; }

    /// <summary>Width in characters when written.</summary>
    public double Width { get; init; } = 14;
}

/// <summary>A declared sheet: what is read is refused or right by this, and what is written looks like this.</summary>
/// <param name="Key">Name of the sheet in addresses and files.</param>
/// <param name="Zh">Title, and the tab's name.</param>
public sealed record Sheet(string Key, string Zh, string En, IReadOnlyList<SheetColumn> Columns)
{
    /// <summary>Columns that together tell rows apart; empty when any row may stand twice.</summary>
    public IReadOnlyList<string> UniqueBy { get; init; } = [];

    /// <summary>Headings that may be there and are not read. Any other unknown heading is a problem, so that a misspelt column is not lost silently.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = ["序号", "备注", "No.", "Remarks"];

    /// <summary>Most rows below the heading.</summary>
    public int MaxRows { get; init; } = 5_000;

    /// <summary>Largest file in bytes.</summary>
    public int MaxBytes { get; init; } = 8 * 1024 * 1024;

    public SheetColumn Column(string key) => Columns.FirstOrDefault(c => c.Key == key) ?? throw new ArgumentException($"Sheet {Key} has no column {key}.", nameof(key));
}
