using System.Globalization;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Components.Applicant;
using WorkflowJobs.Server.Components.Officer;
using WorkflowJobs.Server.Components.Shared;
using WorkflowJobs.Server.Components.Text;

namespace WorkflowJobs.Server.Components.Desks;

/// <summary>Applying and following an application.</summary>
internal sealed partial class ApplyDesk(
    ApplicationQueries queries, ApplicationFormQueries forms, NoticeQueries notices, CorrespondenceQueries correspondence, CurrentActor me, Names names, Paths paths,
    DraftApplication drafts, SubmitApplication submissions, WithdrawApplication withdrawals, AcknowledgeNotice acknowledgements, Invitations invitations, TimeProvider clock, Texts texts)
{
    private DateOnly Today => ShanghaiTime.DateOf(clock.GetUtcNow());

    public async Task<IReadOnlyList<OpenNotice>> OpenNotices(CancellationToken cancel)
    {
        var actor = await me.Require();
        var shown = new List<OpenNotice>();
        // One's own town first; another town's notice may still be applied for by who lives there.
        foreach (var row in (await notices.ForOfficer(actor, PageOf.First, cancel)).Items.Where(row => row.IsOpen).OrderByDescending(row => row.IsOwnTown).ThenBy(row => row.ClosesAt))
            shown.Add(new OpenNotice(row.Id, row.Title, await names.Unit(row.TownId), row.ClosesAt,
                [.. row.Lines.Select(line => new OpenLine(line.Id, texts["notice.line", Names.Pick(line.NameZh, line.NameEn), line.Number]))]));
        return shown;
    }

    public async Task<ListPage<MyApplication>> Mine(PageOf page, CancellationToken cancel)
    {
        var mine = await queries.MineWithProgress(await me.Require(), page, cancel);
        var shown = new List<MyApplication>();
        foreach (var one in mine.Items)
            shown.Add(await Row(one));
        return new(shown, mine.NextCursor);
    }

    public async Task<MyApplicationView?> Mine(string applicationId, CancellationToken cancel)
    {
        var actor = await me.Require();
        if (actor.PersonId is null || (await queries.Get(actor, applicationId, cancel)).Value is not { } file)
            return null;
        return new MyApplicationView(await Row(new OwnCase(file.Summary, file.Progress, file.AgreementStartsOn)))
        {
            Revision = file.Summary.Revision,
            CanWithdraw = file.MayWithdraw && file.Summary.SubmittedAt is not null,
            Steps = paths.Of(file.Progress, file.AgreementStartsOn),
            Form = CaseForms.Of(file, actor, Today),
            Notices = [.. file.Notices.Reverse().Select(CaseDesk.Notice)],
        };
    }

    public async Task<ListPage<NoticeLineView>> MyNotices(PageOf page, CancellationToken cancel)
    {
        var told = await correspondence.Mine(await me.Require(), page, cancel);
        return new([.. told.Items.Select(CaseDesk.Notice)], told.NextCursor);
    }

    private async Task<MyApplication> Row(OwnCase one)
    {
        var row = one.Summary;
        var own = Paths.Own(one.Progress);
        return new MyApplication(
            row.Id, row.ReceiptNumber, $"{await names.Unit(row.TownId)} {row.Year.ToString(CultureInfo.InvariantCulture)} {Names.Line(row.Kind, row.Batch)}", Paths.Status(row.Status),
            paths.Next(one.Progress, one.AgreementStartsOn), row.SubmittedAt ?? row.CreatedAt, own?.TaskId, Dates.LastDay(own?.DueAt));
    }
}
