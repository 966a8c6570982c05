namespace WorkflowJobs.Domain.Tests.Runtime.Stops;

/// <summary>Whether the connection ends before the statement reaches the database, or after it was executed and before the answer is read.</summary>
public enum Moment
{
    Before,
    After,
}

/// <summary>Where the connection to a database ends.</summary>
internal interface ICut
{
    /// <summary>At so many statements from now on.</summary>
    void StopAt(int statement, Moment moment);

    /// <summary>The way is whole again; tells whether it was cut.</summary>
    bool Mend();
}
