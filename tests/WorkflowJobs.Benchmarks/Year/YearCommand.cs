using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using WorkflowJobs.Server.Tests;

namespace WorkflowJobs.Benchmarks.Year;

/// <summary>
/// A year in a minute: the round of 2024 with 400 synthetic applicants for 140 posts, and the year on post of those who were placed, through the
/// public REST interface with the demo clock. Prints the yearly report, and whether its rural money is what <see cref="Reckoning"/> says.
/// </summary>
internal static class YearCommand
{
    private static readonly DateOnly First = new(2024, 7, 16);
    private static readonly DateOnly Last = new(2025, 7, 15);
    private static readonly DateOnly Left = new(2024, 12, 31);

    /// <summary>0 when every sum agrees, 1 when one does not.</summary>
    public static async Task<int> Run()
    {
        var watch = Stopwatch.StartNew();
        void Say(string what) => Console.WriteLine($"{watch.Elapsed:mm\\:ss\\.f}  {what}");
        await using var server = await YearServer.Start();
        Say("the server is ready, 2024-06-03");
        try
        {
            var desk = new Desk(server);
            await new RoundWalk(server, desk, Say).Walk();
            var months = new MonthsWalk(server, desk);
            var placed = await months.Roster();
            Say($"{placed.Count} people on post");
            var rural = placed.Where(person => person.Kind == "Rural").OrderBy(person => person.Id, StringComparer.Ordinal).ToList();
            var absent = rural.Take(7).Select(person => person.Id).ToHashSet(StringComparer.Ordinal);
            var leaving = rural.Skip(20).Take(2).ToList();
            var agrees = true;
            var sums = (Need: 0L, Province: 0L, City: 0L, District: 0L);
            for (var month = new DateOnly(2024, 7, 1); month <= new DateOnly(2025, 7, 1); month = month.AddMonths(1))
            {
                await months.Attendance(month.Year, month.Month, (id, usual) => month.Month == 8 && absent.Contains(id) ? AbsentOnce(usual) : usual);
                var paid = await months.Pay(month.Year, month.Month);
                var (need, agreed) = await Compare(months, month, absent, leaving, rural.Count, Say);
                agrees &= agreed;
                var (province, city, district) = Reckoning.Split(need);
                sums = (sums.Need + need, sums.Province + province, sums.City + city, sums.District + district);
                Say($"{month:yyyy-MM}: paid {Yuan(paid)}, rural {Yuan(need)}");
                if (month.Month == 11)
                    foreach (var person in leaving)
                        await months.Leave(person, "Employed", Left.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            }

            return await Report(server, sums, Say) && agrees ? 0 : 1;
        }
        catch (Exception)
        {
            Console.Error.WriteLine(server.Log);
            throw;
        }
    }

    /// <summary>One unexcused day among those that were due.</summary>
    private static string AbsentOnce(string usual)
    {
        var day = usual.IndexOf('W', StringComparison.Ordinal);
        return usual[..day] + 'A' + usual[(day + 1)..];
    }

    /// <summary>The month's rural batch, line by line, against the reckoning; answers the month's sum by the reckoning.</summary>
    private static async Task<(long Need, bool Agrees)> Compare(MonthsWalk months, DateOnly month, HashSet<string> absent, List<Placed> leaving, int people, Action<string> say)
    {
        var batches = (await months.Batches(month.Year, month.Month)).Where(batch => Api.Text(batch, "kind") == "Rural").ToList();
        long need = 0;
        var (lines, agrees) = (0, true);
        foreach (var batch in batches)
            foreach (var line in await months.Lines(Api.Text(batch, "id")))
            {
                lines++;
                var id = Api.Text(line, "placementId");
                var pay = Reckoning.Month(First, leaving.Exists(person => person.Id == id) ? Left : Last, month.Year, month.Month);
                if (month is { Year: 2024, Month: 8 } && absent.Contains(id))
                    pay -= Reckoning.Deduction(pay, line["scheduledDays"]!.GetValue<int>(), 1);
                need += pay;
                if (line["personalFen"]!.GetValue<long>() == pay && Api.Text(line, "status") == "Paid")
                    continue;
                agrees = false;
                say($"  {Api.Text(line, "name")}: {Yuan(line["personalFen"]!.GetValue<long>())} {Api.Text(line, "status")} {line["holds"]?.ToJsonString()}, reckoned {Yuan(pay)}");
            }

        var expected = people - (month > Left ? leaving.Count : 0);
        if (lines != expected || batches.Sum(batch => batch["needFen"]!.GetValue<long>()) != need)
        {
            agrees = false;
            say($"  {month:yyyy-MM}: {lines} lines where {expected} were expected, {Yuan(batches.Sum(batch => batch["needFen"]!.GetValue<long>()))} where {Yuan(need)} was reckoned");
        }

        return (need, agrees);
    }

    private static async Task<bool> Report(YearServer server, (long Need, long Province, long City, long District) sums, Action<string> say)
    {
        var report = await (await server.As("shebao-hl")).Get("/api/reports/2024");
        Console.WriteLine("\n2024  (kind, town, batch: planned / applied / approved / started / on post / exited)");
        foreach (var line in report["lines"]!.AsArray())
            Console.WriteLine($"  {Api.Text(line, "kind"),-6} {Api.Text(line, "townId"),-9} {Api.Text(line, "batch"),2}: {string.Join(" / ", line!.AsObject().Where(field => field.Value is JsonValue value && value.TryGetValue<int>(out _) && field.Key is not ("year" or "batch")).Select(field => $"{field.Key} {field.Value}"))}");
        var money = report["money"]!;
        long Of(string name) => money[name]!.GetValue<long>();
        Console.WriteLine($"  rural money: province {Yuan(Of("provinceFen"))}, city {Yuan(Of("cityFen"))}, district {Yuan(Of("districtFen"))}; urban channel {Yuan(Of("channelFen"))}; paid to people {Yuan(Of("paidFen"))}");
        Console.WriteLine($"  reckoned:    province {Yuan(sums.Province)}, city {Yuan(sums.City)}, district {Yuan(sums.District)}; {Yuan(sums.Need)} in all");
        var agrees = (Of("provinceFen"), Of("cityFen"), Of("districtFen")) == (sums.Province, sums.City, sums.District);
        var verified = (await (await server.As("jijian-au")).Get("/api/instances/verify"))["ok"]!.GetValue<bool>();
        say(agrees ? "the sums agree" : "THE SUMS DO NOT AGREE");
        say(verified ? "the journal verifies" : "THE JOURNAL DOES NOT VERIFY");
        return agrees && verified;
    }

    private static string Yuan(long fen) => (fen / 100m).ToString("#,0.00", CultureInfo.InvariantCulture);
}
