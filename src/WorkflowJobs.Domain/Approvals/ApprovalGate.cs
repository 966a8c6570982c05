using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Approvals;

/// <summary>
/// What keeps an application from being approved, looked at in the moment of the approval and not as it was when the case came in: between
/// the two a person ages, gets a post elsewhere, is challenged. Changes nothing, so that a list can be looked through before it is decided.
/// </summary>
public sealed class ApprovalGate(EligibilityReader eligibility, ExclusionGate exclusions, ApplicationForms forms, IVault vault)
{
    private const string Field = "opinion";

    private static readonly FieldError Objected = new(Field, "OBJECTION_OPEN", "公示异议尚未办结，不能批准", "An objection is still open; it cannot be approved.");
    private static readonly FieldError Pending = new(Field, "COMPARISON_PENDING", "区级数据比对尚有待核实项，核实前不能批准；可退回区级数据比对", "An item of the district's comparison is still pending; return it to the comparison before approving.");

    /// <summary>
    /// What nobody can approve over: HARD exclusions, a death, an invalid number, another application or post (DOMAIN §5.3 G1, G5), an open
    /// objection (§8 stage 7), a comparison that is not settled (§8 stage 8).
    /// </summary>
    private async Task<IReadOnlyList<FieldError>> Stops(Work work, Application application, EligibilityReading reading, CancellationToken cancel)
    {
        var stops = new List<FieldError>(await exclusions.Stops(work, application, Field, cancel));
        if (reading.Closing.Gates[0].Stop is { } identity && stops.TrueForAll(stop => stop.Code != identity.Code))
            stops.Add(new FieldError(Field, identity.Code, identity.Zh, identity.En));
        if (await work.Db.Objections.AnyAsync(row => row.ApplicationId == application.Id && row.Outcome == null, cancel))
            stops.Add(Objected);
        if (await Filled(work, application, DistrictComparisonCheck.FormKey, cancel) is { } comparison && Comparisons.Pending(comparison).Count > 0)
            stops.Add(Pending);
        if (!application.QuotaTaken && await ComingPlaces.VacantFrom(work, application, cancel) is { } vacantFrom)
            stops.Add(new FieldError(Field, "PLACE_NOT_VACANT_YET", $"名额由退出人员空出，{vacantFrom.Iso()}起才能批准", $"The place is still held by who leaves it; it can be approved from {vacantFrom.Iso()} on."));
        return stops;
    }

    /// <summary>
    /// What is decided with a reason, never by itself: facts that changed after the closing date (DOMAIN §8), a gate that does not hold, a
    /// document that acceptance never recorded, a sex that is not the number's (§9.1, a warning).
    /// </summary>
    private async Task<IReadOnlyList<FieldError>> Doubts(Work work, Application application, Person person, EligibilityReading reading, CancellationToken cancel)
    {
        var doubts = new List<FieldError>();
        if (reading.Closing.Gates.Skip(1).FirstOrDefault(gate => gate is { Passed: false, Gate: not ("G5" or "G6") })?.Stop is { } stop)
            doubts.Add(Doubt(stop.Code, stop.Zh, stop.En));
        if (reading.HasChanged || EligibilityJson.IsFlagged(application.Eligibility))
            doubts.Add(Changed(reading));
        if (reading.Closing.Warnings.FirstOrDefault(warning => warning.Code == CitizenId.SexMismatchCode) is { } sex)
            doubts.Add(Doubt(sex.Code, sex.MessageZh, sex.MessageEn));
        foreach (var (zh, en) in await Missing(work, application, person, cancel))
            doubts.Add(Doubt("DOCUMENT_MISSING", $"受理时未收到{zh}", $"Acceptance did not record: {en}."));
        return doubts;
    }

    public async Task<IReadOnlyList<FieldError>> Problems(Work work, Application application, bool hasReason, CancellationToken cancel)
    {
        var person = await work.Db.People.FindAsync([application.PersonId], cancel)
            ?? throw new InvalidOperationException($"Application {application.Id} has no person.");
        var reading = await eligibility.Read(work, application, person, cancel);
        var stops = await Stops(work, application, reading, cancel);
        return hasReason ? stops : [.. stops, .. await Doubts(work, application, person, reading, cancel)];
    }

    private static FieldError Doubt(string code, string zh, string en) =>
        new(ApprovalCheck.ReasonField, code, $"{zh}；批准须写明理由", $"{en} An approval needs a reason.");

    private static FieldError Changed(EligibilityReading reading) => reading.Today?.Stop is { } now
        ? Doubt("FLAG_REASON_REQUIRED", $"截止日（{reading.AsOf.Iso()}）后情况有变化：{now.Zh}", $"Facts have changed since the closing date ({reading.AsOf.Iso()}): {now.En}")
        : Doubt("FLAG_REASON_REQUIRED", "截止日后情况有变化", "Facts have changed since the closing date.");

    /// <summary>Documents that the form as it stands needs, and that the last acceptance did not record as received.</summary>
    private async Task<IEnumerable<(string Zh, string En)>> Missing(Work work, Application application, Person person, CancellationToken cancel)
    {
        if (await Filled(work, application, AcceptanceCheck.FormKey, cancel) is not { } accepted)
            return [];
        var received = accepted.Rows("checklist").Where(row => row.Flag("received") == true).Select(row => row.Text("key")).ToHashSet();
        return AcceptanceChecklist.Of(application, forms.Read(application, person)).Where(row => !received.Contains(row.Text("key")))
            .Select(row => (row.Text("document")!, row.Text("documentEn")!));
    }

    private async Task<JsonObject?> Filled(Work work, Application application, string formKey, CancellationToken cancel) =>
        await StepForms.Last(work, application.Id, formKey, cancel) is { } said ? await vault.Read(work, said, cancel) : null;
}
