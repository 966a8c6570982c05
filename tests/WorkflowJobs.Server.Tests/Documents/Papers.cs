using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using UglyToad.PdfPig;
using WorkflowJobs.Domain.Runtime.Outbox;

namespace WorkflowJobs.Server.Tests.Documents;

/// <summary>Papers as an officer finds them, and what they say, out of the files themselves.</summary>
internal static class Papers
{
    /// <summary>Everything that was ordered is printed when it returns.</summary>
    public static Task Print(TestServer server) => server.Services.GetRequiredService<OutboxPump>().Drain(TestContext.Current.CancellationToken);

    public static async Task<JsonArray> Of(Api who, string type, string id) => (await who.Get($"/api/documents?pageSize=50&subjectType={type}&subjectId={id}"))["items"]!.AsArray();

    /// <summary>The text of the first paper of a template, without spaces.</summary>
    public static async Task<string> Text(Api who, JsonArray papers, string template) =>
        TextOf(await who.Bytes($"/api/documents/{Api.Text(papers.First(paper => Api.Text(paper, "template") == template), "id")}/pdf"));

    public static async Task<string> Text(Api who, string type, string id, string template) => await Text(who, await Of(who, type, id), template);

    public static string TextOf(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return string.Concat(document.GetPages().SelectMany(page => page.Letters).Select(letter => letter.Value).SelectMany(value => value).Where(one => !char.IsWhiteSpace(one)));
    }

    /// <summary>The paper's text holds every one of the words, spaces aside.</summary>
    public static void Says(string text, params string[] words) => Assert.Equal([], words.Where(word => !text.Contains(string.Concat(word.Where(one => !char.IsWhiteSpace(one))), StringComparison.Ordinal)));
}
