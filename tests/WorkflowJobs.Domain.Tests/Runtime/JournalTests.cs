using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Runtime.Commands;
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

    /// <summary>Plain SQL, as somebody with the database's password would write it; what was anchored before is in the second group.</summary>
    public static TheoryData<bool, string, string, long, string> Tampering
    {
        get
        {
            (string Sql, string Stream, long Sequence, string Code)[] cases =
            [
                ("UPDATE E SET 'Body' = '[]' WHERE 'Stream' = 'a' AND 'Sequence' = 2", "a", 2, "ENTRY_CHANGED"),
                ("UPDATE E SET 'At' = 'At' + 1 WHERE 'Stream' = 'a' AND 'Sequence' = 1", "a", 1, "ENTRY_CHANGED"),
                ("UPDATE E SET 'ActorId' = 'x' WHERE 'Stream' = 'b' AND 'Sequence' = 3", "b", 3, "ENTRY_CHANGED"),
                ("UPDATE E SET 'Hash' = 'x' WHERE 'Stream' = 'b' AND 'Sequence' = 2", "b", 2, "ENTRY_CHANGED"),
                ("UPDATE E SET 'Stream' = 'c' WHERE 'Stream' = 'b'; UPDATE H SET 'Stream' = 'c' WHERE 'Stream' = 'b'", "c", 1, "ENTRY_CHANGED"),
                ("DELETE FROM E WHERE 'Stream' = 'a' AND 'Sequence' = 2", "a", 2, "ENTRY_MISSING"),
                ("DELETE FROM E WHERE 'Stream' = 'a' AND 'Sequence' = 1", "a", 1, "ENTRY_MISSING"),
                ("DELETE FROM E WHERE 'Stream' = 'a' AND 'Sequence' = 3", "a", 3, "ENTRY_MISSING"),
                ("DELETE FROM E WHERE 'Stream' = 'b'", "b", 0, "STREAM_MISSING"),
                ("UPDATE E SET 'Sequence' = 9 WHERE 'Stream' = 'a' AND 'Sequence' = 1; UPDATE E SET 'Sequence' = 1 WHERE 'Stream' = 'a' AND 'Sequence' = 2; "
                    + "UPDATE E SET 'Sequence' = 2 WHERE 'Stream' = 'a' AND 'Sequence' = 9", "a", 1, "ENTRY_CHANGED"),
                ("UPDATE H SET 'Hash' = 'x' WHERE 'Stream' = 'b'", "b", 3, "HEAD_WRONG"),
                ("DELETE FROM H WHERE 'Stream' = 'b'", "b", 3, "HEAD_WRONG"),
            ];
            var data = new TheoryData<bool, string, string, long, string>();
            foreach (var (sql, stream, sequence, code) in cases)
                foreach (var postgres in new[] { false, true })
                    data.Add(postgres, sql, stream, sequence, code);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Tampering))]
    public async Task Verify_AfterTampering_NamesTheFirstBadEntry(bool postgres, string sql, string stream, long sequence, string code)
    {
        await using var runtime = await WithEntries(postgres);
        await Execute(runtime, sql);
        Assert.Contains(new JournalProblem(stream, sequence, code), (await Verify(runtime)).Problems);
        Assert.Single((await Verify(runtime)).Problems, problem => problem.Stream == stream);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Verify_TailCutWithItsHead_IsMissingByTheAnchor(bool postgres)
    {
        await using var runtime = await WithAnchors(postgres);
        await Execute(runtime, "DELETE FROM E WHERE 'Stream' = 'b' AND 'Sequence' = 4");
        await Execute(runtime, "UPDATE H SET 'Sequence' = 3, 'Hash' = (SELECT 'Hash' FROM E WHERE 'Stream' = 'b' AND 'Sequence' = 3) WHERE 'Stream' = 'b'");
        Assert.Empty((await Verify(runtime)).Problems);
        Assert.Equal([new JournalProblem("b", 4, "ENTRY_MISSING")], (await VerifyWithAnchors(runtime)).Problems);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Verify_StreamRemovedWithItsHead_IsMissingByTheAnchor(bool postgres)
    {
        await using var runtime = await WithAnchors(postgres);
        await Execute(runtime, "DELETE FROM E WHERE 'Stream' = 'b'; DELETE FROM H WHERE 'Stream' = 'b'");
        Assert.Equal([new JournalProblem("b", 0, "STREAM_MISSING")], (await VerifyWithAnchors(runtime)).Problems);
    }

    /// <summary>The hashes are public: who can write SQL can also compute a new chain. The anchor holds the old one.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Verify_ChainComputedAnew_IsContradictedByTheAnchor(bool postgres)
    {
        await using var runtime = await WithAnchors(postgres);
        await Execute(runtime, "DELETE FROM E WHERE 'Stream' = 'b'; DELETE FROM H WHERE 'Stream' = 'b'");
        for (var entry = 1; entry <= 4; entry++)
            await Append(runtime, "b", "forger");
        await Execute(runtime, "UPDATE H SET 'Dirty' = " + (postgres ? "FALSE" : "0"));
        Assert.Empty((await Verify(runtime)).Problems);
        Assert.Equal([new JournalProblem("b", 3, "ANCHOR_CONTRADICTED")], (await VerifyWithAnchors(runtime)).Problems);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Verify_EntriesHiddenFromTheAnchors_AreNamed(bool postgres)
    {
        await using var runtime = await WithAnchors(postgres);
        await Append(runtime, "a");
        Assert.Empty((await VerifyWithAnchors(runtime)).Problems);
        await Execute(runtime, "UPDATE H SET 'Dirty' = " + (postgres ? "FALSE" : "0"));
        Assert.Equal([new JournalProblem("a", 4, "HEAD_UNANCHORED")], (await VerifyWithAnchors(runtime)).Problems);
    }

    [Theory]
    [InlineData("DELETE FROM E WHERE 'Stream' = 'anchors' AND 'Sequence' = 1", 1, "ENTRY_MISSING")]
    [InlineData("DELETE FROM E WHERE 'Stream' = 'anchors' AND 'Sequence' = 3", 3, "ANCHOR_MISSING")]
    [InlineData("DELETE FROM E WHERE 'Stream' = 'anchors' AND 'Sequence' >= 2; UPDATE H SET 'Sequence' = 1, 'Hash' = (SELECT 'Hash' FROM E WHERE 'Stream' = 'anchors' AND 'Sequence' = 1) WHERE 'Stream' = 'anchors'", 2, "ANCHOR_MISSING")]
    [InlineData("DELETE FROM E WHERE 'Stream' = 'anchors'; DELETE FROM H WHERE 'Stream' = 'anchors'", 1, "ANCHOR_MISSING")]
    [InlineData("UPDATE E SET 'Body' = replace('Body', '\u0022sequence\u0022:4', '\u0022sequence\u0022:3') WHERE 'Stream' = 'anchors' AND 'Sequence' = 2", 2, "ANCHOR_FORGED")]
    [InlineData("UPDATE E SET 'Body' = (SELECT 'Body' FROM E AS x WHERE x.'Stream' = 'anchors' AND x.'Sequence' = 1) WHERE 'Stream' = 'anchors' AND 'Sequence' = 2", 2, "ANCHOR_FORGED")]
    public async Task Verify_AnchorsOfTheDatabaseTamperedWith_AreNamed(string sql, long sequence, string code)
    {
        foreach (var postgres in TestDatabase.PostgreSqlServer is null ? new[] { false } : [false, true])
        {
            await using var runtime = await WithAnchors(postgres);
            await Execute(runtime, sql);
            Assert.Equal([new JournalProblem(JournalAnchors.Stream, sequence, code)], (await VerifyWithAnchors(runtime)).Problems);
        }
    }

    [Fact]
    public async Task Verify_AnchorsOfTheFileTamperedWith_AreNamedByTheirLine()
    {
        await using var runtime = await WithAnchors(false);
        var file = FileOf(runtime).Path;
        var lines = await File.ReadAllLinesAsync(file);
        (string[] Lines, long Line, string Code)[] cases =
        [
            ([lines[0], lines[1].Replace("\"sequence\":4", "\"sequence\":3", StringComparison.Ordinal), lines[2]], 2, "ANCHOR_FORGED"),
            ([lines[1], lines[0], lines[2]], 1, "ANCHOR_MISSING"),
            ([lines[0], lines[2]], 2, "ANCHOR_MISSING"),
            ([lines[0], lines[1], lines[1]], 3, "ANCHOR_OUT_OF_ORDER"),
            ([lines[0]], 2, "ANCHOR_MISSING"),
            ([], 1, "ANCHOR_MISSING"),
        ];
        foreach (var (tampered, line, code) in cases)
        {
            await File.WriteAllTextAsync(file, string.Concat(tampered.Select(text => text + "\n")));
            Assert.Equal([new JournalProblem(JournalProblem.AnchorFile, line, code)], (await VerifyWithAnchors(runtime)).Problems);
        }
    }

    [Fact]
    public async Task Verify_OneAnchorNotYetInTheFile_IsNoFault()
    {
        await using var runtime = await WithAnchors(false);
        var file = FileOf(runtime).Path;
        var lines = await File.ReadAllLinesAsync(file);
        // A crash in the middle of writing the last line.
        await File.WriteAllTextAsync(file, lines[0] + "\n" + lines[1] + "\n" + lines[2][..20]);
        Assert.Empty((await VerifyWithAnchors(runtime)).Problems);
        await Append(runtime, "a");
        await Anchors(runtime).Anchor(CancellationToken.None);
        Assert.Equal(lines, FileOf(runtime).Lines().Take(3));
        Assert.Equal(4, FileOf(runtime).Lines().Count);
        Assert.Empty((await VerifyWithAnchors(runtime)).Problems);
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
        File.Delete(FileOf(runtime).Path);
        await anchors.Anchor(CancellationToken.None);
        Assert.Equal(2, FileOf(runtime).Lines().Count);
        Assert.Empty((await VerifyWithAnchors(runtime)).Problems);
    }

    [Fact]
    public async Task Verify_InstanceWithoutStream_IsMissing()
    {
        await using var runtime = await RuntimeFixture.Sqlite();
        await runtime.Publish(new TestFlow("p").Task("t", "Ok").ToString());
        var id = await runtime.Start("p");
        await Execute(runtime, $"DELETE FROM E WHERE 'Stream' = 'instance:{id}'");
        await Execute(runtime, $"DELETE FROM H WHERE 'Stream' = 'instance:{id}'");
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

    [Fact]
    public async Task History_OfValuesWhoseKeysCameInAnyOrder_ArrivesAtEveryStoredState()
    {
        await using var runtime = await RuntimeFixture.Sqlite(services => services.AddSingleton<ICallHandler>(new TestCall("Ask", _ =>
            new CallAnswer.Done("Done", new JsonObject { ["z"] = 1.50m, ["a"] = new JsonObject { ["y"] = 1, ["b"] = "二" } }))));
        await runtime.Publish(new TestFlow("p").Call("ask", "Ask").Task("t", "Ok").Task("u", "Ok").Link("ask>t", "t.Ok>u")
            .Script("u", "instructions", "return JSON.stringify(getInput('facts')) + JSON.stringify(getLastResult())").ToString());
        var id = await runtime.Start("p", input: new JsonObject { ["facts"] = new JsonObject { ["z"] = 1, ["a"] = 2 } });
        // The engine keeps a task's result, {outcome, submissionId, actorId}, while something follows.
        await runtime.Complete(id, "t", "th1");
        Assert.Equal("u", await runtime.Open(id));
        var history = await runtime.Read(work => runtime.Get<InstanceHistory>().Replay(work, id, CancellationToken.None));
        Assert.All(history, transition => Assert.True(transition.Agrees));
    }

    [Fact]
    public async Task History_OfAnExpressionThatTheMachineStopped_IsReplayedFromTheRecordAndNotComputedAgain()
    {
        await using var runtime = await RuntimeFixture.Sqlite();
        var flow = new TestFlow("p").Task("t", "Ok").Task("hungry", "Ok").Link("t.Ok>hungry");
        flow.Script("hungry", "instructions", "let all = []; for (let i = 0; i < 1000; i++) all.push('x'.repeat(1000000) + i); return all.length");
        await runtime.Publish(flow.ToString());
        var id = await runtime.Start("p");
        await runtime.Complete(id, "t", "th1");
        Assert.True((await runtime.Instance(id)).NeedsAttention);
        var body = JsonNode.Parse(await runtime.Read(work => work.Db.JournalEntries.Where(entry => entry.Stream == JournalChain.StreamOf(id) && entry.Sequence == 2).Select(entry => entry.Body).SingleAsync()))!;
        Assert.Single(body["interrupted"]!["0"]!.AsArray());
        var history = await runtime.Read(work => runtime.Get<InstanceHistory>().Replay(work, id, CancellationToken.None));
        Assert.All(history, transition => Assert.True(transition.Agrees));
        Assert.Single(history[1].Incidents);
    }

    private static async Task<RuntimeFixture> WithEntries(bool postgres = false)
    {
        Assert.SkipWhen(postgres && TestDatabase.PostgreSqlServer is null, "WORKFLOWJOBS_PG names no server.");
        var runtime = postgres ? await RuntimeFixture.PostgreSql() : await RuntimeFixture.Sqlite();
        foreach (var stream in new[] { "a", "b", "a", "b", "a", "b" })
            await Append(runtime, stream);
        return runtime;
    }

    /// <summary>Three anchors: over a and b at 3, over b at 4, over c at 1.</summary>
    private static async Task<RuntimeFixture> WithAnchors(bool postgres)
    {
        var runtime = await WithEntries(postgres);
        var anchors = Anchors(runtime);
        await anchors.Anchor(CancellationToken.None);
        await Append(runtime, "b");
        await anchors.Anchor(CancellationToken.None);
        await Append(runtime, "c");
        await anchors.Anchor(CancellationToken.None);
        return runtime;
    }

    private static Task Append(RuntimeFixture runtime, string stream, string actor = "someone") => runtime.Write(work =>
        JournalChain.Append(work, stream, "Test", actor, new JsonObject { ["z"] = 1, ["a"] = "字" }, CancellationToken.None));

    private static AnchorFile FileOf(RuntimeFixture runtime) => new(Path.Combine(runtime.Database.Folder, "anchors"));

    private static JournalAnchors Anchors(RuntimeFixture runtime) => new(runtime.Writer, runtime.Get<IReader>(), FileOf(runtime), AnchorKeys.Of(Key));

    private static Task<JournalReport> Verify(RuntimeFixture runtime) =>
        runtime.Read(work => new JournalVerifier().Verify(work.Db, CancellationToken.None));

    private static Task<JournalReport> VerifyWithAnchors(RuntimeFixture runtime) =>
        runtime.Read(work => new JournalVerifier(FileOf(runtime), AnchorKeys.Of(Key)).Verify(work.Db, CancellationToken.None));

    /// <summary>Names of columns are written in the quotes of texts, since both databases want theirs in double ones.</summary>
    private static Task Execute(RuntimeFixture runtime, string sql)
    {
        foreach (var column in new[] { "Stream", "Sequence", "Body", "Hash", "At", "ActorId", "Dirty" })
            sql = sql.Replace($"'{column}'", $"\"{column}\"", StringComparison.Ordinal);
        sql = sql.Replace(" E ", " \"JournalEntries\" ", StringComparison.Ordinal).Replace(" H ", " \"JournalHeads\" ", StringComparison.Ordinal);
        return runtime.Write(work => work.Db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)));
    }
}
