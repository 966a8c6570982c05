using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Server.Hosting;

try
{
    var app = await ServerHost.Build(args);
    await app.StartAsync();
    await Welcome.Print(app);
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception refused) when (refused is MasterKeyException or InvalidOperationException { InnerException: null })
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}
