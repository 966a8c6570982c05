using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Exits;

/// <summary>What was written about an exit, out of its encryption; empty where nothing was.</summary>
public sealed record ExitWritten(string Facts, string Basis, string Handover, string Defence, string Dispute);

/// <summary>Reads what an exit's submissions say.</summary>
public sealed class ExitReader(ExitStarter exits, IVault vault)
{
    public async Task<ExitWritten> Read(Work work, Exit exit, CancellationToken cancel)
    {
        var handling = await Data(work, exit.HandlingSubmissionId, cancel);
        var person = await work.Db.People.FindAsync([exit.PersonId], cancel);
        var reported = person is null ? "" : exits.Facts(exit, person);
        return new ExitWritten(
            handling.Text("facts") ?? reported,
            handling.Text("basis") ?? "",
            HandoverOf(handling),
            (await Data(work, exit.DefenceSubmissionId, cancel)).Text("statement") ?? "",
            (await Data(work, exit.DisputeSubmissionId, cancel)).Text("grounds") ?? "");
    }

    private static string HandoverOf(JsonObject handling)
    {
        var state = handling.Text("handover") switch { "Done" => "已交接", "NotNeeded" => "无须交接", "Pending" => "未交接", _ => "" };
        return handling.Text("handoverNote") is { Length: > 0 } note ? $"{state}（{note}）" : state;
    }

    private async Task<JsonObject> Data(Work work, string? submissionId, CancellationToken cancel) =>
        submissionId is not null && await work.Db.FormSubmissions.FindAsync([submissionId], cancel) is { } row ? await vault.Read(work, row, cancel) : [];
}
