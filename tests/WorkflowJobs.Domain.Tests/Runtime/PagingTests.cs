using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Tests.Applications;

namespace WorkflowJobs.Domain.Tests.Runtime;

/// <summary>Long lists, sought page by page: every row once and in order, whatever the sizes of the pages and however many share a key.</summary>
public sealed class PagingTests : IAsyncLifetime
{
    private RoundFixture round = null!;

    public async ValueTask InitializeAsync()
    {
        round = await RoundFixture.Create();
        await round.Get<IWriter>().Write((work, _) =>
        {
            // Three share each second, so that a page ends in the middle of one.
            for (var i = 0; i < 20; i++)
                work.Db.OfficerNotices.Add(new() { Id = $"n{(i * 7) % 20:00}", UserId = "刘桂芳", Kind = "Reminder", TextZh = "", TextEn = "", At = RoundFixture.At("2024-06-03 09:00").AddSeconds(i / 3) });
            return Task.FromResult(0);
        });
    }

    public ValueTask DisposeAsync() => round.DisposeAsync();

    [Theory]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(7, false)]
    [InlineData(20, true)]
    public async Task Pages_WalkedToTheEnd_HoldEveryRowOnceInOrder(int size, bool descending)
    {
        var all = await round.Read(work => Task.FromResult(work.Db.OfficerNotices.AsEnumerable().OrderBy(row => row.At).ThenBy(row => row.Id, StringComparer.Ordinal).Select(row => row.Id).ToList()));
        if (descending)
            all.Reverse();
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var (ids, next) = await round.Read(work => work.Db.OfficerNotices.Page(row => row.At, row => row.Id, descending, new PageOf(cursor, size), default));
            Assert.True(ids.Count <= size);
            seen.AddRange(ids);
            cursor = next;
        }
        while (cursor is not null);

        Assert.Equal(all, seen);
    }

    [Fact]
    public async Task Page_ByName_GoesOnAfterTheLastName()
    {
        var (first, next) = await round.Read(work => work.Db.Users.Page(row => row.DisplayName, row => row.Id, false, new PageOf(null, 4), default));
        var (second, _) = await round.Read(work => work.Db.Users.Page(row => row.DisplayName, row => row.Id, false, new PageOf(next, 200), default));

        Assert.Equal(first[^1], next);
        Assert.Equal(RoundFixture.Officers.Select(officer => officer.User).Order(StringComparer.Ordinal), first.Concat(second).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Page_AfterARowThatLeftTheList_IsTheEnd()
    {
        var (ids, next) = await round.Read(work => work.Db.OfficerNotices.Page(row => row.At, row => row.Id, true, new PageOf("gone"), default));

        Assert.Empty(ids);
        Assert.Null(next);
    }
}
