using System.IO.Compression;
using System.Xml.Linq;

namespace WorkflowJobs.Domain.Spreadsheets;

/// <summary>Makes one cell of several in a written workbook, as printed layouts have it. Only the first of them may hold anything.</summary>
public static class XlsxMerge
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>The workbook with these ranges of its first tab merged; a range of one cell is left as it is.</summary>
    public static byte[] Apply(byte[] workbook, IEnumerable<CellRange> ranges)
    {
        var several = ranges.Where(range => range.First != range.Last).ToList();
        if (several.Count == 0)
            return workbook;
        using var stream = new MemoryStream();
        stream.Write(workbook);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.GetEntry("xl/worksheets/sheet1.xml") ?? throw new InvalidOperationException("The workbook has no first tab.");
            XDocument document;
            using (var read = entry.Open())
                document = XDocument.Load(read);
            // The standard wants them right behind the cells.
            document.Descendants().First(element => element.Name.LocalName == "sheetData").AddAfterSelf(new XElement(
                Main + "mergeCells", new XAttribute("count", several.Count), several.Select(range => new XElement(Main + "mergeCell", new XAttribute("ref", range.ToString())))));
            entry.Delete();
            using var write = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            document.Save(write, SaveOptions.DisableFormatting);
        }

        return stream.ToArray();
    }
}
