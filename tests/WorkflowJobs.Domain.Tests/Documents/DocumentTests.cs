using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Documents;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Runtime.Outbox;
using WorkflowJobs.Domain.Tests.Applications;
using WorkflowJobs.Domain.Tests.Workflows;

namespace WorkflowJobs.Domain.Tests.Documents;

/// <summary>Papers from their order in the decision's transaction to what the public is told of them.</summary>
public sealed class DocumentTests : IAsyncLifetime
{
    private readonly FakePrinter printer = new();
    private RoundFixture round = null!;

    public async ValueTask InitializeAsync() => round = await RoundFixture.Create(printer: printer);

    public ValueTask DisposeAsync() => round.DisposeAsync();

    [Fact]
    public async Task Acceptance_OrdersItsPapers_NumberedAndPrintedAfterwards()
    {
        var id = await Accepted();
        Assert.Equal(["acceptance", "application-form", "declaration"], await Templates(id));
        Assert.All(await Papers(id), paper => Assert.Null(paper.PdfCipher));
        Assert.Equal("石桥公岗受〔2024〕1号", (await Paper(id, "acceptance")).Number);

        await Print();

        var acceptance = await Paper(id, "acceptance");
        Assert.Equal((2, (string?)null), (acceptance.Pages, acceptance.FailureCode));
        var job = printer.Jobs.Single(one => one.Template == "acceptance");
        Assert.Equal("身份证", job.Data["materials"]![0]!["document"]!.ToString());
        Assert.Equal(acceptance.OrderHash, job.Data["document"]!["hash"]!.ToString());
        Assert.EndsWith($"/verify/{acceptance.Code}/{acceptance.OrderHash}", job.Data["document"]!["link"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(acceptance.OrderedAt, job.At);
        // What is about a person lies under the person's key: the system's own opens none of it.
        Assert.ThrowsAny<Exception>(() => JsonNode.Parse(round.Get<IVault>().DecryptSystem(acceptance.DataCipher)));
        Assert.Empty(await Failures());
    }

    [Fact]
    public async Task Paper_SaysWhatWasSoWhenItWasOrdered()
    {
        var id = await Accepted();
        await round.Get<IWriter>().Write(async (work, cancel) =>
        {
            var application = (await work.Db.Applications.FindAsync([id], cancel))!;
            (await work.Db.People.FindAsync([application.PersonId], cancel))!.Name = "改名";
            return true;
        }, TestContext.Current.CancellationToken);
        await Print();
        Assert.All(printer.Jobs.Where(job => job.Data["applicant"] is not null), job => Assert.NotEqual("改名", job.Data["applicant"]!["name"]!.ToString()));
    }

    [Fact]
    public async Task TemplateThatFails_HoldsUpNoDecision_AndIsListedAndTriedAgain()
    {
        printer.Refusal = PrintRefusals.OfGlyph("acceptance", "applicant.name", "U+1F600");
        var id = await Accepted();
        await Print();

        Assert.Equal(ApplicationStatus.Accepted, (await round.Application(id)).Status);
        Assert.Equal((PrintRefusals.Glyph, "applicant.name"), ((await Paper(id, "acceptance")).FailureCode, (await Paper(id, "acceptance")).FailureField));
        var failures = await Failures();
        Assert.Contains(failures, failure => failure.GivenUp && failure.LastError!.Contains("DOCUMENT_GLYPH_MISSING acceptance applicant.name", StringComparison.Ordinal));
        Assert.DoesNotContain(failures, failure => failure.LastError!.Contains("刘", StringComparison.Ordinal));

        printer.Refusal = null;
        foreach (var failure in failures)
            Assert.Null((await round.Get<RetryFailure>().Run(Administrator, Guid.NewGuid().ToString("N"), new RetryFailure.Body(failure.Kind, failure.Id), default)).Refusal);
        await Print();
        Assert.Empty(await Failures());
        var mended = await Paper(id, "acceptance");
        Assert.Equal((2, (string?)null), (mended.Pages, mended.FailureCode));
    }

    [Fact]
    public async Task PrinterThatIsBusy_IsAskedAgainByItself()
    {
        printer.Refusal = PrintRefusals.OfTimeout("notice", TimeSpan.FromSeconds(1));
        await Print();
        Assert.All(await Failures(), failure => Assert.False(failure.GivenUp));
        printer.Refusal = null;
        round.Clock.Advance(TimeSpan.FromMinutes(1));
        await Print();
        Assert.Empty(await Failures());
    }

    [Fact]
    public async Task PrintedTwice_TheFirstBytesStay()
    {
        var id = await Accepted();
        await Print();
        var first = await Paper(id, "acceptance");
        printer.Suffix = "another";
        await round.Get<IWriter>().Write(async (work, cancel) =>
        {
            foreach (var item in await work.Db.Outbox.Where(item => item.Kind == DocumentOrders.OutboxKind).ToListAsync(cancel))
                item.SentAt = null;
            return true;
        }, TestContext.Current.CancellationToken);
        await Print();
        Assert.Equal(first.Sha256, (await Paper(id, "acceptance")).Sha256);
        Assert.Equal(2, await round.Read(work => work.Db.JournalEntries.CountAsync(entry => entry.Stream == DocumentOrders.StreamOf(first.Id))));
    }

    [Fact]
    public async Task Verify_TellsGenuineForgedAndChangedApart_AndNothingPersonal()
    {
        var id = await Accepted();
        await Print();
        var paper = await Paper(id, "acceptance");
        var verify = round.Get<VerifyDocument>();
        var pdf = (await round.Get<DocumentQueries>().Fetch(await round.ActorOf("刘桂芳"), paper.Id, default)).Value!.Pdf;

        var genuine = (await verify.Run(paper.Code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), paper.OrderHash, pdf, default)).Value!;
        Assert.Equal(("受理单", "石桥公岗受〔2024〕1号", "石桥镇", true), (genuine.TitleZh, genuine.Number, genuine.IssuerZh, genuine.IsSameFile));
        Assert.DoesNotContain("刘", genuine.ToString(), StringComparison.Ordinal);
        Assert.False((await verify.Run(paper.Code, null, [.. pdf, 1], default)).Value!.IsSameFile);
        Assert.Null((await verify.Run(paper.Code, null, null, default)).Value!.IsSameFile);
        Assert.Equal("DOCUMENT_NOT_GENUINE", (await verify.Run(paper.Code, new string('0', 64), null, default)).Refusal?.Code);
        Assert.Equal("DOCUMENT_CODE", (await verify.Run("7K3M", null, null, default)).Refusal?.Code);
        Assert.Equal("DOCUMENT_NOT_GENUINE", (await verify.Run(ReceiptNumber.From(new byte[ReceiptNumber.Bytes]), null, null, default)).Refusal?.Code);
    }

    [Theory]
    [InlineData("Number")]
    [InlineData("PdfCipher")]
    [InlineData("Journal")]
    public async Task Verify_OfARowChangedInTheDatabase_SaysSo(string what)
    {
        var id = await Accepted();
        await Print();
        var paper = await Paper(id, "acceptance");
        await round.Get<IWriter>().Write(async (work, cancel) =>
        {
            var row = (await work.Db.IssuedDocuments.FindAsync([paper.Id], cancel))!;
            switch (what)
            {
                case "Number":
                    await work.Db.IssuedDocuments.Where(one => one.Id == paper.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.Number, "石桥公岗受〔2024〕99号"), cancel);
                    break;
                case "PdfCipher":
                    row.PdfCipher = await round.Get<DocumentContents>().Encrypt(work, row, "%PDF-forged"u8.ToArray(), cancel);
                    break;
                default:
                    await work.Db.JournalEntries.Where(entry => entry.Stream == DocumentOrders.StreamOf(paper.Id) && entry.Sequence == 2)
                        .ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Body, "{}"), cancel);
                    break;
            }

            return true;
        }, TestContext.Current.CancellationToken);
        Assert.Equal("DOCUMENT_RECORD_CHANGED", (await round.Get<VerifyDocument>().Run(paper.Code, null, null, default)).Refusal?.Code);
    }

    [Fact]
    public async Task Fetching_ByAnOfficer_IsAmongTheReveals_AndOthersFindNothing()
    {
        var id = await Accepted();
        await Print();
        var paper = await Paper(id, "acceptance");
        var queries = round.Get<DocumentQueries>();
        var own = new Actor("own", "本人", []) { PersonId = (await round.Application(id)).PersonId };

        Assert.Null((await queries.Fetch(own, paper.Id, default)).Refusal);
        Assert.Empty(await Reveals());
        Assert.Null((await queries.Fetch(await round.ActorOf("刘桂芳"), paper.Id, default)).Refusal);
        Assert.Contains("document:D04", Assert.Single(await Reveals()).Body, StringComparison.Ordinal);
        foreach (var stranger in new[] { await round.ActorOf("曾庆国"), await round.ActorOf("孙莉"), Administrator, new Actor("x", "x", []) { PersonId = "somebody" } })
        {
            Assert.Equal("NOT_FOUND", (await queries.Fetch(stranger, paper.Id, default)).Refusal?.Code);
            Assert.Empty(await queries.Of(stranger, Subject.Application, id, default));
        }

        Assert.Single(await Reveals());
    }

    [Fact]
    public async Task CaseRecord_OrderedByHand_IsTheOfficersAndNotTheApplicants()
    {
        var id = await Accepted();
        var order = round.Get<OrderDocument>();
        var officer = await round.ActorOf("刘桂芳");
        Assert.Null((await order.Run(officer, "o1", new OrderDocument.Body(id, OrderDocument.CaseRecord), default)).Refusal);
        Assert.Equal("NOT_FOUND", (await order.Run(officer, "o2", new OrderDocument.Body(id, "agreement"), default)).Refusal?.Code);
        Assert.Equal("NOT_FOUND", (await order.Run(await round.ActorOf("孙莉"), "o3", new OrderDocument.Body(id, OrderDocument.CaseRecord), default)).Refusal?.Code);
        await Print();
        var steps = printer.Jobs.Single(job => job.Template == OrderDocument.CaseRecord).Data["steps"]!.AsArray();
        Assert.Equal(["受理初审 受理 刘桂芳"], steps.Select(step => $"{step!["stage"]} {step["outcome"]} {step["who"]}").Where(line => line.StartsWith("受理", StringComparison.Ordinal)));
        var own = new Actor("own", "本人", []) { PersonId = (await round.Application(id)).PersonId };
        Assert.DoesNotContain(await round.Get<DocumentQueries>().Of(own, Subject.Application, id, default), paper => paper.Template == OrderDocument.CaseRecord);
    }

    [Fact]
    public async Task Notice_IsIssuedAtPublishing_UnderTheNumberThatTheOfficeChose_ForEverybody()
    {
        await Print();
        var notices = await round.Read(work => work.Db.IssuedDocuments.Where(row => row.Template == "notice").OrderBy(row => row.Id).ToListAsync());
        Assert.Equal(2, notices.Count);
        foreach (var notice in notices)
        {
            Assert.Equal(await round.Read(work => work.Db.Notices.Where(row => row.Id == notice.SubjectId).Select(row => row.DocumentNumber).FirstAsync()), notice.Number);
            Assert.Null((await round.Get<DocumentQueries>().FetchPublic(notice.Id, default)).Refusal);
            Assert.Single(await round.Get<DocumentQueries>().Public(Subject.Notice, notice.SubjectId, default));
        }

        Assert.Equal("NOT_FOUND", (await round.Get<DocumentQueries>().FetchPublic((await Paper(await Accepted(), "acceptance")).Id, default)).Refusal?.Code);
    }

    [Fact]
    public async Task Supplement_AskedTwice_TheEarlierPaperSaysThatItIsReplaced()
    {
        await round.MoveTo("2024-06-11 10:00");
        var id = (await round.Assist("刘桂芳", "shiqiao-hudong", RoundFixture.Form("P01", "R-AGE"))).Value!.ApplicationId;
        var what = new JsonObject { ["supplementItems"] = new JsonArray(new JsonObject { ["what"] = "户口簿", ["requirement"] = "原件" }) };
        Assert.Null((await round.Complete(id, "acceptance", "刘桂芳", "Supplement", (JsonObject)what.DeepClone(), "缺户口簿")).Refusal);
        Assert.Null((await round.Complete(id, "supplement", "刘桂芳", "Submit", new JsonObject { ["note"] = "已交" })).Refusal);
        Assert.Null((await round.Complete(id, "acceptance", "刘桂芳", "Supplement", what, "户口簿不清楚")).Refusal);
        await Print();

        var papers = (await Papers(id)).Where(paper => paper.Template == "supplement-notice").OrderBy(paper => paper.OrderedAt).ThenBy(paper => paper.Id).ToList();
        Assert.Equal(["石桥公岗补〔2024〕1号", "石桥公岗补〔2024〕2号"], papers.Select(paper => paper.Number));
        Assert.Equal([papers[1].Id, null], papers.Select(paper => paper.ReplacedById));
        Assert.True((await round.Get<VerifyDocument>().Run(papers[0].Code, papers[0].OrderHash, null, default)).Value!.IsReplaced);
        var said = printer.Jobs.Last(job => job.Template == "supplement-notice").Data["supplement"]!;
        Assert.Equal(("户口簿", "原件", "2024年6月18日"), (said["items"]![0]!["what"]!.ToString(), said["items"]![0]!["requirement"]!.ToString(), said["dueOn"]!.ToString()));
    }

    [Fact]
    public async Task Facts_OfARealCase_HaveEveryFieldOfTheSample()
    {
        var id = await Accepted();
        Assert.Null((await round.Get<OrderDocument>().Run(await round.ActorOf("刘桂芳"), "o", new OrderDocument.Body(id, OrderDocument.CaseRecord), default)).Refusal);
        await Print();
        foreach (var job in printer.Jobs)
        {
            var sample = (await DocumentFiles.Read(Path.Combine(ProcessWalk.Folder(), "documents"), default)).Select(one => one.Template.Value!).Single(one => one.Key == job.Template).Sample;
            Assert.Equal([], Paths(sample).Except(Paths(job.Data).Concat(Empty(job.Data, sample))));
        }
    }

    [Fact]
    public async Task Template_PublishedAnew_IsForLaterPapers_AndAnotherStartKeepsIt()
    {
        var first = await Accepted();
        var publish = round.Get<PublishTemplate>();
        var source = (await round.Get<DocumentTemplateQueries>().Get(Administrator, "acceptance", null, default)).Value!.Source + "\n新的一行";
        Assert.Equal("NOT_FOUND", (await publish.Run(await round.ActorOf("张伟民"), "t0", new PublishTemplate.Body("acceptance", 1, source), default)).Refusal?.Code);
        Assert.Equal(2, (await publish.Run(Administrator, "t1", new PublishTemplate.Body("acceptance", 1, source), default)).Value!.Version);
        Assert.Equal("TEMPLATE_STALE", (await publish.Run(Administrator, "t2", new PublishTemplate.Body("acceptance", 1, source + "\n再一行"), default)).Refusal?.Code);
        printer.Refusal = PrintRefusals.OfTemplate("acceptance", "unclosed delimiter", "main.typ", 3);
        Assert.Equal(PrintRefusals.Template, (await publish.Run(Administrator, "t3", new PublishTemplate.Body("acceptance", 2, "#let x = ("), default)).Refusal?.Code);
        printer.Refusal = null;

        // Starting again imports the same files: the administrator's version stays the latest.
        Assert.All(await round.Get<DocumentFiles>().Import(ProcessWalk.Folder(), default), file => Assert.Equal("Unchanged", file.Result));
        var second = await Accepted("P23", "柳沟村经办", "shiqiao-liugou");
        Assert.Equal((1, 2), ((await Paper(first, "acceptance")).TemplateVersion, (await Paper(second, "acceptance")).TemplateVersion));
        await Print();
        Assert.Equal([false, true], printer.Jobs.Where(job => job.Template == "acceptance" && job.Data["document"]!["code"]!.ToString() != "0000-0000-0000-0000")
            .OrderBy(job => job.Data["document"]!["number"]!.ToString()).Select(job => job.Files[PrintJob.Main].EndsWith("新的一行", StringComparison.Ordinal)));
    }

    private static Actor Administrator { get; } = new("wa", "流程管理员", [new RoleGrant(Roles.WorkflowAdministrator, "taibaihu", new HashSet<string>())]);

    private async Task<string> Accepted(string persona = "P01", string officer = "刘桂芳", string village = "shiqiao-hudong")
    {
        var id = (await round.Assist(officer, village, RoundFixture.Form(persona, "R-AGE"))).Value!.ApplicationId;
        if (await round.Read(work => work.Db.Applications.Where(row => row.Id == id).Select(row => row.EligibilityCode).FirstAsync()) is { } code)
            Assert.Fail(code);
        Assert.Null((await round.Complete(id, "acceptance", officer, "Accept", RoundFixture.Checklist("ID_CARD", "HOUSEHOLD_REGISTER"))).Refusal);
        return id;
    }

    private Task<int> Print() => round.Get<OutboxPump>().Drain(TestContext.Current.CancellationToken);

    private Task<List<IssuedDocument>> Papers(string applicationId) => round.Read(work => work.Db.IssuedDocuments.Where(row => row.SubjectId == applicationId).OrderBy(row => row.Id).ToListAsync());

    private async Task<IssuedDocument> Paper(string applicationId, string template) => (await Papers(applicationId)).Last(row => row.Template == template);

    private async Task<List<string>> Templates(string applicationId) => (await Papers(applicationId)).ConvertAll(row => row.Template);

    private async Task<IReadOnlyList<FailureView>> Failures() => (await round.Get<FailureQueries>().List(Administrator, new PageOf(), default)).Value!.Items;

    private Task<List<JournalEntry>> Reveals() => round.Read(work => work.Db.JournalEntries.Where(entry => entry.Stream == RevealField.Stream).ToListAsync());

    /// <summary>Names of fields, rows of tables taken as one.</summary>
    private static HashSet<string> Paths(JsonNode? node, string at = "") => node switch
    {
        JsonObject fields => [.. fields.SelectMany(field => Paths(field.Value, $"{at}.{field.Key}"))],
        JsonArray { Count: > 0 } rows => [.. rows.SelectMany(row => Paths(row, at + "[]"))],
        _ => [at],
    };

    /// <summary>The fields of rows of tables that have none in this case.</summary>
    private static IEnumerable<string> Empty(JsonObject data, JsonObject sample) =>
        from path in Paths(data)
        from field in Paths(sample)
        where field.StartsWith(path + "[]", StringComparison.Ordinal)
        select field;

    /// <summary>Keeps what it was asked to print.</summary>
    private sealed class FakePrinter : IDocumentPrinter
    {
        public List<PrintJob> Jobs { get; } = [];

        public Refusal? Refusal { get; set; }

        public string Suffix { get; set; } = "";

        public Task<Result<PrintedDocument>> Print(PrintLane lane, PrintJob job, CancellationToken cancel)
        {
            if (Refusal is not null)
                return Task.FromResult<Result<PrintedDocument>>(Refusal);
            Jobs.Add(job);
            return Task.FromResult<Result<PrintedDocument>>(new PrintedDocument(Encoding.UTF8.GetBytes("%PDF-" + job.Data.ToJsonString() + Suffix), 2));
        }
    }
}
