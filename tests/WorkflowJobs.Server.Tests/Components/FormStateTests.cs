using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Forms;
using WorkflowJobs.Server.Components.Forms;

namespace WorkflowJobs.Server.Tests.Components;

/// <summary>The forms of a group: what is copied from one person to the others.</summary>
public sealed class FormStateTests
{
    private static readonly FormDocument Acceptance = FormDocument.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "workflows", "forms", "acceptance.json"))).Value!;

    [Fact]
    public void CopyFrom_Checklist_TakesWhatWasReceivedButNoOriginalSeen()
    {
        var first = Form(new JsonObject { ["key"] = "ID", ["received"] = true, ["originalSeen"] = true, ["note"] = "复印件两份" });
        var second = Form(new JsonObject { ["key"] = "ID" });

        second.CopyFrom(first);

        var row = Assert.Single(second.Data["checklist"]!.AsArray())!.AsObject();
        Assert.True(row["received"]!.GetValue<bool>());
        Assert.Equal("复印件两份", row["note"]!.ToString());
        Assert.Null(row["originalSeen"]);
    }

    [Fact]
    public void CopyFrom_OriginalSeenBefore_StaysSeen()
    {
        var first = Form(new JsonObject { ["key"] = "ID", ["received"] = true, ["originalSeen"] = false });
        var second = Form(new JsonObject { ["key"] = "ID", ["originalSeen"] = true });

        second.CopyFrom(first);

        Assert.True(second.Data["checklist"]![0]!["originalSeen"]!.GetValue<bool>());
    }

    private static FormState Form(JsonObject row) => new(Acceptance, new JsonObject { ["checklist"] = new JsonArray(row) })
    {
        Sources = new Dictionary<string, JsonNode> { ["acceptance-checklist"] = new JsonArray(new JsonObject { ["key"] = "ID", ["document"] = "身份证" }) },
    };
}
