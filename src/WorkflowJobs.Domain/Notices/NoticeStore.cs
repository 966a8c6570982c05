using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Notices;

/// <summary>Loading and checking that the notice's calls and checks share.</summary>
public sealed class NoticeStore(ParameterStore parameters, CalendarStore calendars)
{
    public static async Task<Notice> Load(Work work, string id, CancellationToken cancel) =>
        await work.Db.Notices.Include(n => n.Lines).Include(n => n.Posts).AsSplitQuery().FirstOrDefaultAsync(n => n.Id == id, cancel)
        ?? throw new InvalidOperationException($"There is no notice {id}.");

    public static Task<List<AllocationLine>> Allocation(Work work, Notice notice, CancellationToken cancel) =>
        work.Db.AllocationLines.AsNoTracking().Where(l => l.Year == notice.Year && l.TownId == notice.TownId && l.IsCurrent).ToListAsync(cancel);

    public async Task<IReadOnlyList<FieldError>> CheckWindow(Work work, DateOnly opens, DateOnly closes, CancellationToken cancel) =>
        NoticeRules.Window(
            opens, closes, ShanghaiTime.DateOf(work.Now),
            (await parameters.At(work.Db, work.Now, cancel)).Int("notice.minDays"),
            await calendars.Load(work.Db, cancel));

    /// <summary>Everything that is wrong with a notice as it stands.</summary>
    public async Task<IReadOnlyList<FieldError>> Check(Work work, Notice notice, CancellationToken cancel)
    {
        var errors = new List<FieldError>();
        if (notice.OpensOn is { } opens && notice.ClosesOn is { } closes)
            errors.AddRange(await CheckWindow(work, opens, closes, cancel));
        else
            errors.Add(new FieldError("opensOn", "WINDOW_MISSING", "请填写报名起止日期", "The window is missing."));
        if (string.IsNullOrWhiteSpace(notice.DocumentNumber))
            errors.Add(new FieldError("documentNumber", "DOCUMENT_NUMBER_MISSING", "没有文号，不能发布", "No notice is issued without its number."));
        var lines = notice.Lines.ToDictionary(l => l.Id);
        var posts = notice.Posts.Where(p => p.LineId is not null).Select(p => p.Stated(lines[p.LineId!])).ToList();
        errors.AddRange(NoticeRules.Posts(posts));
        errors.AddRange(NoticeRules.Allocation(posts, await Allocation(work, notice, cancel)));
        return errors;
    }

    /// <summary>Rows of the demand form (one village, first batch) or of the draft (village and batch in the row).</summary>
    public static IReadOnlyList<StatedPost> Posts(JsonObject data, string? villageId = null) =>
    [
        .. data.Rows("posts").Select(row => new StatedPost(
            row.Text("villageId") ?? villageId ?? "",
            row.Text("kind") == "Urban" ? PostKind.Urban : PostKind.Rural,
            (int)(row.Whole("batch") ?? 1),
            row.Text("name") ?? "",
            Enum.TryParse<PostClass>(row.Text("postClass"), out var postClass) ? postClass : PostClass.PublicService,
            row.Text("content") ?? "",
            row.Text("place") ?? "",
            (int?)row.Whole("hoursPerMonth"),
            (int)(row.Whole("number") ?? 1),
            row.Text("conditions") ?? "",
            row.Text("employerUnit") ?? "") { IsCombined = row.Text("setting") == "Combined" }),
    ];

    /// <summary>The notice's lines are those of the allocation, one each.</summary>
    public static async Task AddLines(Work work, Notice notice, CancellationToken cancel)
    {
        foreach (var allocated in await Allocation(work, notice, cancel))
        {
            if (notice.Lines.Find(l => (l.Kind, l.Batch) == (allocated.Kind, allocated.Batch)) is { } line)
                line.Number = allocated.Number;
            else
            {
                var added = new NoticeLine { Id = Guid.CreateVersion7().ToString("N"), NoticeId = notice.Id, Kind = allocated.Kind, Batch = allocated.Batch, Number = allocated.Number };
                notice.Lines.Add(added);
                work.Db.NoticeLines.Add(added);
            }
        }
    }

    /// <summary>States the posts anew; one that was there before keeps its id, which applications name.</summary>
    public static void ReplacePosts(Work work, Notice notice, IReadOnlyList<StatedPost> stated)
    {
        var lines = notice.Lines.ToDictionary(l => l.Id);
        var old = notice.Posts.Where(p => p.LineId is not null).ToLookup(p => CorrectionRules.KeyOf(p.Stated(lines[p.LineId!])), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => new Queue<Post>(group));
        foreach (var post in stated)
        {
            if (old.GetValueOrDefault(CorrectionRules.KeyOf(post)) is { Count: > 0 } same)
                Take(same.Dequeue(), post);
            else
                AddPost(work, notice, post);
        }

        work.Db.Posts.RemoveRange(old.Values.SelectMany(queue => queue));
    }

    private static void Take(Post row, StatedPost post)
    {
        (row.Name, row.Class, row.Content, row.Place) = (post.Name, post.Class, post.Content, post.Place);
        (row.HoursPerMonth, row.Number, row.Conditions, row.EmployerUnit) = (post.HoursPerMonth, post.Number, post.Conditions, post.EmployerUnit);
        row.IsCombined = post.IsCombined;
    }

    /// <param name="demandedBy">The unit that demanded it; null where the town states it.</param>
    public static void AddPost(Work work, Notice notice, StatedPost post, string? demandedBy = null)
    {
        var row = new Post
        {
            Id = Guid.CreateVersion7().ToString("N"),
            NoticeId = notice.Id,
            LineId = notice.Lines.Find(l => (l.Kind, l.Batch) == (post.Kind, post.Batch))?.Id,
            VillageId = post.VillageId,
            Name = post.Name,
            Class = post.Class,
            Content = post.Content,
            Place = post.Place,
            HoursPerMonth = post.HoursPerMonth,
            Number = post.Number,
            Conditions = post.Conditions,
            EmployerUnit = post.EmployerUnit,
            IsCombined = post.IsCombined,
            DemandedBy = demandedBy,
        };
        notice.Posts.Add(row);
        work.Db.Posts.Add(row);
    }
}
