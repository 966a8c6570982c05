using Microsoft.EntityFrameworkCore;

namespace WorkflowJobs.Domain.Runtime.Commands;

/// <summary>A page of a list and where the next one begins; null on the last.</summary>
public sealed record ListPage<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>Which page: after the row of the cursor, so many at the most.</summary>
public sealed record PageOf(string? Cursor = null, int PageSize = PageOf.Usual)
{
    public const int Usual = 50;
    public const int Largest = 200;

    /// <summary>All that a page may hold, from the beginning.</summary>
    public static PageOf First { get; } = new(null, Largest);

    internal int Size => Math.Clamp(PageSize, 1, Largest);
}

public static class Paging
{
    /// <summary>
    /// The page's ids of an ordered list: the cursor is the last id seen. A cursor whose row has left the list ends it, rather than
    /// beginning again.
    /// </summary>
    public static async Task<(List<string> Ids, string? Next)> Page(this IQueryable<string> ordered, PageOf page, CancellationToken cancel)
    {
        if (page.Cursor is null)
        {
            var first = await ordered.Take(page.Size + 1).ToListAsync(cancel);
            return first.Count <= page.Size ? (first, null) : (first[..page.Size], first[page.Size - 1]);
        }

        var all = await ordered.ToListAsync(cancel);
        var from = all.IndexOf(page.Cursor) + 1;
        if (from == 0)
            return ([], null);
        var ids = all.GetRange(from, Math.Min(page.Size, all.Count - from));
        return (ids, from + ids.Count < all.Count ? ids[^1] : null);
    }

    /// <summary>The rows in the order of their ids.</summary>
    public static List<T> InOrder<T>(this IEnumerable<T> rows, IReadOnlyList<string> ids, Func<T, string> id)
    {
        var byId = rows.ToDictionary(id, StringComparer.Ordinal);
        return [.. ids.Where(byId.ContainsKey).Select(key => byId[key])];
    }
}
