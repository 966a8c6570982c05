using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Server.Http;

/// <summary>How an operation is described: its name (unique, stable, what a generated client calls it) and one sentence.</summary>
internal static class Operations
{
    public static TBuilder Named<TBuilder>(this TBuilder endpoint, string name, string summary)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithName(name).WithSummary(summary);
}

/// <summary>Which page of a list, from the query: <c>cursor</c> is the <c>nextCursor</c> of the page before.</summary>
public sealed record PageQuery(string? Cursor, int? PageSize)
{
    internal PageOf Page => new(string.IsNullOrEmpty(Cursor) ? null : Cursor, PageSize ?? PageOf.Usual);
}
