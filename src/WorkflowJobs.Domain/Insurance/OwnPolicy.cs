using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Insurance;

/// <summary>The policy that the insurer returned for the person of the task: an untouched agreement begins with it.</summary>
public sealed class OwnPolicy : IFormSource
{
    public string Name => "own-policy";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel) =>
        await work.Db.InsurancePolicies.AsNoTracking().Where(row => row.ApplicationId == task.SubjectId).OrderByDescending(row => row.RecordedAt).FirstOrDefaultAsync(cancel) is { } policy
            ? new JsonObject { ["policyNumber"] = policy.Number, ["policyFrom"] = policy.From.Iso() }
            : new JsonObject();
}
