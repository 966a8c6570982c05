using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Runtime.Timers;
using WorkflowJobs.Domain.Tests.Runtime;

namespace WorkflowJobs.Domain.Tests.Data;

public sealed class MigrationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Model_AgainstTheLastMigration_HasNoPendingChanges(bool sqlite)
    {
        var settings = sqlite ? DatabaseSettings.Sqlite(Path.Combine(Path.GetTempPath(), "never-opened.db")) : DatabaseSettings.PostgreSql("Host=none");
        await using var db = settings.CreateContext();
        Assert.False(db.Database.HasPendingModelChanges(), "Add a migration for both databases; Data/Migrations/DesignTimeFactories.cs says how.");
        Assert.NotEmpty(db.Database.GetMigrations());
    }

    [Fact]
    public async Task Prepare_Again_ChangesNothing()
    {
        await using var database = await TestDatabase.Sqlite();
        await database.Settings.Prepare(CancellationToken.None);
        await using var db = database.Settings.CreateContext();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public async Task Instants_Stored_CompareWhateverTheirOffset()
    {
        await using var runtime = await RuntimeFixture.Sqlite();
        var nine = new DateTimeOffset(2024, 6, 3, 9, 0, 0, TimeSpan.FromHours(8));
        await runtime.Write(work =>
        {
            work.Db.Timers.Add(new TimerRow { Id = "t", Purpose = TimerPurpose.Escalate, TargetId = "x", DueAt = nine });
            return Task.CompletedTask;
        });
        Assert.True(await runtime.Read(work => work.Db.Timers.AnyAsync(timer => timer.DueAt == nine.ToUniversalTime() && timer.DueAt < nine.AddMilliseconds(1))));
    }
}
