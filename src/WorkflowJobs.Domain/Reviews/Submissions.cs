using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Reviews;

/// <summary>What a completed human task's form said, out of its encryption.</summary>
public sealed class Submissions(IVault vault)
{
    /// <summary>The submission passed to a call. A call without one is a mistake in the definition, so it throws.</summary>
    public async Task<Submitted> Read(CallContext context, CancellationToken cancel)
    {
        var id = context.SubmissionId() ?? throw new InvalidOperationException($"{context.Call.Name} was called without a submission.");
        var row = await context.Work.Db.FormSubmissions.FindAsync([id], cancel)
            ?? throw new InvalidOperationException($"There is no submission {id}.");
        var result = context.Call.Arguments["submission"] as JsonObject;
        return new Submitted(await vault.Read(context.Work, row, cancel), result?["outcome"]?.ToString() ?? "", row.ByUserId, id);
    }
}

/// <summary>A form's data with the outcome that was chosen and by whom.</summary>
public sealed record Submitted(JsonObject Data, string Outcome, string ByUserId, string SubmissionId)
{
    /// <summary>The first attachment of a field; null when there is none.</summary>
    public IEnumerable<string> Attachments(string name) => (Data[name] as JsonArray ?? []).Select(id => id!.ToString());

    public string? Attachment(string name) => (Data[name] as JsonArray)?.FirstOrDefault()?.ToString();
}
