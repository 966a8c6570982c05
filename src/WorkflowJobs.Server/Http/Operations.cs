using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Server.Http;

/// <summary>How an operation is described: its name (unique, stable, what a generated client calls it) and one sentence.</summary>
internal static class Operations
{
    public static TBuilder Named<TBuilder>(this TBuilder endpoint, string name, string summary)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithName(name).WithSummary(summary);

    /// <summary>Every operation may be refused with a problem (RFC 9457) whose <c>code</c> is stable.</summary>
    public static RouteGroupBuilder DeclareProblems(this RouteGroupBuilder group)
    {
        foreach (var status in Statuses)
            group.ProducesProblem(status);
        return group;
    }

    private static readonly int[] Statuses =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound,
        StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity, StatusCodes.Status429TooManyRequests,
    ];
}

/// <summary>Which page of a list, from the query: <c>cursor</c> is the <c>nextCursor</c> of the page before.</summary>
public sealed record PageQuery(string? Cursor, int? PageSize)
{
    internal PageOf Page => new(string.IsNullOrEmpty(Cursor) ? null : Cursor, PageSize ?? PageOf.Usual);
}
