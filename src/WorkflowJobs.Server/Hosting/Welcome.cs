using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Server.Demo;

namespace WorkflowJobs.Server.Hosting;

/// <summary>What the console says once the server listens: the address, and in demo mode who can sign in.</summary>
internal static class Welcome
{
    public static async Task Print(WebApplication app)
    {
        var options = app.Services.GetRequiredService<ServerOptions>();
        Console.WriteLine($"\n  {string.Join("  ", app.Urls)}\n");
        if (!options.Demo)
            return;
        await using var db = app.Services.GetRequiredService<DatabaseSettings>().CreateContext();
        var units = await db.Units.AsNoTracking().OrderBy(unit => unit.SortOrder).ToListAsync();
        Console.WriteLine($"  演示模式 Demo mode · 密码 password: {DemoAccounts.Password}");
        foreach (var unit in units)
            if (DemoAccounts.For([unit]).Select(entry => $"{entry.UserName} {entry.DisplayName}").ToList() is { Count: > 0 } holders)
                Console.WriteLine($"    {unit.Name}: {string.Join(" · ", holders)}");
        Console.WriteLine($"    申请人 applicants: {DemoPeople.UserName(DemoPeople.All[0])} {DemoPeople.All[0].Name} … {DemoPeople.UserName(DemoPeople.All[^1])} {DemoPeople.All[^1].Name}\n");
    }
}
