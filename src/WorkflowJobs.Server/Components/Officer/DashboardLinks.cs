using System.Globalization;
using WorkflowJobs.Domain.Reports.Dashboards;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Subsidies;

namespace WorkflowJobs.Server.Components.Officer;

/// <summary>From a figure to its rows, and from a row to the page of what it is about.</summary>
internal static class DashboardLinks
{
    public static string Rows(DashboardKind kind, int year, string figure, string? unitId) =>
        string.Create(CultureInfo.InvariantCulture, $"/dashboard/rows?kind={kind}&year={year}&figure={Uri.EscapeDataString(figure)}") + (unitId is null ? "" : "&unit=" + Uri.EscapeDataString(unitId));

    /// <summary>Null where there is no page of it.</summary>
    public static string? Of(DashboardRow row) => row.SubjectType switch
    {
        Subject.Application => $"/cases/{row.SubjectId}",
        Subject.Placement => $"/placements/{row.SubjectId}",
        Subject.Round => $"/rounds/{row.SubjectId}",
        Subject.PublicityList => "/lists",
        SubsidyBatch.Type => $"/subsidies/{row.SubjectId}",
        "attendance" => $"/attendance/{row.SubjectId}",
        "clawback" => "/clawbacks",
        "exit" => $"/exits/{row.SubjectId}",
        "inspection" => $"/supervision/inspections/{row.SubjectId}",
        "rectification" => "/supervision/rectifications",
        "tip-off" => "/supervision/tip-offs",
        "clue" => "/supervision/clues",
        "comparison" => "/comparison",
        CheckPayments.AlertType => $"/subsidies/{row.SubjectId?.Split('.')[0]}",
        _ => null,
    };
}
