using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Agreements;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.Insurance;

/// <summary>What an import did: rows taken, rows that were known already, and what should be looked at.</summary>
public sealed record InsuranceImported(int Taken, int Known, IReadOnlyList<Warning> Warnings);

/// <summary>A person who needs a policy, with the last one and how it stands today.</summary>
/// <param name="ApplicationId">Null of somebody who was on post before the system was.</param>
/// <param name="PlacementId">Null before the agreement is signed.</param>
public sealed record InsuredView(string? ApplicationId, string? PlacementId, string Name, string IdMasked, string TownId, string VillageId, string? PolicyNumber, DateOnly? From, DateOnly? Until, PolicyState State)
{
    /// <summary>On post already, not only waiting for a first day.</summary>
    public bool IsOnPost { get; init; }
}

/// <summary>
/// 参保清单: people of rural posts from approval until they leave the post. The list goes to the insurer and comes back with policies; a policy then stands in
/// the agreement's form before anybody touches it. A policy that ends is told in words, and its person goes on the list again.
/// </summary>
public sealed class PolicyLists(IReader reader, IWriter writer, CommandRunner commands, PeopleRegistry people, ParameterStore parameters)
{
    private static readonly ApplicationStatus[] Waiting = [ApplicationStatus.Approved, ApplicationStatus.Training, ApplicationStatus.Signing];
    private static readonly string[] Handlers = [Roles.TownHandler, Roles.DistrictHandler];

    public static Refusal ReasonMissing { get; } = new("REASON_REQUIRED", "请写明导出用途", "Say what the export is for.") { Status = 400 };

    /// <summary>Who of the actor's area waits for a first day or is on post, and under which policy. Without identity numbers.</summary>
    /// <param name="endingOnly">Only those whose policy has expired or soon will.</param>
    public async Task<Result<ListPage<InsuredView>>> List(Actor actor, bool endingOnly, PageOf page, CancellationToken cancel)
    {
        if (!Handlers.Any(actor.Has))
            return Refusals.NotFound;
        return await reader.Read<Result<ListPage<InsuredView>>>(async (work, token) =>
            (await Rows(work, actor, token)).Where(row => !endingOnly || PolicyRules.IsEnding(row.State))
                .Select(row => new InsuredView(row.ApplicationId, row.Placement?.Id, row.Person.Name, row.Person.IdMasked, row.TownId, row.VillageId, row.Number, row.From, row.Policy?.Until, row.State) { IsOnPost = row.IsOnPost })
                .ToList().Page(row => row.ApplicationId ?? row.PlacementId!, page), cancel);
    }

    /// <summary>The list for the insurer, with identity numbers: who has no policy yet, or one that has expired or soon will. The export is an entry among the reveals with its reason.</summary>
    public async Task<Result<byte[]>> Export(Actor actor, string reason, CancellationToken cancel)
    {
        if (!Handlers.Any(actor.Has))
            return Refusals.NotFound;
        if (string.IsNullOrWhiteSpace(reason))
            return ReasonMissing;
        return await writer.Write<Result<byte[]>>(async (work, token) =>
        {
            var rows = (await Rows(work, actor, token)).FindAll(row => row.State == PolicyState.Missing || PolicyRules.IsEnding(row.State));
            var units = await work.Db.Units.ToDictionaryAsync(unit => unit.Id, unit => unit.Name, token);
            var posts = await Posts(work, rows, token);
            await JournalChain.Append(work, RevealField.Stream, "ListExported", actor.UserId, new JsonObject
            {
                ["list"] = InsuranceSheets.Insured.Key,
                ["reasonHash"] = Canonical.Hash(JsonValue.Create(reason.Trim())),
                ["applications"] = new JsonArray([.. rows.Select(row => (JsonNode)(row.ApplicationId ?? row.Placement!.Id))]),
            }, token);
            return SheetWriter.Write(InsuranceSheets.Insured, rows.Select(row => (IReadOnlyDictionary<string, object?>)new Dictionary<string, object?>
            {
                ["id"] = people.IdNumberOf(row.Person),
                ["name"] = row.Person.Name,
                ["town"] = units.GetValueOrDefault(row.TownId),
                ["village"] = units.GetValueOrDefault(row.VillageId),
                ["post"] = row.Placement?.PostName ?? (row.Application?.FirstPostId is { } post ? posts.GetValueOrDefault(post) : null),
                ["startsOn"] = row.Placement?.StartsOn,
                ["policy"] = row.Number,
                ["from"] = row.From,
                ["until"] = row.Policy?.Until,
            }));
        }, cancel);
    }

    /// <summary>Takes the insurer's answer: each row of somebody on the list; the same policy twice changes nothing. Refused with the table of problems by cell.</summary>
    public async Task<Result<InsuranceImported>> Import(Actor actor, string operationId, byte[] file, bool onlyGood, CancellationToken cancel)
    {
        if (!Handlers.Any(actor.Has))
            return Refusals.Forbidden;
        var (today, waiting) = await reader.Read(async (work, token) =>
            (ShanghaiTime.DateOf(work.Now), (await Rows(work, actor, token)).ToDictionary(row => row.Person.IdNumberIndex, row => (row.ApplicationId, PersonId: row.Person.Id, row.Person.Name))), cancel);
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
                if (await work.Db.InsurancePolicies.AnyAsync(row => row.PersonId == person.PersonId && row.ApplicationId == person.ApplicationId && row.Number == number && row.From == from && row.Until == until, token))
                    known++;
                else
                    work.Db.InsurancePolicies.Add(new InsurancePolicy
                    {
                        Id = WorkQueries.NewId(),
                        PersonId = person.PersonId,
                        ApplicationId = person.ApplicationId,
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
            yield return row.Problem("id", "PERSON_NOT_WAITING", "此人不在参保人员中", "Nobody on the list has this number.");
        else if (name != row.Text("name"))
            yield return row.Problem("name", "PERSON_NAME_DIFFERS", "姓名与该身份号码的人员不一致", "The name is not that of this number's person.");
        if (row.Date("until") < row.Date("from"))
            yield return row.Problem("until", "POLICY_DATES", "保险止期早于起期", "The cover ends before it begins.");
    }

    /// <summary>A person of the list; before the agreement there is no placement, and of who came by an opening import no application.</summary>
    private sealed record Waiter(Person Person, Application? Application, Placement? Placement, InsurancePolicy? Policy, Agreement? Agreement)
    {
        public PolicyState State { get; init; }

        public string? ApplicationId => Application?.Id;

        public bool IsOnPost => Placement is { Status: not PlacementStatus.Pending };

        public string TownId => Placement?.TownId ?? Application!.TownId;

        public string VillageId => Placement?.VillageId ?? Application!.VillageId;

        public string? Number => Policy?.Number ?? Agreement?.PolicyNumber;

        public DateOnly? From => Policy is null ? Agreement?.PolicyFrom : Policy.From;
    }

    private async Task<List<Waiter>> Rows(Work work, Actor actor, CancellationToken cancel)
    {
        var towns = actor.Grants.Where(grant => Handlers.Contains(grant.Role)).SelectMany(grant => grant.Area).ToHashSet();
        var waiting = await (
            from application in work.Db.Applications
            join person in work.Db.People on application.PersonId equals person.Id
            where application.Kind == PostKind.Rural && Waiting.Contains(application.Status) && towns.Contains(application.TownId)
            orderby application.TownId, application.Id
            select new { Application = application, Person = person }).ToListAsync(cancel);
        var placed = await (
            from placement in work.Db.Placements
            join person in work.Db.People on placement.PersonId equals person.Id
            join application in work.Db.Applications on placement.ApplicationId equals application.Id into applications
            from application in applications.DefaultIfEmpty()
            where placement.Kind == PostKind.Rural && placement.Status != PlacementStatus.Exited && towns.Contains(placement.TownId)
            orderby placement.TownId, placement.Id
            select new { Application = (Application?)application, Person = person, Placement = placement }).ToListAsync(cancel);
        var ids = placed.ConvertAll(row => row.Placement.Id);
        var agreements = (await work.Db.Agreements.AsNoTracking().Where(row => row.PlacementId != null && ids.Contains(row.PlacementId) && row.VoidedOn == null).OrderBy(row => row.StartsOn).ToListAsync(cancel)).ToLookup(row => row.PlacementId!);
        var people = waiting.Select(row => row.Person.Id).Concat(placed.Select(row => row.Person.Id)).Distinct().ToList();
        var policies = (await work.Db.InsurancePolicies.AsNoTracking().Where(row => people.Contains(row.PersonId)).OrderBy(row => row.RecordedAt).ToListAsync(cancel)).ToLookup(row => (row.PersonId, row.ApplicationId));
        var signed = placed.Select(row => row.Placement.ApplicationId).OfType<string>().ToHashSet();
        List<Waiter> rows =
        [
            .. waiting.Where(row => !signed.Contains(row.Application.Id)).Select(row => new Waiter(row.Person, row.Application, null, policies[(row.Person.Id, row.Application.Id)].LastOrDefault(), null)),
            .. placed.Select(row => new Waiter(row.Person, row.Application, row.Placement, policies[(row.Person.Id, row.Placement.ApplicationId)].LastOrDefault(), agreements[row.Placement.Id].LastOrDefault())),
        ];
        var (today, days) = (ShanghaiTime.DateOf(work.Now), (await parameters.At(work.Db, work.Now, cancel)).Int("insurance.expiring.days"));
        return rows.ConvertAll(row => row with { State = PolicyRules.StateOf(row.Number, row.Policy?.Until, today, days) });
    }

    private static async Task<Dictionary<string, string>> Posts(Work work, List<Waiter> rows, CancellationToken cancel)
    {
        var ids = rows.Select(row => row.Application?.FirstPostId).OfType<string>().Distinct().ToList();
        return await work.Db.Posts.Where(post => ids.Contains(post.Id)).ToDictionaryAsync(post => post.Id, post => post.Name, cancel);
    }
}
