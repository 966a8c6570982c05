using System.Globalization;

namespace WorkflowJobs.Domain.Spreadsheets;

/// <summary>A cell as people name it: column letters and row, B7. Both count from 1.</summary>
public readonly record struct CellAddress(int Row, int Column)
{
    /// <summary>A, B, … Z, AA, … of a column number.</summary>
    public static string Letters(int column)
    {
        var letters = "";
        for (; column > 0; column = (column - 1) / 26)
            letters = (char)('A' + ((column - 1) % 26)) + letters;
        return letters;
    }

    /// <summary>Reads B7; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CellAddress address)
    {
        address = default;
        var column = 0;
        var i = 0;
        for (; i < text.Length && i < 3 && char.IsAsciiLetterUpper(text[i]); i++)
            column = (column * 26) + (text[i] - 'A' + 1);
        if (column == 0 || !int.TryParse(text[i..], NumberStyles.None, CultureInfo.InvariantCulture, out var row) || row < 1)
            return false;
        address = new CellAddress(row, column);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Letters(Column)}{Row}");
}

/// <summary>A rectangle of cells, both corners included.</summary>
public readonly record struct CellRange(CellAddress First, CellAddress Last)
{
    public bool Contains(int row, int column) => row >= First.Row && row <= Last.Row && column >= First.Column && column <= Last.Column;

    /// <summary>Reads A5:B6 or A5; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CellRange range)
    {
        range = default;
        var colon = text.IndexOf(':');
        var first = colon < 0 ? text : text[..colon];
        if (!CellAddress.TryParse(first, out var from) || !CellAddress.TryParse(colon < 0 ? first : text[(colon + 1)..], out var to))
            return false;
        range = new CellRange(from, to);
        return true;
    }

    public override string ToString() => First == Last ? First.ToString() : $"{First}:{Last}";
}
