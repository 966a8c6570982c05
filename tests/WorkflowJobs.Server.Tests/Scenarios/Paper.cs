using WorkflowJobs.Server.Tests.Documents;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>One paper as it was printed, read back out of its file.</summary>
internal static class Paper
{
    /// <summary>The file of the one paper of a template about a subject, printed now if it waits for the printer.</summary>
    public static async Task<byte[]> Pdf(TestServer server, Api reader, string subjectType, string subjectId, string template)
    {
        await Papers.Print(server);
        var paper = Assert.Single(await Papers.Of(reader, subjectType, subjectId), paper => Api.Text(paper, "template") == template)!;
        return await reader.Bytes($"/api/documents/{Api.Text(paper, "id")}/pdf");
    }

    /// <summary>What it says, without spaces.</summary>
    public static async Task<string> Words(TestServer server, Api reader, string subjectType, string subjectId, string template) =>
        Papers.TextOf(await Pdf(server, reader, subjectType, subjectId, template));

    /// <summary>The hash of a stored file.</summary>
    public static async Task<string> HashOf(Api reader, string attachmentId) => Api.Text(await reader.Get($"/api/attachments/{attachmentId}/info"), "sha256");
}
