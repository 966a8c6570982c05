using MudBlazor;
using WorkflowJobs.Server.Components.Account;

namespace WorkflowJobs.Server.Components.Layout;

/// <summary>A line of the navigation and whom it is for.</summary>
internal sealed record NavItem(string Href, string Words, string Icon, string Audience)
{
    public static IReadOnlyList<NavItem> All { get; } =
    [
        new("/inbox", "nav.inbox", Icons.Material.Filled.Inbox, Audiences.Officers),
        new("/dashboard", "nav.dashboard", Icons.Material.Filled.Dashboard, Audiences.Dashboards),
        new("/assist", "nav.assist", Icons.Material.Filled.PersonAdd, Audiences.Assistants),
        new("/search", "nav.search", Icons.Material.Filled.Search, Audiences.Officers),
        new("/rounds", "nav.rounds", Icons.Material.Filled.Groups, Audiences.Officers),
        new("/roster", "nav.roster", Icons.Material.Filled.Badge, Audiences.Officers),
        new("/attendance", "nav.attendance", Icons.Material.Filled.EventAvailable, Audiences.Officers),
        new("/assessments", "nav.assessments", Icons.Material.Filled.Grade, Audiences.Assessments),
        new("/reports", "nav.reports", Icons.Material.Filled.BarChart, Audiences.Reports),
        new("/lists", "nav.lists", Icons.Material.Filled.Campaign, Audiences.Lists),
        new("/supervision/inspections", "nav.inspections", Icons.Material.Filled.FactCheck, Audiences.Supervision),
        new("/supervision/rectifications", "nav.rectifications", Icons.Material.Filled.Rule, Audiences.Ledger),
        new("/supervision/tip-offs", "nav.tipOffs", Icons.Material.Filled.RecordVoiceOver, Audiences.TipOffs),
        new("/supervision/clues", "nav.clues", Icons.Material.Filled.Report, Audiences.Clues),
        new("/openings", "nav.openings", Icons.Material.Filled.PersonPin, Audiences.Openings),
        new("/comparison", "nav.comparison", Icons.Material.Filled.CompareArrows, Audiences.Comparison),
        new("/insurance", "nav.insurance", Icons.Material.Filled.HealthAndSafety, Audiences.Insurance),
        new("/supervision/officers", "nav.officers", Icons.Material.Filled.ManageSearch, Audiences.Reveals),
        new("/subsidies", "nav.subsidies", Icons.Material.Filled.Payments, Audiences.Officers),
        new("/barred-accounts", "nav.barredAccounts", Icons.Material.Filled.Block, Audiences.BarredAccounts),
        new("/clawbacks", "nav.clawbacks", Icons.Material.Filled.Undo, Audiences.Officers),
        new("/exits", "nav.exits", Icons.Material.Filled.Logout, Audiences.Officers),
        new("/follow-ups", "nav.followUps", Icons.Material.Filled.SupportAgent, Audiences.Officers),
        new("/delegations", "nav.delegations", Icons.Material.Filled.SwapHoriz, Audiences.Officers),
        new("/done", "nav.done", Icons.Material.Filled.DoneAll, Audiences.Officers),
        new("/my", "nav.myApplications", Icons.Material.Filled.Description, Audiences.Applicants),
        new("/my/pay", "nav.myPay", Icons.Material.Filled.Payments, Audiences.Applicants),
        new("/my/notices", "nav.myNotices", Icons.Material.Filled.Mail, Audiences.Applicants),
        new("/my/data", "nav.myData", Icons.Material.Filled.Badge, Audiences.Applicants),
        new("/admin/definitions", "nav.definitions", Icons.Material.Filled.AccountTree, Audiences.Workflows),
        new("/admin/documents", "nav.documents", Icons.Material.Filled.Print, Audiences.Instances),
        new("/admin/instances", "nav.instances", Icons.Material.Filled.PlayCircle, Audiences.Instances),
        new("/admin/failures", "nav.failures", Icons.Material.Filled.ReportProblem, Audiences.Instances),
        new("/admin/reveals", "nav.reveals", Icons.Material.Filled.Visibility, Audiences.Reveals),
        new("/admin/audit", "nav.audit", Icons.Material.Filled.Policy, Audiences.Audit),
        new("/admin/retention", "nav.retention", Icons.Material.Filled.AutoDelete, Audiences.Retention),
        new("/admin/journal", "nav.journal", Icons.Material.Filled.VerifiedUser, Audiences.Instances),
        new("/admin/users", "nav.users", Icons.Material.Filled.ManageAccounts, Audiences.Users),
        new("/admin/units", "nav.units", Icons.Material.Filled.AccountBalance, Audiences.Settings),
        new("/admin/parameters", "nav.parameters", Icons.Material.Filled.Tune, Audiences.Settings),
        new("/admin/calendars", "nav.calendars", Icons.Material.Filled.CalendarMonth, Audiences.Settings),
        new("/admin/plans", "nav.plans", Icons.Material.Filled.TableChart, Audiences.Plans),
    ];
}
