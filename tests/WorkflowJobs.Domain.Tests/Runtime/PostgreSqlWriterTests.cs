using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Data;

namespace WorkflowJobs.Domain.Tests.Runtime;

public sealed class PostgreSqlWriterTests
{
    /// <summary>Each reads what all the others write, so that only one of those who overlap can commit.</summary>
    [Fact]
    public async Task Write_OfManyWhoAllUndoEachOther_IsRefusedToNobody()
    {
        Assert.SkipWhen(TestDatabase.PostgreSqlServer is null, "WORKFLOWJOBS_PG names no server.");
        const int many = 96;
        await using var database = await TestDatabase.PostgreSql();
        var writer = database.Settings.CreateWriter(TimeProvider.System);
        using var _ = writer as IDisposable;
        var seen = await Task.WhenAll(Enumerable.Range(0, many).Select(i => writer.Write(async (work, cancel) =>
        {
            var before = await work.Db.Settings.CountAsync(setting => setting.Key.StartsWith("race."), cancel);
            await Task.Delay(TimeSpan.FromMilliseconds(25), cancel);
            work.Db.Settings.Add(new Setting { Key = $"race.{i}", Value = "1" });
            return before;
        }, TestContext.Current.CancellationToken)));

        Assert.Equal(Enumerable.Range(0, many), seen.Order());
    }
}
