using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Tests.Runtime;

namespace WorkflowJobs.Domain.Tests.Data;

/// <summary>What is stored short comes back to the letter, also what an earlier program stored, and what somebody tampered with.</summary>
public sealed class CompactTextTests
{
    private const string Hash = "dc0ec630693f48abd65d002de091b585c60e7cea108464c75509babb4d7ddf22";

    private const string Transition = "{\"answers\":[],\"revision\":4,\"stateHash\":\"" + Hash
        + "\",\"stimulus\":{\"bookmarkId\":\"i-8\",\"kind\":\"Resume\",\"payload\":{\"actorId\":\"th\",\"outcome\":\"Ok\",\"submissionId\":null}},\"versionId\":\"v1\"}";

    /// <summary>As it stands in databases: it is never to change.</summary>
    private const string StoredTransition = "\u00014\u001E3A7GMGk/SKvWXQAt4JG1hcYOfOoQhGTHVQm6u0193yI\u0003i-8\u0004th\u0005Ok\u0006v1\"}";

    [Fact]
    public void Shorten_OfATransition_IsWhatDatabasesHold()
    {
        Assert.Equal(StoredTransition, CompactText.Shorten(Transition));
        Assert.Equal(Transition, CompactText.Restore(StoredTransition));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"a\":\"字\",\"z\":1}")]
    [InlineData("{\"id\":\"i-14\",\"state\":3,\"revision\":1,\"assigneeId\":\"th\",\"outcome\":\"Ok\",\"openedTaskId\":null}")]
    [InlineData("[{\"key\":\"Ok\",\"zh\":\"同意\",\"en\":\"Agree\",\"negative\":false},{\"key\":\"No\",\"zh\":\"不同意\",\"en\":\"Refuse\",\"negative\":true}]")]
    [InlineData(",\"stateHash\":\"no hash\"")]
    [InlineData(",\"stateHash\":\"" + Hash)]
    [InlineData(",\"stateHash\":\"DC0EC630693F48ABD65D002DE091B585C60E7CEA108464C75509BABB4D7DDF22\"")]
    [InlineData("{\"reason\":\"a line\nand \u0001 another\u001F\"}")]
    [InlineData("\u001E")]
    public void Restore_OfWhatWasShortened_IsTheSame(string text) => Assert.Equal(text, CompactText.Restore(CompactText.Shorten(text)));

    [Fact]
    public void Restore_OfAnythingAtAll_Throws_Never()
    {
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++)
        {
            var stored = new string([.. Enumerable.Range(0, random.Next(60)).Select(_ => (char)random.Next(1, 40))]);
            Assert.NotNull(CompactText.Restore(stored));
            Assert.Equal(stored, CompactText.Restore(CompactText.Shorten(stored)));
        }
    }

    [Theory]
    [InlineData(Hash)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("3A7GMGk/SKvWXQAt4JG1hcYOfOoQhGTHVQm6u01t3y")]
    public void HashText_ComesBack(string hash) => Assert.Equal(hash, HashText.Restore(HashText.Shorten(hash)));

    [Fact]
    public async Task Journal_IsStoredShort_AndReadWhole()
    {
        await using var runtime = await RuntimeFixture.Sqlite();
        await runtime.Publish(new TestFlow("p").Task("t", "Ok").Task("u", "Ok").Link("t.Ok>u").ToString());
        var id = await runtime.Start("p");
        await runtime.Complete(id, "t", "th1");
        var entry = await runtime.Read(work => work.Db.JournalEntries.SingleAsync(row => row.Stream == JournalChain.StreamOf(id) && row.Sequence == 2));
        var stored = await runtime.Read(work => work.Db.Database.SqlQuery<string>($"SELECT \"Body\" || \"Hash\" AS \"Value\" FROM \"JournalEntries\" WHERE \"Stream\" = {entry.Stream} AND \"Sequence\" = 2").SingleAsync());
        Assert.StartsWith("{\"answers\":[],\"revision\":2,\"stateHash\":\"", entry.Body, StringComparison.Ordinal);
        Assert.Equal(64, entry.Hash.Length);
        Assert.True(stored.Length * 2 < entry.Body.Length + entry.Hash.Length, stored);
    }

    [Fact]
    public async Task Clustered_TablesAreKeptInTheOrderOfTheirKeys()
    {
        await using var runtime = await RuntimeFixture.Sqlite();
        var clustered = await runtime.Read(work => work.Db.Database.SqlQuery<string>($"SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'table' AND sql LIKE '%WITHOUT ROWID%'").ToListAsync());
        Assert.Equal(SqliteClusteredTables.Names.Order(StringComparer.Ordinal), clustered.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Sortable_IdsSortByTheirInstantAndThenByTheirNumber()
    {
        var at = new DateTimeOffset(2024, 6, 3, 0, 0, 0, TimeSpan.Zero);
        string[] ids = [Ids.Sortable(at, 0), Ids.Sortable(at, 1), Ids.Sortable(at, 31), Ids.Sortable(at, 32), Ids.Sortable(at, 1UL << 54), Ids.Sortable(at.AddMilliseconds(1), 0), Ids.Sortable(at.AddYears(100), 0)];
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.Equal(20, id.Length));
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => Ids.New()).Distinct().Count());
    }
}
