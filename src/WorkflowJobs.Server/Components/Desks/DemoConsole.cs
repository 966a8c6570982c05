using WorkflowJobs.Domain.Common;
using WorkflowJobs.Server.Components.Demo;
using WorkflowJobs.Server.Components.Text;
using WorkflowJobs.Server.Demo;

namespace WorkflowJobs.Server.Components.Desks;

internal sealed class DemoConsole(DemoService demo, DemoDirectory directory, Texts texts, Names names) : IDemoConsole
{
    public bool Enabled => true;

    public DateTimeOffset Now => demo.Now;

    /// <summary>Officers under their unit, then applicants who have opened an account.</summary>
    public async Task<IReadOnlyList<DemoAccount>> Accounts(CancellationToken cancel)
    {
        var rows = await directory.Active(cancel);
        var accounts = new List<DemoAccount>();
        foreach (var row in rows.DistinctBy(row => row.Id).OrderBy(row => row.PersonId is not null).ThenBy(row => row.Sort).ThenBy(row => row.Role))
            accounts.Add(row.PersonId is null
                ? new DemoAccount(row.Id, $"{row.DisplayName}（{texts.Code("role", row.Role)}）", await names.Unit(row.UnitId))
                : new DemoAccount(row.Id, $"{row.DisplayName}（{texts["role.AP"]}）", texts["demo.applicants"]));
        return accounts;
    }

    public async Task<Refusal?> SetClock(DateTimeOffset now, CancellationToken cancel) => (await demo.MoveTo(now, cancel)).Refusal;
}
