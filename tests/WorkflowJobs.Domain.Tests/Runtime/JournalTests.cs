using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Tests.Runtime;

public sealed class JournalTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    [Fact]
    public async Task Verify_UntouchedJournal_FindsNothing()
    {
        await using var runtime = await WithEntries();
        var report = await Verify(runtime);
        Assert.Empty(report.Problems);
        Assert.Equal((6, 2), (report.Entries, report.Streams));
    }

    [Theory]
    [InlineData("UPDATE JournalEntries SET Body = '[]' WHERE Stream = 'a' AND Sequence = 2", "a", 2, "ENTRY_CHANGED")]
    [InlineData("UPDATE JournalEntries SET At = At + 1 WHERE Stream = 'a' AND Sequence = 1", "a", 1, "ENTRY_CHANGED")]
    [InlineData("UPDATE JournalEntries SET ActorId = 'x' WHERE Stream = 'b' AND Sequence = 3", "b", 3, "ENTRY_CHANGED")]
    [InlineData("DELETE FROM JournalEntries WHERE Stream = 'a' AND Sequence = 2", "a", 2, "ENTRY_MISSING")]
    [InlineData("DELETE FROM JournalEntries WHERE Stream = 'a' AND Sequence = 3", "a", 3, "ENTRY_MISSING")]
    [InlineData("DELETE FROM JournalEntries WHERE Stream = 'b'", "b", 0, "STREAM_MISSING")]
    [InlineData("UPDATE JournalHeads SET Hash = 'x' WHERE Stream = 'b'", "b", 3, "HEAD_WRONG")]
    public async Task Verify_AfterTampering_NamesTheFirstBadEntry(string sql, string stream, long sequence, string code)
    {
        await using var runtime = await WithEntries();
        await Execute(runtime, sql);
        Assert.Equal([new JournalProblem(stream, sequence, code)], (await Verify(runtime)).Problems);
    }

    [Fact]
    public async Task Verify_TailCutWithItsHead_IsContradictedByTheAnchor()
    {
        await using var runtime = await WithEntries();
        await Anchors(runtime).Anchor(CancellationToken.None);
        await Execute(runtime, "DELETE FROM JournalEntries WHERE Stream = 'b' AND Sequence = 3");
        await Execute(runtime, "UPDATE JournalHeads SET Sequence = 2, Hash = (SELECT Hash FROM JournalEntries WHERE Stream = 'b' AND Sequence = 2) WHERE Stream = 'b'");
        Assert.Empty((await Verify(runtime)).Problems);
        Assert.Equal([new JournalProblem("b", 3, "ANCHOR_CONTRADICTED")], (await Verify(runtime, Anchors(runtime))).Problems);
    }

    [Fact]
    public async Task Verify_StreamRemovedWithItsHead_IsMissingByTheAnchor()
    {
        await using var runtime = await WithEntries();
        await Anchors(runtime).Anchor(CancellationToken.None);
        await Execute(runtime, "DELETE FROM JournalEntries WHERE Stream = 'b'");
        await Execute(runtime, "DELETE FROM JournalHeads WHERE Stream = 'b'");
        Assert.Equal([new JournalProblem("b", 0, "STREAM_MISSING")], (await Verify(runtime, Anchors(runtime))).Problems);
    }

    [Fact]
    public async Task Anchor_FileForged_IsNamedByItsLine()
    {
        await using var runtime = await WithEntries();
        var anchors = Anchors(runtime);
        await anchors.Anchor(CancellationToken.None);
        var file = Path.Combine(runtime.Database.Folder, "anchors");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("\"sequence\":3", "\"sequence\":2", StringComparison.Ordinal));
        Assert.Equal([new JournalProblem(JournalAnchors.Stream, 1, "ANCHOR_FORGED")], (await Verify(runtime, anchors)).Problems);
    }

    [Fact]
    public async Task Anchor_OnlyWhatChanged_AndWritesAgainWhatAFileLost()
    {
        await using var runtime = await WithEntries();
        var anchors = Anchors(runtime);
        await anchors.Anchor(CancellationToken.None);
        Assert.Null(await anchors.Anchor(CancellationToken.None));
        await Append(runtime, "a");
        var second = await anchors.Anchor(CancellationToken.None);
        Assert.Equal(["a"], ((JsonObject)second!["heads"]!).Select(head => head.Key));
        File.Delete(Path.Combine(runtime.Database.Folder, "anchors"));
        await anchors.Anchor(CancellationToken.None);
        Assert.Equal(2, anchors.Lines().Count);
        Assert.Empty((await Verify(runtime, anchors)).Problems);
    }

    [Fact]
    public async Task Verify_InstanceWithoutStream_IsMissing()
    {
        await using var runtime = await RuntimeFixture.Sqlite();
        await runtime.Publish(new TestFlow("p").Task("t", "Ok").ToString());
        var id = await runtime.Start("p");
        await Execute(runtime, $"DELETE FROM JournalEntries WHERE Stream = 'instance:{id}'");
        await Execute(runtime, $"DELETE FROM JournalHeads WHERE Stream = 'instance:{id}'");
        Assert.Equal([new JournalProblem("instance:" + id, 0, "STREAM_MISSING")], (await Verify(runtime)).Problems);
    }

    [Fact]
    public async Task History_Replayed_ArrivesAtEveryStoredState()
    {
        var waited = false;
        await using var runtime = await RuntimeFixture.Sqlite(services => services.AddSingleton<ICallHandler>(new TestCall("Ask", context =>
        {
            if (!waited)
            {
                waited = true;
                return new CallAnswer.Wait("k", context.Work.Now.AddHours(1));
            }

            return new CallAnswer.Done("Done", new JsonObject { ["n"] = 1 });
        })));
        await runtime.Publish(new TestFlow("p").Call("ask", "Ask").Task("t", "Ok", inputs: ("instructions", "x")).Link("ask>t").ToString());
        var id = await runtime.Start("p", input: new JsonObject { ["roundId"] = "r" });
        await runtime.Timers.FireDue(RuntimeFixture.Monday.AddHours(2), CancellationToken.None);
        await runtime.Complete(id, "t", "th1");
        var history = await runtime.Read(work => runtime.Get<InstanceHistory>().Replay(work, id, CancellationToken.None));
        Assert.Equal(["Start", "Resume", "Resume"], history.Select(transition => transition.StimulusKind));
        Assert.All(history, transition => Assert.True(transition.Agrees));
        Assert.Contains(history[2].Events, e => e is { ActivityId: "t", Event: "Completed" });
    }

    private static async Task<RuntimeFixture> WithEntries()
    {
        var runtime = await RuntimeFixture.Sqlite();
        foreach (var stream in new[] { "a", "b", "a", "b", "a", "b" })
            await Append(runtime, stream);
        return runtime;
    }

    private static Task Append(RuntimeFixture runtime, string stream) => runtime.Write(work =>
        JournalChain.Append(work, stream, "Test", "someone", new JsonObject { ["z"] = 1, ["a"] = "字" }, CancellationToken.None));

    private static JournalAnchors Anchors(RuntimeFixture runtime) => new(runtime.Writer, Path.Combine(runtime.Database.Folder, "anchors"), Key);

    private static Task<JournalReport> Verify(RuntimeFixture runtime, JournalAnchors? anchors = null) =>
        runtime.Read(work => new JournalVerifier(anchors).Verify(work.Db, CancellationToken.None));

    private static Task Execute(RuntimeFixture runtime, string sql) => runtime.Write(work => work.Db.Database.ExecuteSqlRawAsync(sql));
}
