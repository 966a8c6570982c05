using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Components.Public;
using WorkflowJobs.Server.Components.Text;
using Shown = WorkflowJobs.Server.Components.Public;

namespace WorkflowJobs.Server.Components.Desks;

/// <summary>What everybody may read: published notices, posted lists masked by the rules, progress by receipt and last four.</summary>
internal sealed class PublicDesk(IReader reader, Names names, ParameterStore parameters, PathOfApplication paths, Texts texts) : IPublicDesk
{
    public async Task<IReadOnlyList<PublicNotice>> Notices(CancellationToken cancel)
    {
        var rows = await reader.Read(async (work, token) => await work.Db.Notices.Include(one => one.Lines).Where(one => one.PublishedAt != null && one.Status != NoticeStatus.Draft)
            .OrderByDescending(one => one.PublishedAt).Take(50).ToListAsync(token), cancel);
        var shown = new List<PublicNotice>();
        foreach (var row in rows)
            shown.Add(await Short(row));
        return shown;
    }

    public async Task<PublicNotice?> Notice(string id, CancellationToken cancel)
    {
        var (row, set) = await reader.Read(async (work, token) => (
            await work.Db.Notices.Include(one => one.Lines).Include(one => one.Posts).FirstOrDefaultAsync(one => one.Id == id && one.PublishedAt != null && one.Status != NoticeStatus.Draft, token),
            await parameters.At(work.Db, work.Now, token)), cancel);
        if (row is null)
            return null;
        var posts = new List<PublicPost>();
        foreach (var post in row.Posts)
            posts.Add(new PublicPost(post.Name, post.Class.ToString(), post.Content, post.Place, post.Number, post.Conditions, post.EmployerUnit, await names.Unit(post.VillageId)));
        return await Short(row) with { Posts = posts, Categories = Categories(row, set) };
    }

    public Task<IReadOnlyList<PublicList>> Lists(CancellationToken cancel) => Lists(null, cancel);

    public async Task<PublicList?> List(string id, CancellationToken cancel) => (await Lists(id, cancel)).FirstOrDefault();

    public async Task<PublicProgress?> Progress(string receipt, string lastFour, CancellationToken cancel)
    {
        var number = receipt.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        var four = lastFour.ToUpperInvariant();
        var application = await reader.Read(async (work, token) => await (
            from row in work.Db.Applications
            join person in work.Db.People on row.PersonId equals person.Id
            where row.ReceiptNumber == number && person.IdMasked.EndsWith(four)
            select row).FirstOrDefaultAsync(token), cancel);
        return application is null || four.Length != 4 ? null
            : new PublicProgress(number, application.Status.ToString(), await paths.Next(application, cancel), await paths.Of(application, cancel));
    }

    private async Task<PublicNotice> Short(Notice row) => new(row.Id, row.Title, await names.Unit(row.TownId), row.Status.ToString())
    {
        DocumentNumber = row.DocumentNumber,
        OpensAt = row.OpensAt,
        ClosesAt = row.ClosesAt,
        PublishedAt = row.PublishedAt,
        Place = row.Place,
        Phone = row.Phone,
        SupervisionPhone = row.SupervisionPhone,
        Lines = [.. row.Lines.OrderBy(line => line.Kind).ThenBy(line => line.Batch).Select(line => texts["notice.line", Names.Line(line.Kind, line.Batch), line.Number])],
    };

    private static IReadOnlyList<(string, IReadOnlyList<string>)> Categories(Notice row, ParameterSet set) =>
        row.ClosesOn is not { } asOf ? [] : [.. row.Lines.Select(line => line.Kind).Distinct().Order().Select(kind =>
            (Names.Pick(LineNames.Zh(kind), kind.ToString()), (IReadOnlyList<string>)[.. NoticeWindows.For(kind, asOf, EligibilityParameters.From(set)).Select(window => Names.Pick(window.Zh, window.En))]))];

    private async Task<IReadOnlyList<PublicList>> Lists(string? id, CancellationToken cancel)
    {
        var (lists, entries, set) = await reader.Read(async (work, token) =>
        {
            var today = ShanghaiTime.DateOf(work.Now);
            var posted = await (
                from list in work.Db.PublicityLists
                join round in work.Db.Rounds on list.RoundId equals round.Id
                join notice in work.Db.Notices on round.NoticeId equals notice.Id
                where list.PostedOn != null && (list.RemovedOn == null || list.RemovedOn > today) && (id == null || list.Id == id)
                orderby list.PostedOn descending, list.Number descending
                select new PostedList(list, round.Year, round.Kind, round.Batch, notice.Phone, notice.SupervisionPhone)).Take(50).ToListAsync(token);
            var ids = posted.ConvertAll(one => one.List.Id);
            var people = id is null ? [] : await (
                from entry in work.Db.PublicityEntries
                join application in work.Db.Applications on entry.ApplicationId equals application.Id
                join person in work.Db.People on application.PersonId equals person.Id
                join post in work.Db.Posts on entry.PostId equals post.Id into known
                from post in known.DefaultIfEmpty()
                where ids.Contains(entry.ListId)
                orderby entry.Position
                select new ListedEntry(entry.ListId, entry.Position, person.Name, person.Sex, person.IdMasked, application.VillageId, application.BestCategory, post == null ? "" : post.Name)).ToListAsync(token);
            return (posted, people, await parameters.At(work.Db, work.Now, token));
        }, cancel);
        var shown = new List<PublicList>();
        foreach (var one in lists)
            shown.Add(new PublicList(one.List.Id, texts["publicity.title", await names.Unit(one.List.TownId), one.Year, Names.Line(one.Kind, one.Batch), one.List.Number], await names.Unit(one.List.TownId), one.List.Status, one.List.StartsOn, one.List.EndsOn)
            {
                Provisional = one.List.Provisional,
                PostedOn = one.List.PostedOn,
                Phone = one.Phone,
                SupervisionPhone = one.SupervisionPhone,
                Interruptions = [.. (JsonNode.Parse(one.List.Interruptions) as JsonArray ?? []).OfType<JsonObject>().Select(line => texts["publicity.restarted", line["from"]?.ToString() ?? line["on"]?.ToString() ?? "", line["reason"]?.ToString() ?? ""])],
                Entries = await Entries([.. entries.Where(entry => entry.ListId == one.List.Id)], MaskingParameters.From(set)),
            });
        return shown;
    }

    private async Task<IReadOnlyList<Shown.PublicEntry>> Entries(IReadOnlyList<ListedEntry> entries, MaskingParameters masking)
    {
        var people = new List<ListedPerson>();
        foreach (var entry in entries)
            people.Add(new ListedPerson(entry.Position.ToString(System.Globalization.CultureInfo.InvariantCulture), entry.Name, entry.IdMasked, await names.Unit(entry.VillageId), entry.Category ?? ""));
        var masked = MaskingRules.PublicEntries(people, masking);
        return [.. entries.Select((entry, index) => new Shown.PublicEntry(entry.Position, masked[index].Name, entry.Sex, masked[index].Village, entry.Post, masked[index].Id))];
    }

    private sealed record PostedList(PublicityList List, int Year, Domain.Plans.PostKind Kind, int Batch, string? Phone, string? SupervisionPhone);

    private sealed record ListedEntry(string ListId, int Position, string Name, string Sex, string IdMasked, string VillageId, string? Category, string Post);
}
