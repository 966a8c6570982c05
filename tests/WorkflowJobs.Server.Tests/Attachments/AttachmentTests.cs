using System.Net;

namespace WorkflowJobs.Server.Tests.Attachments;

public sealed class AttachmentTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private readonly TestServer server = fixture.Server;

    [Fact]
    public async Task Upload_Picture_ComesBackByteForByteAndLiesEncrypted()
    {
        var officer = await server.As("hudong-vo");
        var bytes = SmallFiles.Png("the original text of this picture");

        var answer = await officer.SendFile(bytes, "户口簿 1.png");

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal("image/png", Api.Text(answer.Body, "contentType"));
        Assert.Equal(bytes, await officer.Bytes($"/api/attachments/{Api.Text(answer.Body, "id")}"));
        var stored = Directory.EnumerateFiles(server.Folder, Api.Text(answer.Body, "sha256"), SearchOption.AllDirectories).Single();
        Assert.Equal(-1, (await File.ReadAllBytesAsync(stored)).AsSpan().IndexOf("the original text"u8));
    }

    [Theory]
    [InlineData("photo.png", "this is no picture")]
    [InlineData("page.pdf", "<html><script>alert(1)</script></html>")]
    public async Task Upload_ContentThatIsNoPicture_IsRefusedWhateverItsName(string name, string content)
    {
        var answer = await (await server.As("hudong-vo")).SendFile(System.Text.Encoding.UTF8.GetBytes(content), name);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.Status);
        Assert.Equal("ATTACHMENT_NOT_AN_IMAGE", answer.Code);
    }

    [Fact]
    public async Task Upload_PictureCutShort_IsRefused() =>
        Assert.Equal("ATTACHMENT_NOT_AN_IMAGE", (await (await server.As("hudong-vo")).SendFile(SmallFiles.Png("cut")[..^12], "cut.png")).Code);

    [Fact]
    public async Task Upload_MoreThan20Megabytes_IsRefused() =>
        Assert.Equal("ATTACHMENT_TOO_LARGE", (await (await server.As("hudong-vo")).SendFile(new byte[20 * 1024 * 1024 + 1], "big.png")).Code);

    [Fact]
    public async Task Download_ByAnotherVillagesOfficer_IsNotFound()
    {
        var id = await (await server.As("hudong-vo")).Upload("mine");

        Assert.Equal(HttpStatusCode.NotFound, (await (await server.As("yuwan-vo")).Send(HttpMethod.Get, $"/api/attachments/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await server.As("shebao-wa")).Send(HttpMethod.Get, $"/api/attachments/{id}/info")).Status);
    }

    [Fact]
    public async Task OriginalSeen_ByTheOfficer_IsKeptWithTimeAndName()
    {
        var officer = await server.As("hudong-vo");
        var id = await officer.Upload("seen");

        var seen = await officer.Post($"/api/attachments/{id}/original-seen", new { });

        Assert.Equal("demo-hudong-vo", Api.Text(seen, "originalSeenBy"));
        Assert.StartsWith("2024-06-0", Api.Text(seen, "originalSeenAt"), StringComparison.Ordinal);
    }
}
