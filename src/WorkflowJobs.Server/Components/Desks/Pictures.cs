using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Definitions;
using WorkflowJobs.Server.Components.Officer;

namespace WorkflowJobs.Server.Components.Desks;

/// <summary>The picture of an instance: its definition's drawing, where it stands and where it has been.</summary>
internal sealed class Pictures(PictureQueries queries)
{
    public async Task<ProcessPicture?> Of(string? instanceId, CancellationToken cancel) =>
        instanceId is not null && await queries.Of(instanceId, cancel) is { } data && DefinitionReader.Read(data.DefinitionJson).Definition is { } read
            ? ProcessPicture.Of(read, data.Current, data.Done)
            : null;

    public static ProcessPicture? Of(string json) =>
        DefinitionReader.Read(json).Definition is { } read ? ProcessPicture.Of(read, new HashSet<string>(), new HashSet<string>()) : null;
}
