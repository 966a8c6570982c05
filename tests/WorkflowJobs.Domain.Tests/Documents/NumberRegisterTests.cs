using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Documents;
using WorkflowJobs.Domain.Tests.Runtime;

namespace WorkflowJobs.Domain.Tests.Documents;

public sealed class NumberRegisterTests
{
    [Theory]
    [InlineData("济太管办字〔2024〕12号", "济太管办字", 2024, 12)]
    [InlineData(" 石政公岗字〔2025〕1号 ", "石政公岗字", 2025, 1)]
    public void Number_OfTheForm_HasItsParts(string text, string series, int year, int number) => Assert.Equal((series, year, number), NumberRegister.Parse(text));

    [Theory]
    [InlineData("济太管办字〔2024〕号")]
    [InlineData("济太管办字〔2024〕012号")]
    [InlineData("济太管办字[2024]12号")]
    [InlineData("济太管办字〔24〕12号")]
    [InlineData("第12号")]
    public void Number_OfAnotherForm_IsNone(string text) => Assert.Null(NumberRegister.Parse(text));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Next_FromManyAtOnce_GivesEachNumberOnceWithoutGap(bool postgreSql)
    {
        Assert.SkipWhen(postgreSql && TestDatabase.PostgreSqlServer is null, "WORKFLOWJOBS_PG names no server.");
        await using var database = postgreSql ? await TestDatabase.PostgreSql() : await TestDatabase.Sqlite();
        var writer = database.Settings.CreateWriter(TimeProvider.System);
        await using var _ = writer as IAsyncDisposable;
        var numbers = await Task.WhenAll(Enumerable.Range(0, 24).Select(i =>
            writer.Write((work, cancel) => NumberRegister.Next(work, "石桥公岗受", 2024, $"d{i}", cancel), TestContext.Current.CancellationToken)));

        Assert.Equal(Enumerable.Range(1, 24).Select(number => NumberRegister.Text("石桥公岗受", 2024, number)).Order(), numbers.Order());
        Assert.Equal("石桥公岗受〔2025〕1号", await writer.Write((work, cancel) => NumberRegister.Next(work, "石桥公岗受", 2025, "next-year", cancel), TestContext.Current.CancellationToken));
        Assert.Equal("许庄公岗受〔2024〕1号", await writer.Write((work, cancel) => NumberRegister.Next(work, "许庄公岗受", 2024, "other", cancel), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Next_InACommandThatIsRefused_LeavesNoGap()
    {
        await using var database = await TestDatabase.Sqlite();
        var writer = database.Settings.CreateWriter(TimeProvider.System);
        await using var _ = writer as IAsyncDisposable;
        await writer.Write(async (work, cancel) => work.Refuse(await NumberRegister.Next(work, "石桥公岗受", 2024, "refused", cancel)), TestContext.Current.CancellationToken);

        Assert.Equal("石桥公岗受〔2024〕1号", await writer.Write((work, cancel) => NumberRegister.Next(work, "石桥公岗受", 2024, "stands", cancel), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Enter_ANumberThatWasGivenOut_IsNotTakenTwice_AndTheNextComesAfterIt()
    {
        await using var database = await TestDatabase.Sqlite();
        var writer = database.Settings.CreateWriter(TimeProvider.System);
        await using var _ = writer as IAsyncDisposable;
        Task<bool> Enter(string number, string document) => writer.Write((work, cancel) => NumberRegister.Enter(work, number, document, cancel), TestContext.Current.CancellationToken);

        Assert.True(await Enter("石政公岗字〔2024〕7号", "first"));
        Assert.False(await Enter("石政公岗字〔2024〕7号", "second"));
        // What an office calls otherwise stands on the paper, not in the register.
        Assert.True(await Enter("公告第7号", "third"));
        Assert.Equal("石政公岗字〔2024〕8号", await writer.Write((work, cancel) => NumberRegister.Next(work, "石政公岗字", 2024, "fourth", cancel), TestContext.Current.CancellationToken));
        Assert.Equal(2, await writer.Write((work, cancel) => work.Db.DocumentNumbers.CountAsync(cancel), TestContext.Current.CancellationToken));
    }
}
