using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Http;

/// <summary>Every list is paged by cursor, the catalogues too.</summary>
public sealed class PagingTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("/api/units", "id")]
    [InlineData("/api/parameters", "key")]
    [InlineData("/api/calendars", "year")]
    [InlineData("/api/definitions", "versionId")]
    public async Task Catalogue_ReadByTwos_IsTheCatalogueReadAtOnce(string path, string id)
    {
        var administrator = await fixture.Server.As("shebao-wa");
        var whole = (await administrator.Get(path + "?pageSize=200"))["items"]!.AsArray().Select(row => row![id]!.ToString()).ToList();
        Assert.True(whole.Count > 2, $"{path} has {whole.Count}.");

        var read = new List<string>();
        JsonNode page;
        for (var cursor = ""; ; cursor = $"&cursor={page["nextCursor"]}")
        {
            page = await administrator.Get($"{path}?pageSize=2{cursor}");
            Assert.InRange(page["items"]!.AsArray().Count, 1, 2);
            read.AddRange(page["items"]!.AsArray().Select(row => row![id]!.ToString()));
            if (page["nextCursor"] is null)
                break;
        }

        Assert.Equal(whole, read);
        Assert.Empty((await administrator.Get($"{path}?cursor=nowhere"))["items"]!.AsArray());
    }
}
