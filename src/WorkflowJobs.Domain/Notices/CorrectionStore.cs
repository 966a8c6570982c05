using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Notices;

/// <summary>A correction under way; its subject's id is both ids.</summary>
public sealed record CorrectionCase(string NoticeId, string Key)
{
    public const string Type = "notice-correction";

    public string Id => $"{NoticeId}.{Key}";

    public static CorrectionCase Parse(string id)
    {
        var cut = id.IndexOf('.', StringComparison.Ordinal);
        return new CorrectionCase(id[..cut], id[(cut + 1)..]);
    }
}

/// <summary>What a draft of a correction comes to on the day on which it is looked at.</summary>
public sealed record CorrectionOutlook(NoticeText Before, NoticeText After, IReadOnlyList<NoticeChange> Changes, bool Restarts, bool AdoptsBounds)
{
    public IReadOnlyList<FieldError> Problems { get; init; } = [];
}

/// <summary>Loading and weighing that a correction's calls, checks and pages share.</summary>
public sealed class CorrectionStore(ParameterStore parameters, CalendarStore calendars, IVault vault)
{
    /// <summary>The notice as the form of a correction states it.</summary>
    public static JsonObject Form(Notice notice)
    {
        var text = NoticeText.Of(notice, []);
        return new JsonObject
        {
            ["title"] = text.Title,
            ["opensOn"] = text.OpensOn?.Iso(),
            ["closesOn"] = text.ClosesOn?.Iso(),
            ["place"] = text.Place,
            ["phone"] = text.Phone,
            ["supervisionPhone"] = text.SupervisionPhone,
            ["adoptBounds"] = false,
            ["posts"] = new JsonArray([.. text.Posts.Select(post => (JsonNode)Row(post))]),
        };
    }

    /// <summary>What the draft changes, whether the window restarts and until when, and what is wrong with it.</summary>
    public async Task<CorrectionOutlook> Weigh(Work work, Notice notice, JsonObject data, CancellationToken cancel)
    {
        var set = await parameters.At(work.Db, work.Now, cancel);
        var calendar = await calendars.Load(work.Db, cancel);
        var adopts = data.Flag("adoptBounds") ?? false;
        var terms = EligibilityParameters.From(await parameters.At(work.Db, notice.TermsAt ?? work.Now, cancel));
        var kept = adopts ? EligibilityParameters.From(set) : terms;
        var allocation = await NoticeStore.Allocation(work, notice, cancel);
        var names = await work.Db.Units.AsNoTracking().ToDictionaryAsync(unit => unit.Id, unit => unit.Name, cancel);
        var before = NoticeText.Of(notice, Groups(notice, terms));
        // The bounds are compared on the same day: a later closing date alone moves every date of birth and is named by itself.
        var stated = new NoticeText(
            data.Text("title") ?? before.Title, data.Date("opensOn") ?? before.OpensOn, data.Date("closesOn") ?? before.ClosesOn,
            data.Text("place") ?? "", data.Text("phone") ?? "", data.Text("supervisionPhone") ?? "")
        {
            DocumentNumber = before.DocumentNumber,
            Lines = [.. allocation.OrderBy(line => line.Kind).ThenBy(line => line.Batch).Select(line => new StatedLine(line.Kind, line.Batch, line.Number))],
            Posts = Ordered(before.Posts, NoticeStore.Posts(data)),
            Groups = Groups(notice, kept),
        };
        string Name(string id) => names.GetValueOrDefault(id, id);
        var restarts = CorrectionRules.RestartsWindow(CorrectionRules.Changes(before, stated, Name));
        var closes = CorrectionRules.ClosesOn(restarts, stated.OpensOn, stated.ClosesOn!.Value, ShanghaiTime.DateOf(work.Now), set.Int("notice.minDays"), calendar);
        var after = stated with { ClosesOn = closes.Date };
        var changes = CorrectionRules.Changes(before, after, Name);
        return new CorrectionOutlook(before, after, changes, restarts, adopts)
        {
            Problems = [.. NoticeRules.Posts(after.Posts), .. NoticeRules.Allocation(after.Posts, allocation), .. await Own(work, notice, data, after, changes, cancel)],
        };
    }

    /// <summary>The last draft of the correction; null before there is one.</summary>
    public async Task<JsonObject?> Drafted(Work work, string instanceId, CancellationToken cancel)
    {
        var submission = await (
            from draft in work.Db.UserTasks
            join data in work.Db.FormSubmissions on draft.SubmissionId equals data.Id
            where draft.InstanceId == instanceId && draft.ActivityId == "correction-draft"
            orderby data.At descending
            select data).FirstOrDefaultAsync(cancel);
        return submission is null ? null : await vault.Read(work, submission, cancel);
    }

    public static IReadOnlyList<NoticeChange> ReadChanges(string json) => JsonSerializer.Deserialize<List<NoticeChange>>(json, JsonSerializerOptions.Web)!;

    public static string WriteChanges(IReadOnlyList<NoticeChange> changes) => JsonSerializer.Serialize(changes, JsonSerializerOptions.Web);

    private static async Task<List<FieldError>> Own(Work work, Notice notice, JsonObject data, NoticeText after, IReadOnlyList<NoticeChange> changes, CancellationToken cancel)
    {
        var errors = new List<FieldError>();
        if (changes.Count == 0)
            errors.Add(new FieldError("", "CORRECTION_CHANGES_NOTHING", "更正内容与原公告一致", "The correction changes nothing."));
        if (notice.OpensAt <= work.Now && data.Date("opensOn") is { } opens && opens != notice.OpensOn)
            errors.Add(new FieldError("opensOn", "WINDOW_OPEN_ALREADY", "报名已开始，不能更改开始日期", "The window is open already; its first day stays."));
        if (after.OpensOn > after.ClosesOn)
            errors.Add(new FieldError("closesOn", "WINDOW_ORDER", "截止日期早于开始日期", "The window ends before it begins."));
        var kept = after.Posts.Select(CorrectionRules.KeyOf).ToHashSet(StringComparer.Ordinal);
        var lines = notice.Lines.ToDictionary(line => line.Id);
        var gone = notice.Posts.Where(post => post.LineId is not null && !kept.Contains(CorrectionRules.KeyOf(post.Stated(lines[post.LineId])))).Select(post => post.Id).ToList();
        // Whoever has applied stays, and with them the post that they chose.
        if (await work.Db.Applications.AnyAsync(a => a.ActivePersonId != null && (gone.Contains(a.FirstPostId!) || gone.Contains(a.SecondPostId!)), cancel))
            errors.Add(new FieldError("posts", "POST_CHOSEN", "已有人申请的岗位不能删除或改名", "A post that somebody has applied for can be neither removed nor renamed."));
        return errors;
    }

    private static IReadOnlyList<string> Groups(Notice notice, EligibilityParameters bounds) =>
    [
        .. notice.Lines.Select(line => line.Kind).Distinct().Order()
            .SelectMany(kind => NoticeWindows.For(kind, notice.ClosesOn ?? default, bounds).Select(window => window.Zh)),
    ];

    // In the order of the notice where they were there before, so that the order of rows is no change.
    private static IReadOnlyList<StatedPost> Ordered(IReadOnlyList<StatedPost> before, IReadOnlyList<StatedPost> after)
    {
        var place = before.Select(CorrectionRules.KeyOf).Distinct().Select((key, index) => (key, index)).ToDictionary(pair => pair.key, pair => pair.index);
        return [.. after.OrderBy(post => place.GetValueOrDefault(CorrectionRules.KeyOf(post), int.MaxValue))];
    }

    private static JsonObject Row(StatedPost post) => new()
    {
        ["villageId"] = post.VillageId,
        ["kind"] = post.Kind.ToString(),
        ["batch"] = post.Batch,
        ["name"] = post.Name,
        ["postClass"] = post.Class.ToString(),
        ["content"] = post.Content,
        ["place"] = post.Place.Length == 0 ? null : post.Place,
        ["hoursPerMonth"] = post.HoursPerMonth,
        ["number"] = post.Number,
        ["conditions"] = post.Conditions.Length == 0 ? null : post.Conditions,
        ["employerUnit"] = post.EmployerUnit.Length == 0 ? null : post.EmployerUnit,
        ["setting"] = post.IsCombined ? "Combined" : "Separate",
    };
}
