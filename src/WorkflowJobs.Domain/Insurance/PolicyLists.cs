using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.Insurance;

/// <summary>What an import did: rows taken, rows that were known already, and what should be looked at.</summary>
public sealed record InsuranceImported(int Taken, int Known, IReadOnlyList<Warning> Warnings);

/// <summary>A person who needs a policy, with its state.</summary>
public sealed record InsuredView(string ApplicationId, string Name, string IdMasked, string TownId, string VillageId, string? PolicyNumber, DateOnly? From, DateOnly? Until);

/// <summary>
/// 参保清单: people of rural posts between approval and their first day. The list goes to the insurer and comes back with policies; a policy then stands in
/// the agreement's form before anybody touches it.
/// </summary>
public sealed class PolicyLists(IReader reader, IWriter writer, CommandRunner commands, PeopleRegistry people)
{
    private static readonly ApplicationStatus[] Waiting = [ApplicationStatus.Approved, ApplicationStatus.Training, ApplicationStatus.Signing];
    private static readonly string[] Handlers = [Roles.TownHandler, Roles.DistrictHandler];

    public static Refusal ReasonMissing { get; } = new("REASON_REQUIRED", "请写明导出用途", "Say what the export is for.") { Status = 400 };

    /// <summary>Who of the actor's area waits for a first day, and under which policy. Without identity numbers.</summary>
    public async Task<Result<ListPage<InsuredView>>> List(Actor actor, PageOf page, CancellationToken cancel)
    {
        if (!Handlers.Any(actor.Has))
            return Refusals.NotFound;
        return await reader.Read<Result<ListPage<InsuredView>>>(async (work, token) =>
            (await Rows(work, actor, token)).ConvertAll(row => new InsuredView(
                row.Application.Id, row.Person.Name, row.Person.IdMasked, row.Application.TownId, row.Application.VillageId, row.Policy?.Number, row.Policy?.From, row.Policy?.Until))
                .Page(row => row.ApplicationId, page), cancel);
    }

    /// <summary>The list for the insurer, with identity numbers: who has no policy yet. The export is an entry among the reveals with its reason.</summary>
    public async Task<Result<byte[]>> Export(Actor actor, string reason, CancellationToken cancel)
    {
        if (!Handlers.Any(actor.Has))
            return Refusals.NotFound;
        if (string.IsNullOrWhiteSpace(reason))
            return ReasonMissing;
        return await writer.Write<Result<byte[]>>(async (work, token) =>
        {
            var rows = (await Rows(work, actor, token)).FindAll(row => row.Policy is null);
            var units = await work.Db.Units.ToDictionaryAsync(unit => unit.Id, unit => unit.Name, token);
            var posts = await Posts(work, rows, token);
            await JournalChain.Append(work, RevealField.Stream, "ListExported", actor.UserId, new JsonObject
            {
                ["list"] = InsuranceSheets.Insured.Key,
                ["reasonHash"] = Canonical.Hash(JsonValue.Create(reason.Trim())),
                ["applications"] = new JsonArray([.. rows.Select(row => (JsonNode)row.Application.Id)]),
            }, token);
            return SheetWriter.Write(InsuranceSheets.Insured, rows.Select(row => (IReadOnlyDictionary<string, object?>)new Dictionary<string, object?>
            {
                ["id"] = people.IdNumberOf(row.Person),
                ["name"] = row.Person.Name,
                ["town"] = units.GetValueOrDefault(row.Application.TownId),
                ["village"] = units.GetValueOrDefault(row.Application.VillageId),
                ["post"] = row.Application.FirstPostId is { } post ? posts.GetValueOrDefault(post) : null,
            }));
        }, cancel);
    }

    /// <summary>Takes the insurer's answer: each row of somebody on the list; the same policy twice changes nothing. Refused with the table of problems by cell.</summary>
    public async Task<Result<InsuranceImported>> Import(Actor actor, string operationId, byte[] file, bool onlyGood, CancellationToken cancel)
    {
        if (!Handlers.Any(actor.Has))
            return Refusals.Forbidden;
        var (today, waiting) = await reader.Read(async (work, token) =>
            (ShanghaiTime.DateOf(work.Now), (await Rows(work, actor, token)).ToDictionary(row => row.Person.IdNumberIndex, row => (row.Application.Id, PersonId: row.Person.Id, row.Person.Name))), cancel);
        var read = SheetReader.Read(InsuranceSheets.Returned, file, today);
        if (read.Refusal is { } unreadable)
            return unreadable;
        var taken = read.Value!.Check(row => Problems(row, waiting.TryGetValue(people.IndexOf(row.Id("id")!), out var found) ? found.Name : null)).Take(onlyGood);
        if (taken.Refusal is { } problems)
            return problems;
        var policies = taken.Value!.Select(row => (waiting[people.IndexOf(row.Id("id")!)], Number: row.Text("policy")!, From: row.Date("from")!.Value, Until: row.Date("until")!.Value)).ToList();
        return await commands.Run<InsuranceImported>("insurance.policies", actor, operationId, new { read.Value.Sha256, onlyGood }, async (work, token) =>
        {
            var known = 0;
            foreach (var (person, number, from, until) in policies)
            {
                if (await work.Db.InsurancePolicies.AnyAsync(row => row.ApplicationId == person.Id && row.Number == number && row.From == from && row.Until == until, token))
                    known++;
                else
                    work.Db.InsurancePolicies.Add(new InsurancePolicy
                    {
                        Id = WorkQueries.NewId(),
                        PersonId = person.PersonId,
                        ApplicationId = person.Id,
                        Number = number,
                        From = from,
                        Until = until,
                        SourceSha256 = read.Value.Sha256,
                        RecordedBy = actor.UserId,
                        RecordedAt = work.Now,
                    });
            }

            return new InsuranceImported(policies.Count - known, known, []);
        }, cancel);
    }

    private static IEnumerable<FieldError> Problems(SheetRow row, string? name)
    {
        if (name is null)
            yield return row.Problem("id", "PERSON_NOT_WAITING", "此人不在待参保人员中", "Nobody on the list has this number.");
        else if (name != row.Text("name"))
            yield return row.Problem("name", "PERSON_NAME_DIFFERS", "姓名与该身份号码的人员不一致", "The name is not that of this number's person.");
        if (row.Date("until") < row.Date("from"))
            yield return row.Problem("until", "POLICY_DATES", "保险止期早于起期", "The cover ends before it begins.");
    }

    private sealed record Waiter(Application Application, Person Person, InsurancePolicy? Policy);

    private static async Task<List<Waiter>> Rows(Work work, Actor actor, CancellationToken cancel)
    {
        var towns = actor.Grants.Where(grant => Handlers.Contains(grant.Role)).SelectMany(grant => grant.Area).ToHashSet();
        var rows = await (
            from application in work.Db.Applications
            join person in work.Db.People on application.PersonId equals person.Id
            where application.Kind == PostKind.Rural && Waiting.Contains(application.Status) && towns.Contains(application.TownId)
            orderby application.TownId, application.Id
            select new { Application = application, Person = person }).ToListAsync(cancel);
        var ids = rows.ConvertAll(row => row.Application.Id);
        var policies = (await work.Db.InsurancePolicies.AsNoTracking().Where(row => ids.Contains(row.ApplicationId)).OrderBy(row => row.RecordedAt).ToListAsync(cancel)).ToLookup(row => row.ApplicationId);
        return rows.ConvertAll(row => new Waiter(row.Application, row.Person, policies[row.Application.Id].LastOrDefault()));
    }

    private static async Task<Dictionary<string, string>> Posts(Work work, List<Waiter> rows, CancellationToken cancel)
    {
        var ids = rows.Select(row => row.Application.FirstPostId).OfType<string>().Distinct().ToList();
        return await work.Db.Posts.Where(post => ids.Contains(post.Id)).ToDictionaryAsync(post => post.Id, post => post.Name, cancel);
    }
}
