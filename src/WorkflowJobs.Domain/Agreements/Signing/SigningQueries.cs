using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Agreements.Signing;

/// <summary>How an application's agreement comes to be signed.</summary>
/// <param name="IsConfigured">A provider of electronic signatures is there; without one agreements are signed on paper.</param>
/// <param name="IsPrinted">The agreement is printed, which sending it presupposes.</param>
/// <param name="State">Of the latest request; null when it was never sent.</param>
public sealed record SigningView(bool IsConfigured, bool IsPrinted, SigningState? State, DateTimeOffset? RequestedAt, string? RequestedBy, DateTimeOffset? AnsweredAt)
{
    /// <summary>What the actor may do now: the town's handler, while the application is at its signing.</summary>
    public bool MayRequest { get; init; }

    public bool MayWithdraw { get; init; }
}

/// <summary>Where the electronic signing of an application's agreement stands, for the officers of its area.</summary>
public sealed class SigningQueries(IReader reader, ISigningAdapter adapter)
{
    private static readonly string[] Readers = [Roles.VillageOfficer, Roles.TownHandler, Roles.TownLeader, Roles.DistrictHandler, Roles.DistrictLeader, Roles.Discipline];

    public Task<Result<SigningView>> Of(Actor actor, string applicationId, CancellationToken cancel) => reader.Read<Result<SigningView>>(async (work, token) =>
    {
        if (await work.Db.Applications.FindAsync([applicationId], token) is not { } application || !Placements.PlacementAccess.HoldsIn(actor, application.VillageId, Readers))
            return Refusals.NotFound;
        var last = await work.Db.SigningRequests.AsNoTracking().Where(row => row.ApplicationId == applicationId).OrderByDescending(row => row.RequestedAt).ThenByDescending(row => row.Id).FirstOrDefaultAsync(token);
        if (application.Status != ApplicationStatus.Signing && last is null)
            return Refusals.NotFound;
        var printed = await RequestSigning.Printed(work, applicationId).AnyAsync(token);
        var by = last is null ? null : await work.Db.Users.Where(user => user.Id == last.RequestedBy).Select(user => user.DisplayName).FirstOrDefaultAsync(token);
        var mine = application.Status == ApplicationStatus.Signing && actor.Has(Roles.TownHandler, application.TownId);
        return new SigningView(adapter.IsConfigured, printed, last?.State, last?.RequestedAt, by, last?.AnsweredAt)
        {
            MayRequest = mine && adapter.IsConfigured && printed && last?.State is not (SigningState.Requested or SigningState.Signed),
            MayWithdraw = mine && last?.State == SigningState.Requested,
        };
    }, cancel);
}
