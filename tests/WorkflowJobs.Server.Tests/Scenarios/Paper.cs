using Microsoft.Extensions.DependencyInjection;
using UglyToad.PdfPig;
using WorkflowJobs.Domain.Runtime.Outbox;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>A paper as it was printed, read back out of its file.</summary>
internal static class Paper
{
    /// <summary>The one paper of a template about a subject, printed now if it waits for the printer.</summary>
    public static async Task<PdfDocument> Open(TestServer server, Api reader, string subjectType, string subjectId, string template)
    {
        await server.Services.GetRequiredService<OutboxPump>().Drain(TestContext.Current.CancellationToken);
        var papers = (await reader.Get($"/api/documents?pageSize=50&subjectType={subjectType}&subjectId={subjectId}"))["items"]!.AsArray();
        var paper = Assert.Single(papers, paper => Api.Text(paper, "template") == template)!;
        return PdfDocument.Open(await reader.Bytes($"/api/documents/{Api.Text(paper, "id")}/pdf"));
    }

    /// <summary>What it says, without white space: where a line breaks is the page's matter.</summary>
    public static async Task<string> Words(TestServer server, Api reader, string subjectType, string subjectId, string template)
    {
        using var pdf = await Open(server, reader, subjectType, subjectId, template);
        return WordsOf(pdf);
    }

    public static string WordsOf(PdfDocument pdf) =>
        string.Concat(pdf.GetPages().SelectMany(page => page.Letters).SelectMany(letter => letter.Value).Where(one => !char.IsWhiteSpace(one)));

    public static void Says(string text, params string[] words) => Assert.Equal([], words.Where(word => !text.Contains(word, StringComparison.Ordinal)));

    /// <summary>The hash of a stored file.</summary>
    public static async Task<string> HashOf(Api reader, string attachmentId) => Api.Text(await reader.Get($"/api/attachments/{attachmentId}/info"), "sha256");
}
