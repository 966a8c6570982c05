using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Agreements;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Subsidies;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Openings;

/// <summary>
/// The people of a decided import enter the roster: person, placement without an application, agreement, opening entry with its voucher, and the
/// placement's own process. Some at a time, each part a transaction of its own; after a break it goes on where it was, and nobody enters twice.
/// </summary>
public sealed class ApplyOpening(PeopleRegistry people, ParameterStore parameters, HitMatcher matcher, IVault vault, Lazy<IProcessHost> host) : ICallHandler
{
    /// <summary>People of one part: each is some fifteen rows.</summary>
    private const int Part = 30;

    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Await(nameof(ApplyOpening), CallCategories.Placement, "期初人员列入花名册", "Enter the people already on post");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var import = await work.Db.OpeningImports.FindAsync([context.Instance.SubjectId], cancel) ?? throw new InvalidOperationException($"There is no import {context.Instance.SubjectId}.");
        if (import.RowsCipher is not { } cipher)
            return new CallAnswer.Done();
        var rows = OpeningPeople.Rows(vault, cipher);
        import.State = OpeningState.Approved;
        foreach (var row in rows.Skip(import.Done).Take(Part))
            await Enter(context, import, row, cancel);
        import.Done = Math.Min(rows.Count, import.Done + Part);
        import.Revision++;
        if (import.Done < rows.Count)
            return new CallAnswer.Wait($"{OpeningSubjects.Type}:{import.Id}/part", work.Now.AddMilliseconds(1));
        import.State = OpeningState.Applied;
        import.RowsCipher = null;
        return new CallAnswer.Done();
    }

    private async Task Enter(CallContext context, OpeningImport import, OpeningRow row, CancellationToken cancel)
    {
        var work = context.Work;
        var entryId = string.Create(CultureInfo.InvariantCulture, $"{import.Id}.{row.Row}");
        var number = CitizenId.Parse(row.IdNumber, ShanghaiTime.DateOf(work.Now)).Value ?? throw new InvalidOperationException($"Row {row.Row} of import {import.Id} has no valid number.");
        var found = await people.FindOrCreate(work, number, row.Name, row.VillageId, cancel);
        // Since it was proposed somebody may have entered by an application, or under another name: the row is passed over, and the list says so.
        if (found.Value is not { } person || await work.Db.Placements.AnyAsync(p => p.PersonId == person.Id && p.Status != PlacementStatus.Exited, cancel))
        {
            import.Passed++;
            return;
        }

        people.SetPhone(person, row.Phone);
        people.SetAccount(person, row.Account);
        var townId = await work.Db.Units.AsNoTracking().Where(unit => unit.Id == row.VillageId).Select(unit => unit.ParentId).FirstAsync(cancel) ?? "";
        var id = WorkQueries.NewId();
        var retires = StatutoryRetirement.DateFor(number.Birth, StatutoryRetirement.CategoryOf(number.Sex, row.WomanCategory).Category, row.ApprovedOn).Date;
        var placement = new Placement
        {
            Id = id,
            PersonId = person.Id,
            Kind = row.Kind,
            Year = row.Year,
            Batch = row.Batch,
            TownId = townId,
            VillageId = row.VillageId,
            PostName = row.PostName,
            PostNumber = await PostNumbers.Next(work, townId, row.Year, id, cancel),
            StartsOn = row.OnPostSince,
            ApprovedOn = row.ApprovedOn,
            RetiresOn = retires,
            AgeLimitOn = AgeRules.LastDay(row.Kind, number.Birth, (await parameters.At(work.Db, work.Now, cancel)).Int("rural.maxAgeOnPost"), retires),
        };
        work.Db.Placements.Add(placement);
        work.Db.Agreements.Add(new Agreement
        {
            Id = WorkQueries.NewId(),
            PlacementId = id,
            PersonId = person.Id,
            PostName = row.PostName,
            SignedOn = row.AgreementFrom,
            StartsOn = row.AgreementFrom,
            EndsOn = row.AgreementTo,
            SignatureMode = SignatureModes.WetInk,
            // The paper stays in its folder; nothing was scanned.
            ScanAttachmentId = "",
            PolicyNumber = row.PolicyNumber,
            PolicyFrom = row.PolicyFrom,
            RecordedBy = import.ProposedBy,
            RecordedAt = work.Now,
        });
        work.Db.OpeningEntries.Add(new OpeningEntry
        {
            Id = entryId,
            ImportId = import.Id,
            Sha256 = import.Sha256,
            SourceRow = row.Row,
            PersonId = person.Id,
            PlacementId = id,
            AsOf = import.AsOf,
            MonthsUsedHundredths = row.MonthsHundredths,
            PaidCents = row.PaidCents,
            PaidThisYearCents = row.PaidThisYearCents,
            RecordedAt = work.Now,
        });
        LedgerBook.Post(work, VoucherKind.Opening, new VoucherAbout(entryId, PlacementId: id, SourceSha256: import.Sha256), LedgerRules.Opening(row.PaidCents), import.ProposedBy);
        await work.Flush(cancel);
        await matcher.Match(work, person, cancel);
        placement.InstanceId = await host.Value.Start(work, OpenPlacement.DefinitionId, new Subject(Subject.Placement, id), new JsonObject { ["placementId"] = id, ["townId"] = townId }, context.Actor, cancel);
    }
}

/// <summary>An import whose process an administrator cancelled before it was decided is as one that was rejected: the same file may be proposed again.</summary>
public sealed class CancelledOpenings : IInstanceObserver
{
    public async Task Cancelled(Work work, WorkflowInstance instance, Actor actor, string reason, CancellationToken cancel)
    {
        if (instance.SubjectType == OpeningSubjects.Type && await work.Db.OpeningImports.FindAsync([instance.SubjectId], cancel) is { State: OpeningState.Proposed } import)
            RejectOpening.Forget(import);
    }
}

/// <summary>The leader did not agree: the rows are forgotten, and the same file may be proposed again.</summary>
public sealed class RejectOpening : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(RejectOpening), CallCategories.Placement, "期初导入不予采用", "Reject the opening import");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var import = await context.Work.Db.OpeningImports.FindAsync([context.Instance.SubjectId], cancel) ?? throw new InvalidOperationException($"There is no import {context.Instance.SubjectId}.");
        Forget(import);
        return new CallAnswer.Done();
    }

    internal static void Forget(OpeningImport import)
    {
        import.State = OpeningState.Rejected;
        import.RowsCipher = null;
        import.Revision++;
    }
}
