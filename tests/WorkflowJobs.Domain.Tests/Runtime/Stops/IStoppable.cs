namespace WorkflowJobs.Domain.Tests.Runtime.Stops;

/// <summary>Whether the connection ends before the statement reaches the database, or after it was executed and before the answer is read.</summary>
public enum Moment
{
    Before,
    After,
}

/// <summary>A way to a database that can be cut at any statement.</summary>
internal interface IStoppable : IAsyncDisposable
{
    RuntimeFixture Runtime { get; }

    /// <summary>The connection ends at so many statements from now on.</summary>
    void StopAt(int statement, Moment moment);

    /// <summary>The way is whole again; tells whether it was cut.</summary>
    Task<bool> Mend();
}
