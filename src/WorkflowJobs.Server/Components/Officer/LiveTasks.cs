namespace WorkflowJobs.Server.Components.Officer;

/// <summary>Tells pages that some task changed, on this server or another, so that an open inbox follows.</summary>
public interface ILiveTasks
{
    /// <summary>Until disposed. The call comes from anywhere and must return at once.</summary>
    IDisposable Follow(Action changed);
}
