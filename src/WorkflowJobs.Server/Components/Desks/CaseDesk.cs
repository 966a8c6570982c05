using System.Globalization;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Components.Officer;
using WorkflowJobs.Server.Components.Shared;
using WorkflowJobs.Server.Components.Text;
using Shown = WorkflowJobs.Server.Components.Officer;

namespace WorkflowJobs.Server.Components.Desks;

/// <summary>Search, cases and rounds, within the area of who looks.</summary>
internal sealed class CaseDesk(
    ApplicationQueries queries, LineQueries lines, RevealField reveals, CurrentActor me, Names names, Pictures pictures, Paths paths, TimeProvider clock, Texts texts) : ICaseDesk
{
    public async Task<ListPage<CaseRow>> Search(string text, PageOf page, CancellationToken cancel)
    {
        var found = await queries.Search(await me.Require(), text, page, cancel);
        return new(await Rows(found.Items), found.NextCursor);
    }

    public async Task<CaseView?> Case(string applicationId, CancellationToken cancel)
    {
        var actor = await me.Require();
        if (actor.PersonId is not null || (await queries.Get(actor, applicationId, cancel)).Value is not { } file)
            return null;
        return new CaseView((await Rows([file.Summary]))[0])
        {
            Steps = paths.Of(file.Progress, file.AgreementStartsOn),
            Form = CaseForms.Of(file, actor, ShanghaiTime.DateOf(clock.GetUtcNow())),
            Findings = EligibilityFindings.Of(file.Eligibility?.ToJsonString()),
            Decisions = [.. file.Decisions.Select(one => new DecisionLine(one.At, one.Stage, one.ActorName + (one.OnBehalfOf is { } behalf ? $"（代{behalf}）" : ""), one.Role, texts.Code("outcome", one.Outcome), one.Reason))],
            History = History(file),
            Notices = [.. file.Notices.Reverse().Select(Notice)],
            Tasks = [.. file.Tasks.Where(one => one.IsOpen).Select(one => new OpenTask(one.Id, Names.Pick(one.Title, one.TitleEn), texts.Code("role", one.Role), one.DueAt, one.DueProvisional))],
            Attachments = [.. file.Attachments.Select(one => one.Id)],
            Others = await Rows(file.Others),
            Picture = await pictures.Of(file.InstanceId, cancel),
            AssistedBy = file.AssistedBy,
            HasAccount = file.HasAccount,
        };
    }

    public async Task<Result<string>> Reveal(string applicationId, string reason, CancellationToken cancel) =>
        await reveals.Run(await me.Require(), applicationId, CaseMasking.IdNumber, reason, cancel);

    public async Task<ListPage<RoundRow>> Rounds(PageOf page, CancellationToken cancel)
    {
        var found = await lines.List(await me.Require(), page, cancel);
        var rows = new List<RoundRow>();
        foreach (var row in found.Items)
            rows.Add(await Row(row));
        return new(rows, found.NextCursor);
    }

    public async Task<Shown.RoundView?> Round(string roundId, CancellationToken cancel)
    {
        if ((await lines.Get(await me.Require(), roundId, cancel)).Value is not { } found)
            return null;
        var people = new List<RoundPerson>();
        foreach (var one in found.People)
            people.Add(new RoundPerson(one.ApplicationId, one.Name, one.ReceiptNumber, await names.Unit(one.VillageId), one.Status.ToString(),
                one.Rank, one.Selection, one.ReviewPresent is { } present ? texts["rounds.votes", one.ReviewYes ?? 0, present] : null));
        return new Shown.RoundView(await Row(found.Line), people) { Mode = found.Mode, Picture = await pictures.Of(found.InstanceId, cancel) };
    }

    internal static NoticeLineView Notice(NoticeView notice) =>
        new(notice.Id, Names.Pick(notice.TitleZh, notice.TitleEn), Names.Pick(notice.TextZh, notice.TextEn), notice.Channel, notice.At, notice.DueOn, notice.AcknowledgedAt)
        {
            SmsSentAt = notice.SmsSentAt,
            SmsFailedAt = notice.SmsFailedAt,
        };

    /// <summary>Everything that happened: status changes, what was done with the tasks, and what was said, newest first.</summary>
    private IReadOnlyList<HistoryLine> History(CaseFile file) =>
    [
        .. file.Progress.History.Select(one => new HistoryLine(one.At, "", texts["history.status", Names.Pick(one.Zh, one.En)], one.ReasonCode))
            .Concat(file.Events.Select(one => new HistoryLine(one.At, one.ActorName ?? texts["history.system"], $"{Names.Pick(one.Title, one.TitleEn)}：{texts.Code("taskEvent", one.Kind)}", one.Note)))
            .Concat(file.Notices.Select(one => new HistoryLine(one.At, "", texts["history.told", Names.Pick(one.TitleZh, one.TitleEn)], texts.Code("channel", one.Channel))))
            .OrderByDescending(line => line.At),
    ];

    private async Task<RoundRow> Row(LineRow row) =>
        new(row.Id, await names.Unit(row.TownId), $"{row.Year.ToString(CultureInfo.InvariantCulture)} {Names.Line(row.Kind, row.Batch)}", row.Status, row.Applicants, row.Number, row.Taken, row.ClosesAt);

    private async Task<IReadOnlyList<CaseRow>> Rows(IReadOnlyList<CaseSummary> found)
    {
        var rows = new List<CaseRow>();
        foreach (var one in found)
            rows.Add(new CaseRow(one.Id, one.Name, one.IdMasked, one.ReceiptNumber, Paths.Status(one.Status), await names.Unit(one.VillageId),
                $"{one.Year.ToString(CultureInfo.InvariantCulture)} {Names.Line(one.Kind, one.Batch)}", one.SubmittedAt));
        return rows;
    }
}
