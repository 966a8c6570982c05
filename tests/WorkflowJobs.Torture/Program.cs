using WorkflowJobs.Torture.Crash;
using WorkflowJobs.Torture.Fuzz;
using WorkflowJobs.Torture.Nodes;
using WorkflowJobs.Torture.Outage;
using WorkflowJobs.Torture.Races;

// Each command in a folder of its own: WORD → what it does, from its arguments to the exit code.
var commands = new Dictionary<string, Func<string[], Task<int>>>(StringComparer.Ordinal)
{
    ["fuzz"] = FuzzCommand.Run,
    ["crash"] = CrashCommand.Run,
    ["races"] = RacesCommand.Run,
    ["outage"] = OutageCommand.Run,
    ["nodes"] = NodesCommand.Run,
};
if (args.Length > 0 && commands.TryGetValue(args[0], out var command))
    return await command(args[1..]);
Console.Error.WriteLine($"Usage: dotnet run --project tests/WorkflowJobs.Torture -- {string.Join('|', commands.Keys)} [options]");
return 2;
