using System.Globalization;
using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Documents;

/// <summary>
/// What papers about one kind of subject may say: the same facts for every template, so that a new template needs no code. Every field is
/// there, empty where nothing is known; dates and amounts are written as a paper writes them.
/// </summary>
public interface IDocumentFacts
{
    string SubjectType { get; }

    /// <param name="submission">What the step's form said; null when the step named none.</param>
    Task<JsonObject> Load(Work work, string subjectId, JsonObject? submission, CancellationToken cancel);
}

/// <summary>How a paper writes things.</summary>
public static class PaperText
{
    /// <summary>2024年6月3日, without leading zeros (GB/T 9704-2012, 7.3.5.4).</summary>
    public static string Date(DateOnly? date) => date is { } day ? string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日") : "";

    public static string Date(DateTimeOffset? instant) => instant is { } at ? Date(ShanghaiTime.DateOf(at)) : "";

    /// <summary>2024年6月3日 9:05.</summary>
    public static string Instant(DateTimeOffset? instant) => instant is { } at
        ? string.Create(CultureInfo.InvariantCulture, $"{Date(at)} {at.ToOffset(ShanghaiTime.Offset):H:mm}") : "";

    public static string YesNo(bool? value) => value switch { true => "是", false => "否", null => "" };

    public static string Number(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
