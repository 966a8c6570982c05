using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Attachments;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Tests.Runtime;

namespace WorkflowJobs.Domain.Tests.Applications;

/// <summary>One live application a person, whatever happens at the same time; the same on both databases.</summary>
public abstract class ActiveApplicationTests : IAsyncLifetime
{
    private RoundFixture round = null!;

    protected abstract Task<TestDatabase> Open();

    public async ValueTask InitializeAsync() => round = await RoundFixture.Create(await Open());

    public async ValueTask DisposeAsync()
    {
        if (round is not null)
            await round.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Submit_InTwoRoundsAtOnce_TheLoserIsDuplicate()
    {
        var form = new Func<JsonObject>(() => RoundFixture.Form("P01", "R-AGE"));
        var answers = await Task.WhenAll(
            Task.Run(() => round.Assist("刘桂芳", "shiqiao-hudong", form())),
            Task.Run(() => round.Assist("刘桂芳", "shiqiao-hudong", form(), kind: PostKind.Urban)));
        Assert.Equal(["DUPLICATE_ACTIVE", "won"], answers.Select(a => a.Refusal?.Code ?? "won").Order(StringComparer.Ordinal));
        Assert.Equal(1, await round.Read(work => work.Db.Applications.CountAsync(a => a.ActivePersonId != null)));
    }

    [Fact]
    public async Task SecondActiveRow_OfOnePerson_IsRefusedByTheDatabaseItself()
    {
        var submitted = (await round.Assist("刘桂芳", "shiqiao-hudong", RoundFixture.Form("P01", "R-AGE"))).Value!;
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => round.Get<IWriter>().Write(async (work, cancel) =>
        {
            var first = (await work.Db.Applications.FindAsync([submitted.ApplicationId], cancel))!;
            work.Db.Applications.Add(new Application
            {
                Id = "second",
                PersonId = first.PersonId,
                ActivePersonId = first.PersonId,
                NoticeId = first.NoticeId,
                LineId = first.LineId,
                Year = 2024,
                Kind = first.Kind,
                Batch = 1,
                TownId = first.TownId,
                VillageId = first.VillageId,
                Status = ApplicationStatus.Submitted,
                FormCipher = [],
                FormHash = "",
                FormVersion = 1,
            });
            return 0;
        }));
        Assert.IsType<DbUpdateException>(failure is DbUpdateException ? failure : failure.InnerException);
    }

    [Fact]
    public async Task Assist_TellsTheInvitationOnce_AndKeepsItsHashOnly()
    {
        var officer = await round.ActorOf("刘桂芳");
        var photo = await round.Get<AttachmentCommands>().Upload(officer, "sign.pdf", [.. "%PDF-1.4\n1 0 obj<<>>endobj\n"u8, .. new byte[200], .. "\nxref\ntrailer<<>>\nstartxref\n9\n%%EOF\n"u8], default);
        var form = RoundFixture.Form("P01", "R-AGE", f => f["signature"] = new JsonArray(photo.Value!.Id));
        var (noticeId, lineId) = await round.Line("shiqiao");
        var submit = round.Get<SubmitApplication>();
        var first = (await submit.RunAssisted(officer, "once", new AssistedBody(noticeId, lineId, "shiqiao-hudong", form), default)).Value!;
        var again = (await submit.RunAssisted(officer, "once", new AssistedBody(noticeId, lineId, "shiqiao-hudong", form), default)).Value!;

        Assert.Equal(first.ReceiptNumber, again.ReceiptNumber);
        Assert.Null(again.Invitation);
        Assert.Equal(12, first.Invitation!.Code.Length);
        var kept = await round.Read(work => work.Db.InvitationCodes.SingleAsync());
        Assert.NotEqual(first.Invitation.Code, kept.CodeHash);
        Assert.All(await round.Read(work => work.Db.Operations.Select(o => o.Answer).ToListAsync()), answer => Assert.DoesNotContain(first.Invitation.Code, answer, StringComparison.Ordinal));
    }
}

public sealed class ActiveApplicationsOnSqliteTests : ActiveApplicationTests
{
    protected override Task<TestDatabase> Open() => TestDatabase.Sqlite();
}

public sealed class ActiveApplicationsOnPostgreSqlTests : ActiveApplicationTests
{
    protected override Task<TestDatabase> Open()
    {
        Assert.SkipWhen(TestDatabase.PostgreSqlServer is null, "WORKFLOWJOBS_PG names no server.");
        return TestDatabase.PostgreSql();
    }
}
