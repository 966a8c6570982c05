using WorkflowJobs.Domain.Plans;

namespace WorkflowJobs.Domain.Notices;

/// <summary>How a line (kind × batch) is called.</summary>
public static class LineNames
{
    private const string Digits = "零一二三四五六七八九十";

    public static string Zh(PostKind kind, int batch) => Zh(kind) + BatchZh(batch);

    /// <summary>第一批; from the eleventh on in digits.</summary>
    public static string BatchZh(int batch) => $"第{(batch is >= 0 and <= 10 ? Digits[batch].ToString() : batch.ToString(System.Globalization.CultureInfo.InvariantCulture))}批";

    public static string En(PostKind kind, int batch) => $"{kind}, batch {batch}";

    public static string Zh(PostKind kind) => kind == PostKind.Rural ? "乡村" : "城镇";
}
