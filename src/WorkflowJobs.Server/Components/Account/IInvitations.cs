using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Server.Components.Account;

/// <summary>An applicant's account by the code on the receipt.</summary>
public interface IInvitations
{
    Task<Refusal?> Accept(string code, string lastFour, string userName, string password, CancellationToken cancel);
}
