using System.Text;

namespace WorkflowJobs.Domain.Spreadsheets;

/// <summary>Comma-separated text (RFC 4180), in UTF-8 or, as Chinese offices save it, in GB 18030. Blank lines keep their row number.</summary>
internal static class CsvCells
{
    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>The text of the bytes; null when they are text in neither encoding.</summary>
    public static string? Decode(byte[] bytes)
    {
        if (bytes.AsSpan().Contains((byte)0))
            return null;
        try
        {
            return Strict.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            try
            {
                return CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!.GetString(bytes);
            }
            catch (DecoderFallbackException)
            {
                return null;
            }
        }
    }

    /// <summary>The rows; null when a quotation does not end.</summary>
    public static IReadOnlyList<RawCell[]>? Read(string text)
    {
        var rows = new List<RawCell[]>();
        var row = new List<RawCell>();
        var cell = new StringBuilder();
        var i = 0;
        while (i < text.Length)
        {
            if (text[i] == '"' && cell.Length == 0)
            {
                if ((i = Quoted(text, i + 1, cell)) < 0)
                    return null;
                continue;
            }

            switch (text[i])
            {
                case ',':
                    EndCell();
                    break;
                case '\n':
                    EndRow();
                    break;
                case '\r':
                    break;
                default:
                    cell.Append(text[i]);
                    break;
            }

            i++;
        }

        if (row.Count > 0 || cell.Length > 0)
            EndRow();
        return rows;

        void EndCell()
        {
            row.Add(new RawCell(cell.Length == 0 ? null : cell.ToString()));
            cell.Clear();
        }

        void EndRow()
        {
            EndCell();
            rows.Add([.. row]);
            row.Clear();
        }
    }

    /// <summary>Where the quotation that begins here ends; -1 when it does not.</summary>
    private static int Quoted(string text, int from, StringBuilder cell)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] != '"')
                cell.Append(text[i]);
            else if (i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[i++]);
            else
                return i + 1;
        }

        return -1;
    }
}
