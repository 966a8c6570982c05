using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Components.Public;
using WorkflowJobs.Server.Components.Shared;
using WorkflowJobs.Server.Components.Text;
using Shown = WorkflowJobs.Server.Components.Public;

namespace WorkflowJobs.Server.Components.Desks;

/// <summary>What everybody may read: published notices, posted lists masked by the rules, progress by receipt and last four.</summary>
internal sealed class PublicDesk(NoticeQueries notices, PublicityQueries publicity, ApplicationQueries applications, Names names, Paths paths, Texts texts, CurrentActor me) : IPublicDesk
{
    public async Task<IReadOnlyList<PublicNotice>> Notices(CancellationToken cancel)
    {
        var shown = new List<PublicNotice>();
        foreach (var row in (await notices.Public(new PageOf(), cancel)).Items)
            shown.Add(await Short(row));
        return shown;
    }

    public async Task<PublicNotice?> Notice(string id, CancellationToken cancel)
    {
        if ((await notices.Get(id, await me.Get(), cancel)).Value is not { Notice.PublishedAt: not null } found)
            return null;
        var posts = new List<PublicPost>();
        foreach (var post in found.Posts)
            posts.Add(new PublicPost(post.Name, post.Class, post.Content, post.Place, post.Number, post.Conditions, post.EmployerUnit, await names.Unit(post.VillageId)));
        return await Short(found.Notice) with { Posts = posts, Categories = [.. Categories(PostKind.Rural, found.Rural), .. Categories(PostKind.Urban, found.Urban)], MayCorrect = found.MayCorrect, Corrections = [.. found.Corrections.Reverse().Select(Correction)] };
    }

    private PublicCorrection Correction(CorrectionView one) => new(
        texts["notice.correction", one.DocumentNumber, Dates.Minute(one.At)], one.Reason,
        one.RestartsWindow ? texts["notice.correctionRestarts", Dates.Day(one.ClosesOn)] : texts["notice.correctionKeeps"],
        [.. one.Changes.Select(change => (Names.Pick(change.Zh, change.En), Or(change.Before), Or(change.After)))]);

    private static string Or(string text) => text.Length == 0 ? "—" : text;

    public async Task<IReadOnlyList<PublicList>> Lists(CancellationToken cancel)
    {
        var shown = new List<PublicList>();
        foreach (var list in (await publicity.PublicLists(new PageOf(), cancel)).Items)
            shown.Add(await List(list));
        return shown;
    }

    public async Task<PublicList?> List(string id, CancellationToken cancel) => (await publicity.PublicList(id, cancel)).Value is { } list ? await List(list) : null;

    public async Task<PublicProgress?> Progress(string receipt, string lastFour, CancellationToken cancel) =>
        (await applications.PublicProgress(receipt, lastFour, cancel)).Value is { } progress
            ? new PublicProgress(receipt.Trim().ToUpperInvariant(), Paths.Status(progress.Status), paths.Next(progress, null), paths.Of(progress, null))
            : null;

    private async Task<PublicNotice> Short(NoticeRow row) => new(row.Id, row.Title, await names.Unit(row.TownId), row.Status)
    {
        DocumentNumber = row.DocumentNumber,
        OpensAt = row.OpensAt,
        ClosesAt = row.ClosesAt,
        PublishedAt = row.PublishedAt,
        Place = row.Place,
        Phone = row.Phone,
        SupervisionPhone = row.SupervisionPhone,
        Lines = [.. row.Lines.Select(line => texts["notice.line", Names.Pick(line.NameZh, line.NameEn), line.Number])],
    };

    private static IEnumerable<(string, IReadOnlyList<string>)> Categories(PostKind kind, IReadOnlyList<Domain.Eligibility.NoticeWindow> windows) =>
        windows.Count == 0 ? [] : [(Names.Pick(LineNames.Zh(kind), kind.ToString()), [.. windows.Select(window => Names.Pick(window.Zh, window.En))])];

    private async Task<PublicList> List(PublicListView list) => new(
        list.Id, texts["publicity.title", await names.Unit(list.TownId), list.Year, Names.Pick(list.LineZh, list.LineEn), list.Number], await names.Unit(list.TownId), list.Status, list.StartsOn, list.EndsOn)
    {
        Provisional = list.Provisional,
        PostedOn = list.PostedOn,
        Phone = list.Phone,
        SupervisionPhone = list.SupervisionPhone,
        Interruptions = [.. list.Interruptions.Select(line => texts["publicity.restarted", Dates.Day(line.InterruptedOn), line.Reason])],
        Entries = [.. list.People.Select(person => new Shown.PublicEntry(person.Position, person.Name, person.Sex, person.Village, person.Post ?? "", person.Id) { Id = person.EntryId })],
    };
}
