using System.Text.Json;
using System.Text.Json.Serialization;
using WorkflowJobs.Domain.Plans;

namespace WorkflowJobs.Domain.Notices;

/// <summary>A line as a notice states it.</summary>
public sealed record StatedLine(PostKind Kind, int Batch, int Number);

/// <summary>Everything that a notice says, as it is read: kept whole when it is corrected.</summary>
public sealed record NoticeText(string Title, DateOnly? OpensOn, DateOnly? ClosesOn, string Place, string Phone, string SupervisionPhone)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string DocumentNumber { get; init; } = "";
    public IReadOnlyList<StatedLine> Lines { get; init; } = [];
    public IReadOnlyList<StatedPost> Posts { get; init; } = [];

    /// <summary>Whom it invites, with the dates of birth that it prints.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    public static NoticeText Of(Notice notice, IReadOnlyList<string> groups)
    {
        var lines = notice.Lines.ToDictionary(line => line.Id);
        return new NoticeText(notice.Title, notice.OpensOn, notice.ClosesOn, notice.Place ?? "", notice.Phone ?? "", notice.SupervisionPhone ?? "")
        {
            DocumentNumber = notice.DocumentNumber ?? "",
            Lines = [.. notice.Lines.OrderBy(line => line.Kind).ThenBy(line => line.Batch).Select(line => new StatedLine(line.Kind, line.Batch, line.Number))],
            Posts = [.. notice.Posts.Where(post => post.LineId is not null).Select(post => post.Stated(lines[post.LineId!]))],
            Groups = groups,
        };
    }

    public string Write() => JsonSerializer.Serialize(this, Options);

    public static NoticeText Read(string json) => JsonSerializer.Deserialize<NoticeText>(json, Options)!;
}
