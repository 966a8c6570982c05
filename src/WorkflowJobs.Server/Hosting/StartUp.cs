using Microsoft.AspNetCore.Identity;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Data.Seed;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Server.Demo;

namespace WorkflowJobs.Server.Hosting;

/// <summary>What happens before the first request: schema, facts, definitions, and the demo's people and clock.</summary>
internal static class StartUp
{
    private static readonly DateTimeOffset DemoBegin = ShanghaiTime.At(new DateOnly(2024, 6, 3), new TimeOnly(9, 0));

    /// <summary>The notices are made in the half-hour before the demo begins.</summary>
    private static readonly TimeSpan BeforeOffice = TimeSpan.FromMinutes(30);

    public static async Task Run(IServiceProvider services, ServerOptions options)
    {
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("StartUp");
        await Prepare(services, options);
        await KeyRing.Claim(services.GetRequiredService<IWriter>(), services.GetRequiredService<MasterKey>(), default);
        var isNewDemo = options.Demo && !await services.GetRequiredService<DemoService>().Restore(default);
        if (isNewDemo)
            services.GetRequiredService<DemoClock>().Set(DemoBegin - BeforeOffice);
        await services.GetRequiredService<IWriter>().Write(async (work, cancel) =>
        {
            await SeedData.Load(work, cancel);
            return 0;
        });
        foreach (var file in await services.GetRequiredService<WorkflowFiles>().Import(options.WorkflowsFolder, default))
            if (file.IsOpen)
                log.LogWarning("{File}: {Result} {Problems}", file.Name, file.Result, string.Join(" | ", file.Problems));
        if (options.Demo)
            await PrepareDemo(services, isNewDemo);
        else if (await services.GetRequiredService<Bootstrap>().NewSecret(default) is { } secret)
            Console.WriteLine($"""
                首次启动：还没有任何账号。请用下面的一次性口令创建第一个系统管理员（POST /api/auth/bootstrap）。
                First start: there is no account. Make the first system administrator with this one-time secret (POST /api/auth/bootstrap).
                    {secret}
                """);
    }

    /// <summary>A new database is made; one of an older program waits for <c>upgrade</c>, which backs it up first. A demo's is nobody's.</summary>
    private static async Task Prepare(IServiceProvider services, ServerOptions options)
    {
        _ = services.GetRequiredService<Tenancy>();
        var settings = services.GetRequiredService<DatabaseSettings>();
        await using (var db = settings.CreateContext())
            if (!options.Demo && await SchemaState.Of(db, default) is { IsEmpty: false, IsNewer: false, IsCurrent: false })
                throw new InvalidOperationException("数据库版本较旧，请先执行 upgrade（会先备份）。The database is of an older version; run upgrade first (it takes a backup).");
        await settings.Prepare(default);
    }

    private static async Task PrepareDemo(IServiceProvider services, bool isNew)
    {
        await using var scope = services.CreateAsyncScope();
        await DemoAccounts.Create(
            scope.ServiceProvider.GetRequiredService<AppDb>(), scope.ServiceProvider.GetRequiredService<UserManager<User>>(), DemoBegin);
        await services.GetRequiredService<DemoPeople>().Create(default);
        await services.GetRequiredService<DemoNoticeWalk>().Publish(default);
        if (isNew)
            await services.GetRequiredService<DemoService>().MoveTo(DemoBegin, default);
    }
}
