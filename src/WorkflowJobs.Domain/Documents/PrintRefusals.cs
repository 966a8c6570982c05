using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Documents;

/// <summary>Why a paper could not be made. Each names the template, and the field or the place in it; none repeats a field's content.</summary>
public static class PrintRefusals
{
    public const string Template = "DOCUMENT_TEMPLATE_ERROR";
    public const string Field = "DOCUMENT_FIELD_MISSING";
    public const string Glyph = "DOCUMENT_GLYPH_MISSING";
    public const string Timeout = "DOCUMENT_TIMEOUT";
    public const string Stopped = "DOCUMENT_STOPPED";

    public static Refusal NoPrinter { get; } = new("DOCUMENT_NO_PRINTER",
        "本机没有可用的排版程序（需要 Node.js）。", "This machine has no printer for documents (Node.js is needed).")
    { Status = 503 };

    /// <summary>The template itself is wrong, at a line of one of its files.</summary>
    public static Refusal OfTemplate(string template, string message, string file, int line) => Of(Template, template, line > 0 ? $"{file}:{line}" : file,
        $"模板“{template}”有错误（{Place(file, line, "第", "行")}）：{message}", $"Template “{template}” has an error ({Place(file, line, "line ", "")}): {message}");

    /// <summary>The template asks for a field that the data do not have.</summary>
    public static Refusal OfField(string template, string field) => Of(Field, template, field,
        $"模板“{template}”所需的字段“{field}”没有内容。", $"Template “{template}” needs the field “{field}”, which is not there.");

    /// <summary>No font has the character; it is named by its code point, e.g. U+1F600.</summary>
    public static Refusal OfGlyph(string template, string field, string codePoint) => Of(Glyph, template, field,
        $"模板“{template}”的字段“{field}”含有字体中没有的字符 {codePoint}，请改用规范汉字，或配置含有该字的字体。",
        $"The field “{field}” of template “{template}” holds the character {codePoint}, which no font has. Use a standard character, or configure a font that has it.");

    public static Refusal OfTimeout(string template, TimeSpan limit) => Of(Timeout, template, "",
        $"模板“{template}”在 {limit.TotalSeconds:0} 秒内没有排完，已中止。", $"Template “{template}” was not done within {limit.TotalSeconds:0} seconds and was stopped.");

    /// <summary>The printer ended while at it: the template wanted more memory than it may have.</summary>
    public static Refusal OfStop(string template) => Of(Stopped, template, "",
        $"模板“{template}”使排版程序中止（所需内存超出限制）。", $"Template “{template}” stopped the printer (it wanted more memory than it may have).");

    private static Refusal Of(string code, string template, string field, string zh, string en) => new(code, zh, en)
    {
        Errors = field.Length == 0 ? [] : [new FieldError(field, code, zh, en)],
        Details = new Dictionary<string, string> { ["template"] = template, ["field"] = field },
    };

    private static string Place(string file, int line, string before, string after) => line > 0 ? $"{file} {before}{line}{after}" : file;
}
