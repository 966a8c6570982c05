using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Data;

namespace WorkflowJobs.Domain.Tests.Runtime;

/// <summary>What a command of the writer leaves behind; one suite for every database.</summary>
public abstract class WriterTests
{
    protected abstract Task<RuntimeFixture> Open();

    [Fact]
    public async Task Write_AmongFailingAndRefusedOnes_KeepsExactlyWhatSucceeded()
    {
        await using var runtime = await Open();
        var all = Enumerable.Range(0, 60).Select(i => runtime.Writer.Write(async (work, cancel) =>
        {
            work.Db.Settings.Add(new Setting { Key = "k" + i, Value = "v" });
            await work.Db.SaveChangesAsync(cancel);
            if (i % 3 == 1)
                throw new InvalidOperationException("no");
            return i % 3 == 2 ? work.Refuse(i) : i;
        })).ToList();
        var outcomes = await Task.WhenAll(all.Select(async task =>
        {
            try
            {
                return (await task).ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
            catch (InvalidOperationException)
            {
                return "failed";
            }
        }));
        Assert.Equal(Enumerable.Range(0, 60).Select(i => i % 3 == 1 ? "failed" : i.ToString(System.Globalization.CultureInfo.InvariantCulture)), outcomes);
        var kept = await runtime.Read(work => work.Db.Settings.Where(row => row.Key.StartsWith("k")).Select(row => row.Key).ToListAsync());
        Assert.Equal(Enumerable.Range(0, 20).Select(i => "k" + (i * 3)).Order(StringComparer.Ordinal), kept.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Write_TwoInsertTheSameKey_OneFailsAloneOrSeesTheOther()
    {
        await using var runtime = await Open();
        async Task<string> Take(int who) => await runtime.Writer.Write(async (work, cancel) =>
        {
            if (await work.Db.Settings.FindAsync(["place"], cancel) is { } taken)
                return "taken by " + taken.Value;
            work.Db.Settings.Add(new Setting { Key = "place", Value = who.ToString(System.Globalization.CultureInfo.InvariantCulture) });
            return "mine";
        });
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(Take));
        Assert.Single(answers, "mine");
        Assert.Equal(7, answers.Count(answer => answer.StartsWith("taken by", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Write_CounterRaisedByMany_LosesNoUpdate()
    {
        await using var runtime = await Open();
        await runtime.Write(work =>
        {
            work.Db.Settings.Add(new Setting { Key = "n", Value = "0" });
            return Task.CompletedTask;
        });
        await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => runtime.Writer.Write(async (work, cancel) =>
        {
            var row = (await work.Db.Settings.FindAsync(["n"], cancel))!;
            row.Value = (int.Parse(row.Value, System.Globalization.CultureInfo.InvariantCulture) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return true;
        })));
        Assert.Equal("25", await runtime.Read(work => work.Db.Settings.Where(row => row.Key == "n").Select(row => row.Value).SingleAsync()));
    }

    [Fact]
    public async Task AfterCommit_OfARefusedOrFailedCommand_IsNotDone()
    {
        await using var runtime = await Open();
        var done = new List<string>();
        await runtime.Write(work =>
        {
            work.AfterCommit(() => done.Add("kept"));
            return Task.CompletedTask;
        });
        await runtime.Writer.Write((work, _) =>
        {
            work.AfterCommit(() => done.Add("refused"));
            return Task.FromResult(work.Refuse(0));
        });
        await Assert.ThrowsAsync<InvalidOperationException>(() => runtime.Writer.Write<int>((work, _) =>
        {
            work.AfterCommit(() => done.Add("failed"));
            throw new InvalidOperationException();
        }));
        Assert.Equal(["kept"], done);
    }

    [Fact]
    public async Task Write_Cancelled_AnswersSoAndStoresNothing()
    {
        await using var runtime = await Open();
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runtime.Writer.Write(async (work, cancel) =>
        {
            work.Db.Settings.Add(new Setting { Key = "x", Value = "y" });
            await source.CancelAsync();
            cancel.ThrowIfCancellationRequested();
            return true;
        }, source.Token));
        Assert.False(await runtime.Read(work => work.Db.Settings.AnyAsync(row => row.Key == "x")));
    }

    [Fact]
    public async Task Write_AtAnInstant_HasThatNow()
    {
        await using var runtime = await Open();
        var then = RuntimeFixture.Monday.AddDays(-1);
        Assert.Equal(then, await runtime.Writer.Write(then, (work, _) => Task.FromResult(work.Now)));
        Assert.Equal(RuntimeFixture.Monday, await runtime.Writer.Write((work, _) => Task.FromResult(work.Now)));
    }
}

public sealed class WriterOnSqliteTests : WriterTests
{
    protected override Task<RuntimeFixture> Open() => RuntimeFixture.Sqlite();

    [Fact]
    public async Task Prepare_Sqlite_IsDurable()
    {
        await using var database = await TestDatabase.Sqlite();
        await using var connection = await database.Settings.OpenWriterConnection(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT journal_mode FROM pragma_journal_mode()) || (SELECT synchronous FROM pragma_synchronous()) || (SELECT foreign_keys FROM pragma_foreign_keys())";
        Assert.Equal("wal21", await command.ExecuteScalarAsync());
    }
}

public sealed class WriterOnPostgreSqlTests : WriterTests
{
    protected override Task<RuntimeFixture> Open()
    {
        Assert.SkipWhen(TestDatabase.PostgreSqlServer is null, "WORKFLOWJOBS_PG names no server.");
        return RuntimeFixture.PostgreSql();
    }
}
