namespace WorkflowJobs.Browser.Tests;

/// <summary>Walks with a server of their own take turns: several servers and browsers at once starve two cores.</summary>
[CollectionDefinition(nameof(OwnServer))]
public sealed class OwnServer;
