using System.IO.Compression;
using System.Xml.Linq;

namespace WorkflowJobs.Domain.Spreadsheets;

/// <summary>
/// Gives text columns the text format, which MiniExcel leaves at General: typed into such a cell, an 18-digit number would become 3.7E+17.
/// </summary>
internal static class XlsxText
{
    /// <summary>Number format “@” of the standard.</summary>
    private const string TextFormat = "49";

    /// <summary>The style that MiniExcel gives to cells of text.</summary>
    private const int TextStyle = 2;

    public static byte[] Format(byte[] workbook, IReadOnlyList<Sheet> sheets)
    {
        using var stream = new MemoryStream();
        stream.Write(workbook);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            Change(zip, "xl/styles.xml", styles => styles.Descendants().First(e => e.Name.LocalName == "cellXfs").Elements().ElementAt(TextStyle).SetAttributeValue("numFmtId", TextFormat));
            for (var tab = 0; tab < sheets.Count; tab++)
            {
                var sheet = sheets[tab];
                Change(zip, $"xl/worksheets/sheet{tab + 1}.xml", document =>
                {
                    foreach (var column in document.Descendants().Where(e => e.Name.LocalName == "col"))
                    {
                        if (SheetWriter.IsText(sheet.Columns[(int)column.Attribute("min")! - 1]))
                            column.SetAttributeValue("style", TextStyle);
                    }
                });
            }
        }

        return stream.ToArray();
    }

    private static void Change(ZipArchive zip, string path, Action<XDocument> change)
    {
        var entry = zip.GetEntry(path) ?? throw new InvalidOperationException($"The workbook has no {path}.");
        XDocument document;
        using (var read = entry.Open())
            document = XDocument.Load(read);
        change(document);
        entry.Delete();
        using var write = zip.CreateEntry(path).Open();
        document.Save(write, SaveOptions.DisableFormatting);
    }
}
