using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>What a human task's activity asks for, as its bookmark brings it; the inputs are described with the activity.</summary>
public sealed record TaskInputs
{
    public required string Title { get; init; }
    public string? TitleEn { get; init; }
    public required string Role { get; init; }
    public required string Scope { get; init; }
    public string? Unit { get; init; }
    public string? Form { get; init; }
    public string? Stage { get; init; }
    public string? StageEn { get; init; }
    public string? Instructions { get; init; }
    public string? InstructionsEn { get; init; }

    /// <summary>Working days as a number or the key of a parameter; null for no due date.</summary>
    public string? DueIn { get; init; }

    public string? GroupKey { get; init; }

    /// <summary><c>type:id</c> when the task is about something else than its instance.</summary>
    public string? Subject { get; init; }

    public required IReadOnlyList<TaskOutcome> Outcomes { get; init; }

    /// <summary>The applicant's own, rather than an office's.</summary>
    public bool IsPersonal => Scope == "Applicant" || Role == Roles.Applicant;

    public static TaskInputs Read(Bookmark bookmark)
    {
        var inputs = bookmark.Payload ?? [];
        return new TaskInputs
        {
            Title = Text("title") ?? bookmark.ActivityId,
            TitleEn = Text("titleEn"),
            Role = Text("role") ?? "",
            Scope = Text("scope") ?? "",
            Unit = Text("unit"),
            Form = Text("form"),
            Stage = Text("stage"),
            StageEn = Text("stageEn"),
            Instructions = Text("instructions"),
            InstructionsEn = Text("instructionsEn"),
            DueIn = Text("dueInWorkingDays"),
            GroupKey = Text("groupKey"),
            Subject = Text("subject"),
            Outcomes = inputs["outcomes"] is JsonArray { Count: > 0 } texts
                ? [.. texts.Select(text => TaskOutcome.Parse(text!.ToString()))]
                : [TaskOutcome.Parse("Done|完成|Done")],
        };

        string? Text(string name) => inputs[name] is JsonValue value && value.ToString() is { Length: > 0 } text ? text : null;
    }

    /// <summary>The unit whose holders of the role are asked; empty when the subject has no place.</summary>
    public string UnitAt(SubjectPlace? place) => Unit ?? (place is null ? "" : Scope switch
    {
        "Town" => place.TownId,
        "District" => place.DistrictId,
        _ => place.VillageId ?? place.TownId,
    });
}
