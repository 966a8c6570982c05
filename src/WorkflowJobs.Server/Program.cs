using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Server.Commands;
using WorkflowJobs.Server.Hosting;

if (CommandLine.IsCommand(args))
    return await CommandLine.Run(args, Console.Out, Console.Error);
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
