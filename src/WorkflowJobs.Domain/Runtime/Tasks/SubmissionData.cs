using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>A form's data out of its encryption: under the key of the person whom the task was about, or the system's.</summary>
internal static class SubmissionData
{
    public static async Task<JsonObject> Read(this IVault vault, Work work, FormSubmission submission, CancellationToken cancel)
    {
        var plain = submission.PersonId is not { } personId
            ? vault.DecryptSystem(submission.DataCipher)
            : await work.Db.People.FindAsync([personId], cancel) is { } person
                ? person.WrappedKey.Length == 0 ? "{}"u8.ToArray() : vault.Decrypt(person.WrappedKey, submission.DataCipher)
                : throw new InvalidOperationException($"There is no person {personId}.");
        return JsonNode.Parse(plain) as JsonObject ?? [];
    }
}
