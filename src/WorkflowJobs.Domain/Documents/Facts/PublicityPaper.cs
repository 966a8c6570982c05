using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Documents.Facts;

/// <summary>What papers about a publicity list say (D08): masked as the public list is (DOMAIN §9.2).</summary>
public sealed class PublicityPaper(ParameterStore parameters, DefinitionCache definitions) : IDocumentFacts
{
    public string SubjectType => Subject.PublicityList;

    public async Task<JsonObject> Load(Work work, string subjectId, JsonObject? submission, CancellationToken cancel)
    {
        var list = await PublicityStatus.List(work, subjectId, cancel);
        var round = await work.Round(list.RoundId, cancel);
        var units = await PaperParts.Units(work, list.TownId, cancel);
        var set = await parameters.At(work.Db, work.Now, cancel);
        // The sheet is there before it hangs, and again after an interruption: its dates are written in by hand on the day.
        var hangs = !list.IsInterrupted();
        return new JsonObject
        {
            ["list"] = new JsonObject
            {
                ["number"] = PaperText.Number(list.Number),
                ["line"] = LineNames.Zh(round.Kind, round.Batch),
                ["year"] = PaperText.Number(round.Year),
                ["postedOn"] = PaperText.Date(hangs ? list.PostedOn : null),
                ["startsOn"] = PaperText.Date(hangs ? list.StartsOn : null),
                ["endsOn"] = PaperText.Date(hangs ? list.EndsOn : null),
                ["days"] = PaperText.Number(PublicityPeriods.DaysOf(await ProcessDays(work, list, cancel), set)),
                ["removedOn"] = PaperText.Date(submission?.Date("removedOn")),
                ["objections"] = PaperText.Number(submission?.Whole("objections")),
                ["note"] = submission?.Text("note") ?? "",
            },
            ["town"] = units.Town,
            ["district"] = units.District,
            ["authority"] = units.Authority,
            ["notice"] = PaperParts.Notice(await work.Db.Notices.FindAsync([round.NoticeId], cancel)),
            ["interruptions"] = PaperParts.Array(Interruption.ReadAll(list.Interruptions).Select(one => new JsonObject
            {
                ["on"] = PaperText.Date(one.InterruptedOn),
                ["reason"] = one.Reason,
                ["formerStart"] = PaperText.Date(one.FormerStart),
                ["formerEnd"] = PaperText.Date(one.FormerEnd),
                ["repostedOn"] = PaperText.Date(one.RepostedOn),
            })),
            ["people"] = await People(work, list, MaskingParameters.From(set), units, cancel),
            ["objections"] = await Objections(work, list, cancel),
            ["photos"] = new JsonArray([.. await Photos(work, list, cancel)]),
        };
    }

    /// <summary>How long the list's process says that its period is; null when it leaves that to the parameter.</summary>
    private async Task<string?> ProcessDays(Work work, PublicityList list, CancellationToken cancel) =>
        await work.Db.Instances.Where(row => row.SubjectType == Subject.PublicityList && row.SubjectId == list.Id).Select(row => row.DefinitionVersionId).FirstOrDefaultAsync(cancel) is { } versionId
            ? PublicityDaysCheck.Said(await definitions.Load(work.Db, versionId, cancel)).FirstOrDefault().Days
            : null;

    /// <summary>What came of each objection; of who objected nothing is said (DOMAIN §9.2).</summary>
    private static async Task<JsonArray> Objections(Work work, PublicityList list, CancellationToken cancel)
    {
        var objections = await work.Db.Objections.AsNoTracking().Where(row => row.ListId == list.Id).OrderBy(row => row.ReceivedAt).ThenBy(row => row.Id).ToListAsync(cancel);
        return PaperParts.Array(objections.Select(row => new JsonObject
        {
            ["receivedOn"] = PaperText.Date(row.ReceivedAt),
            ["manner"] = row.IsRealName ? "实名" : "匿名",
            ["closedOn"] = PaperText.Date(row.ClosedAt),
            ["outcome"] = row.Outcome switch { ObjectionOutcomes.Upheld => "异议成立", ObjectionOutcomes.NotUpheld => "异议不成立", _ => "核查中，办结后另行说明" },
        }));
    }

    private static async Task<IReadOnlyList<JsonNode>> Photos(Work work, PublicityList list, CancellationToken cancel)
    {
        var photos = new List<JsonNode>();
        if (list.PostingPhotoId is { } posted)
            photos.Add(await PaperPictures.Row(work, posted, "posted", $"张贴（{PaperText.Date(list.PostedOn)}）", cancel));
        if (list.RemovalPhotoId is { } removed)
            photos.Add(await PaperPictures.Row(work, removed, "removed", "撤下", cancel));
        return photos;
    }

    private static async Task<JsonArray> People(Work work, PublicityList list, MaskingParameters masking, PaperUnits units, CancellationToken cancel)
    {
        var entries = (await PublicityStatus.Entries(work, list.Id, cancel)).FindAll(entry => entry.State != EntryStates.Restarted);
        var ids = entries.ConvertAll(entry => entry.ApplicationId);
        var applications = await work.Db.Applications.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel);
        var people = await FormRows.PeopleOf(work, applications.Values, cancel);
        var postIds = entries.Select(entry => entry.PostId).OfType<string>().ToList();
        var posts = await work.Db.Posts.AsNoTracking().Where(post => postIds.Contains(post.Id)).ToDictionaryAsync(post => post.Id, post => post.Name, cancel);
        var shown = MaskingRules.PublicEntries([.. entries.Select(entry => applications[entry.ApplicationId]).Select(row =>
            new ListedPerson(row.Id, people[row.PersonId].Name, people[row.PersonId].IdMasked, units.NameOf(row.VillageId), row.BestCategory ?? ""))], masking);
        return PaperParts.Array(entries.Select((entry, index) => new JsonObject
        {
            ["position"] = PaperText.Number(entry.Position),
            ["name"] = shown[index].Name,
            ["sex"] = SexCodes.Parse(people[applications[entry.ApplicationId].PersonId].Sex)?.Zh() ?? "",
            ["village"] = shown[index].Village,
            ["post"] = entry.PostId is { } post ? posts.GetValueOrDefault(post) ?? "" : "",
            ["id"] = shown[index].Id,
            ["category"] = shown[index].Category,
            ["state"] = entry.State switch { EntryStates.Held => "异议处理中", EntryStates.Upheld => "异议成立", EntryStates.Cleared => "无异议", _ => "公示中" },
        }));
    }
}
