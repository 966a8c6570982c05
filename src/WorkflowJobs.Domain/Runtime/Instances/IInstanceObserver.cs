using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>Called in the transaction in which an administrator ends an instance, so that the business leaves nothing that waits for it.</summary>
public interface IInstanceObserver
{
    Task Cancelled(Work work, WorkflowInstance instance, Actor actor, string reason, CancellationToken cancel);
}
