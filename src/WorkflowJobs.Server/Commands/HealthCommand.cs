using System.CommandLine;

namespace WorkflowJobs.Server.Commands;

/// <summary>Asks a server whether it is ready: for containers, whose images have no such tool.</summary>
internal static class HealthCommand
{
    public static Command Create()
    {
        var url = new Option<string>("--url") { Description = "服务器地址 The server's address", DefaultValueFactory = _ => "http://localhost:5080" };
        var command = new Command("health", "询问服务器是否就绪。Asks a running server whether it is ready") { url };
        command.SetAction(async (parsed, cancel) =>
        {
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
            using var answer = await http.GetAsync(new Uri(new Uri(parsed.GetValue(url)!), "/health/ready"), cancel);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(await answer.Content.ReadAsStringAsync(cancel));
            return answer.IsSuccessStatusCode ? ExitCodes.Ok : ExitCodes.Failed;
        });
        return command;
    }
}
