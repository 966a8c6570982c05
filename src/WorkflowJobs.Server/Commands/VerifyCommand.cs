using System.CommandLine;
using WorkflowJobs.Domain.Runtime.Journal;

namespace WorkflowJobs.Server.Commands;

/// <summary>Checks the journal and names the first bad entry of each stream.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var anchors = new Option<string?>("--anchors")
        {
            Description = "用另存的锚点文件校验（默认用数据目录中的）Verify against a copy of the anchors' file (default: the one in the data folder)",
        };
        var command = new Command("verify", "校验日志：各条哈希链与签名锚点，指出第一处错误。Checks the journal: every hash chain and the signed anchors; names the first bad entry") { anchors };
        Installation.AddOptions(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var installation = Installation.Of(parsed).Required();
            var report = await installation.Verify(installation.MasterKey(), parsed.GetValue(anchors), cancel);
            Print(report, parsed.InvocationConfiguration.Output);
            return report.Ok ? ExitCodes.Ok : ExitCodes.Unsound;
        });
        return command;
    }

    public static void Print(JournalReport report, TextWriter output)
    {
        foreach (var problem in report.Problems)
            output.WriteLine($"{problem.Stream} #{problem.Sequence} {problem.Code}: {Meaning(problem.Code)}");
        output.WriteLine(report.Ok
            ? $"日志完好：{report.Streams} 条链，{report.Entries} 条记录。The journal is sound: {report.Streams} chains, {report.Entries} entries."
            : $"日志有 {report.Problems.Count} 处错误（{report.Entries} 条记录）。The journal has {report.Problems.Count} faults ({report.Entries} entries).");
        if (report.AnchorSignature is { } signature)
            output.WriteLine($"最后锚点 Last anchor: {report.Anchor} {signature}");
    }

    public static string Meaning(string code) => code switch
    {
        "ENTRY_CHANGED" => "记录被改动。The entry was changed.",
        "ENTRY_MISSING" => "记录缺失。The entry is missing.",
        "HEAD_WRONG" => "链首与最后一条记录不符。The head does not agree with the last entry.",
        "HEAD_UNANCHORED" => "自该条起没有锚点证明。No anchor vouches for the entries from here on.",
        "STREAM_MISSING" => "整条链缺失。The whole stream is missing.",
        "ANCHOR_CONTRADICTED" => "与签名锚点不符。A signed anchor says otherwise.",
        "ANCHOR_FORGED" => "锚点签名无效。The anchor's signature does not hold.",
        "ANCHOR_MISSING" => "锚点缺失。The anchor is missing.",
        "ANCHOR_OUT_OF_ORDER" => "锚点次序不对。The anchor is out of order.",
        _ => code,
    };
}
