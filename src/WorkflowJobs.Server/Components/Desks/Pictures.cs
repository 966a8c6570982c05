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

    /// <summary>A version by itself, with some of its steps marked.</summary>
    public static ProcessPicture? Of(string json, IReadOnlySet<string>? marked = null) =>
        DefinitionReader.Read(json).Definition is { } read ? ProcessPicture.Of(read, marked ?? new HashSet<string>(), new HashSet<string>()) : null;

    /// <summary>What people know each step by, by its id.</summary>
    public static Dictionary<string, string> Titles(string json) => DefinitionReader.Read(json).Definition?.Titles() ?? [];
}
