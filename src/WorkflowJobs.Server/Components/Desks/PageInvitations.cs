using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Server.Components.Account;

namespace WorkflowJobs.Server.Components.Desks;

internal sealed class PageInvitations(Invitations invitations) : IInvitations
{
    public async Task<Refusal?> Accept(string code, string lastFour, string userName, string password, CancellationToken cancel) =>
        (await invitations.Redeem(new Invitations.Body(code, lastFour, userName, password), cancel)).Refusal;
}
