using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;

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
    /// The page's ids of a list that may grow long, ordered by one key and then the id: a later page is sought from where the last one ended, not
    /// counted from the beginning. The cursor is the last id seen; when its row has left the list, the list ends.
    /// </summary>
    public static async Task<(List<string> Ids, string? Next)> Page<T, TKey>(
        this IQueryable<T> rows, Expression<Func<T, TKey>> key, Expression<Func<T, string>> id, bool descending, PageOf page, CancellationToken cancel)
    {
        if (page.Cursor is { } cursor)
        {
            var last = await rows.Where(Where(id.Parameters, Expression.Equal(id.Body, Value(cursor)))).Select(key).Take(1).ToListAsync(cancel);
            if (last.Count == 0)
                return ([], null);
            rows = rows.Where(After(key, id, last[0], cursor, descending));
        }

        var ordered = descending ? rows.OrderByDescending(key).ThenByDescending(id) : rows.OrderBy(key).ThenBy(id);
        var ids = await ordered.Select(id).Take(page.Size + 1).ToListAsync(cancel);
        return ids.Count <= page.Size ? (ids, null) : (ids[..page.Size], ids[page.Size - 1]);

        static Expression<Func<T, bool>> Where(IReadOnlyList<ParameterExpression> row, Expression body) => Expression.Lambda<Func<T, bool>>(body, row);

        static Expression<Func<T, bool>> After(Expression<Func<T, TKey>> key, Expression<Func<T, string>> id, TKey at, string cursor, bool descending)
        {
            var idBody = id.On(key.Parameters[0]);
            var next = Beyond(idBody, Value(cursor), descending);
            return Where(key.Parameters, Expression.OrElse(Beyond(key.Body, Value(at), descending), Expression.AndAlso(Expression.Equal(key.Body, Value(at)), next)));
        }
    }

    /// <summary>Text is compared as the database orders it.</summary>
    private static BinaryExpression Beyond(Expression left, Expression right, bool descending)
    {
        if (left.Type == typeof(string))
            (left, right) = (Expression.Call(typeof(string), nameof(string.Compare), null, left, right), Expression.Constant(0));
        return descending ? Expression.LessThan(left, right) : Expression.GreaterThan(left, right);
    }

    /// <summary>As a parameter of the statement, so that the plan is kept.</summary>
    private static MemberExpression Value<TValue>(TValue value) => Expression.Field(Expression.Constant(new Held<TValue> { Item = value }), nameof(Held<TValue>.Item));

    private sealed class Held<TValue>
    {
        public required TValue Item;
    }

    /// <summary>
    /// The same for lists that stay short by nature and are ordered by several keys (the lines, rounds, meetings and lists of a town): their ids
    /// are read whole.
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

    /// <summary>The same for a catalogue that is read whole anyway (units, parameters, years, definitions).</summary>
    public static ListPage<T> Page<T>(this IReadOnlyList<T> all, Func<T, string> id, PageOf page)
    {
        var from = page.Cursor is null ? 0 : all.TakeWhile(row => id(row) != page.Cursor).Count() + 1;
        var items = all.Skip(from).Take(page.Size).ToList();
        return new ListPage<T>(items, from + items.Count < all.Count ? id(items[^1]) : null);
    }

    /// <summary>The rows in the order of their ids.</summary>
    public static List<T> InOrder<T>(this IEnumerable<T> rows, IReadOnlyList<string> ids, Func<T, string> id)
    {
        var byId = rows.ToDictionary(id, StringComparer.Ordinal);
        return [.. ids.Where(byId.ContainsKey).Select(key => byId[key])];
    }
}
