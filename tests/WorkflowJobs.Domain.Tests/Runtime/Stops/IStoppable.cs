namespace WorkflowJobs.Domain.Tests.Runtime.Stops;

/// <summary>A way to a database that can be cut at any statement.</summary>
internal interface IStoppable : IAsyncDisposable
{
    RuntimeFixture Runtime { get; }

    /// <summary>The connection ends at so many statements from now on.</summary>
    void StopAt(int statement, Moment moment);

    /// <summary>The way is whole again; tells whether it was cut.</summary>
    Task<bool> Mend();
}
