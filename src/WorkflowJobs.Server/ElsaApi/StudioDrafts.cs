using System.Globalization;
using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;

namespace WorkflowJobs.Server.ElsaApi;

/// <summary>Saves as Studio posts them, turned into drafts of the domain.</summary>
internal sealed class StudioDrafts(DefinitionDrafts drafts, ActivityCatalog catalog)
{
    private static readonly Refusal NoFlowchart = new("ROOT_NOT_FLOWCHART", "本系统的流程都是流程图，不能保存为其他形式。", "A process here is a flowchart.") { Status = 400 };

    private static readonly Refusal Nameless = new("NAME_MISSING", "请填写流程名称。", "Give the process a name.") { Status = 400 };

    /// <summary>The tag of a latest version, with which a save says what it was begun from.</summary>
    public static string TagOf(DefinitionVersion version) => string.Create(CultureInfo.InvariantCulture, $"\"{version.Id}:{version.Revision}\"");

    public Task<Result<DraftStored>> Save(Actor actor, JsonObject model, string? tag, bool publish, CancellationToken cancel)
    {
        var definitionId = StudioDocument.Text(model, "definitionId") is { Length: > 0 } id ? id : "process-" + Guid.NewGuid().ToString("N")[..8];
        return drafts.Save(actor, definitionId, Read(tag) ?? FromModel(model), latest => Compose(model, definitionId, latest), publish, cancel);
    }

    /// <summary>A file: whatever it says of versions, it follows the latest one.</summary>
    public Task<Result<DraftStored>> Import(Actor actor, JsonObject model, DefinitionVersion? latest, CancellationToken cancel)
    {
        var definitionId = StudioDocument.Text(model, "definitionId") is { Length: > 0 } id ? id : "process-" + Guid.NewGuid().ToString("N")[..8];
        return drafts.Save(actor, definitionId, latest is null ? null : new DraftBase(latest.Id, latest.Revision), before => Compose(model, definitionId, before), publish: false, cancel);
    }

    private Result<string> Compose(JsonObject model, string definitionId, DefinitionVersion? latest)
    {
        if (model["root"] is not JsonObject root || StudioDocument.Text(root, "type") != "Elsa.Flowchart" || StudioDocument.Text(root, "id") is null)
            return NoFlowchart;
        if (string.IsNullOrWhiteSpace(StudioDocument.Text(model, "name")))
            return Nameless;
        return StudioMerge.Apply(model, definitionId, latest, catalog).ToJsonString(Plain.Json);
    }

    private static DraftBase? Read(string? tag)
    {
        var text = tag?.Trim('"') ?? "";
        var cut = text.LastIndexOf(':');
        return cut > 0 && int.TryParse(text.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? new DraftBase(text[..cut], revision) : null;
    }

    private static DraftBase? FromModel(JsonObject model) => StudioDocument.Text(model, "id") is { Length: > 0 } id ? new DraftBase(id, null) : null;
}
