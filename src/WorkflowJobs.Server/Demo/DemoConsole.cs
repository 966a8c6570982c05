using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Server.Components.Demo;

namespace WorkflowJobs.Server.Demo;

/// <summary>The banner's clock and switcher, in demo mode.</summary>
internal sealed class DemoConsole(DemoService service, AppDb db) : IDemoConsole
{
    public bool Enabled => true;

    public DateTimeOffset Now => service.Now;

    public async Task<IReadOnlyList<DemoAccount>> Accounts(CancellationToken cancel)
    {
        var units = await db.Units.AsNoTracking().OrderBy(unit => unit.SortOrder).ToListAsync(cancel);
        return
        [
            .. DemoAccounts.For(units).Select(entry => new DemoAccount("demo-" + entry.UserName, entry.DisplayName, units.Find(unit => unit.Id == entry.UnitId)!.Name)),
            .. DemoPeople.All.Select(persona => new DemoAccount("demo-" + DemoPeople.UserName(persona), $"{persona.Name}（{persona.Key}）", "申请人")),
        ];
    }

    public async Task<Refusal?> SetClock(DateTimeOffset now, CancellationToken cancel) => (await service.MoveTo(now, cancel)).Refusal;
}
