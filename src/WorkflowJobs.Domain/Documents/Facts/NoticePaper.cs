using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Documents.Facts;

/// <summary>What papers about a notice say (D01).</summary>
public sealed class NoticePaper(ParameterStore parameters) : IDocumentFacts
{
    public string SubjectType => Subject.Notice;

    public async Task<JsonObject> Load(Work work, string subjectId, JsonObject? submission, CancellationToken cancel)
    {
        var notice = await NoticeStore.Load(work, subjectId, cancel);
        var units = await PaperParts.Units(work, notice.TownId, cancel);
        var today = await parameters.At(work.Db, work.Now, cancel);
        var bounds = EligibilityParameters.From(await parameters.At(work.Db, notice.TermsAt ?? work.Now, cancel));
        var asOf = notice.ClosesOn ?? ShanghaiTime.DateOf(work.Now);
        var lines = notice.Lines.OrderBy(line => line.Kind).ThenBy(line => line.Batch).ToList();
        var names = lines.ToDictionary(line => line.Id, line => LineNames.Zh(line.Kind, line.Batch), StringComparer.Ordinal);
        var head = PaperParts.Notice(notice);
        head["year"] = PaperText.Number(notice.Year);
        head["opensOn"] = PaperText.Date(notice.OpensOn);
        head["closesAt"] = today.Time("notice.closesAt").ToString("H:mm", System.Globalization.CultureInfo.InvariantCulture);
        head["total"] = PaperText.Number(lines.Sum(line => line.Number));
        head["publicityDays"] = PaperText.Number(today.Int("publicity.days"));
        return new JsonObject
        {
            // The office chose it itself.
            ["documentNumber"] = notice.DocumentNumber ?? "",
            ["notice"] = head,
            ["town"] = units.Town,
            ["district"] = units.District,
            ["authority"] = units.Authority,
            ["lines"] = PaperParts.Array(lines.Select(line => new JsonObject { ["name"] = names[line.Id], ["number"] = PaperText.Number(line.Number) })),
            ["posts"] = PaperParts.Array(notice.Posts.OrderBy(post => post.VillageId, StringComparer.Ordinal).ThenBy(post => post.Name, StringComparer.Ordinal).Select(post => Post(post, names, units))),
            ["rural"] = Groups(lines, PostKind.Rural, asOf, bounds),
            ["urban"] = Groups(lines, PostKind.Urban, asOf, bounds),
        };
    }

    private static JsonObject Post(Post post, Dictionary<string, string> lines, PaperUnits units)
    {
        var row = PaperParts.Post(post, units.CommitteeOf(post.VillageId));
        row["line"] = post.LineId is { } line ? lines.GetValueOrDefault(line) ?? "" : "";
        row["village"] = units.NameOf(post.VillageId);
        row["number"] = PaperText.Number(post.Number);
        row["conditions"] = post.Conditions;
        row["setting"] = post.IsCombined ? "综合设岗" : "单独设岗";
        return row;
    }

    private static JsonArray Groups(List<NoticeLine> lines, PostKind kind, DateOnly asOf, EligibilityParameters bounds) =>
        lines.Exists(line => line.Kind == kind) ? [.. NoticeWindows.For(kind, asOf, bounds).Select(window => (JsonNode)window.Zh)] : [];
}
