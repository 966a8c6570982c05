using System.Globalization;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Benchmarks.Year;

/// <summary>A person who does not exist, with the form that they hand in.</summary>
internal sealed record SyntheticPerson(string Name, string IdNumber, string Village, string Kind, int Batch, string Claim, JsonObject Form);

/// <summary>Applicants of the round of 2024, the same in every run. Their ID numbers have a valid check digit and a sequence from 900 on.</summary>
internal static class SyntheticPeople
{
    private static readonly string[] Surnames = ["赵", "钱", "孙", "李", "周", "吴", "郑", "冯", "陈", "褚", "卫", "蒋", "沈", "韩", "杨", "朱", "秦", "尤", "许", "何"];
    private static readonly string[] Given = ["安", "宁", "和", "顺", "兴", "旺", "福", "禄", "寿", "喜", "春", "夏", "秋", "冬", "梅", "兰", "竹", "菊", "山", "河"];

    /// <summary>320 for the 110 rural posts of 石桥镇, 10 for its 5 urban ones, 45 and 25 for the 17 and 8 of 许庄街道: 400 for 140 posts.</summary>
    public static IReadOnlyList<SyntheticPerson> Of2024()
    {
        var people = new List<SyntheticPerson>();
        string[] rural = ["hudong", "yuwan", "liugou"];
        string[] urban = ["qingbo", "heyuan"];
        for (var i = 0; i < 320; i++)
            people.Add(Rural(people.Count, rural[i % rural.Length]));
        for (var i = 0; i < 10; i++)
            people.Add(Urban(people.Count, rural[i % rural.Length], 1));
        for (var i = 0; i < 70; i++)
            people.Add(Urban(people.Count, urban[i % urban.Length], i < 45 ? 1 : 2));
        return people;
    }

    private static SyntheticPerson Rural(int number, string village)
    {
        // Nobody reaches 65 within the year on post, so that the walk has its exits where it says them.
        var birth = new DateOnly(1961, 1, 15).AddDays(number * 19 % 6600);
        string[] claims = ["R-AGE", "R-LOW", "R-AGE", "R-POV", "R-AGE", "R-DIS"];
        return Make(number, village, "Rural", 1, claims[number % claims.Length], birth, number % 2 == 0);
    }

    private static SyntheticPerson Urban(int number, string village, int batch)
    {
        var isMan = number % 2 == 0;
        var birth = isMan ? new DateOnly(1966, 9, 1).AddDays(number * 7 % 900) : new DateOnly(1975, 9, 1).AddDays(number * 11 % 1300);
        return Make(number, village, "Urban", batch, "U-AGE", birth, isMan);
    }

    private static SyntheticPerson Make(int number, string village, string kind, int batch, string claim, DateOnly birth, bool isMan)
    {
        var name = Surnames[number % Surnames.Length] + Given[number / Surnames.Length % Given.Length] + Given[(number * 7) % Given.Length];
        var id = Number(birth, 900 + (number * 2 % 98) + (isMan ? 1 : 0));
        var form = new JsonObject
        {
            ["name"] = name,
            ["idNumber"] = id,
            ["sex"] = isMan ? "M" : "F",
            ["phone"] = "139" + (10_000_000 + number).ToString(CultureInfo.InvariantCulture),
            ["registerKind"] = kind,
            ["registeredInTown"] = true,
            ["residentInTown"] = true,
            ["claims"] = new JsonArray(claim.EndsWith("-AGE", StringComparison.Ordinal)
                ? new JsonObject { ["code"] = claim }
                : new JsonObject { ["code"] = claim, ["certificateNumber"] = "证" + number.ToString("0000", CultureInfo.InvariantCulture), ["validTo"] = "2034-05-31" }),
            ["unemploymentRegisteredOn"] = "2024-01-10",
            ["unemploymentNumber"] = "SY-2024-" + number.ToString("0000", CultureInfo.InvariantCulture),
            ["employed"] = false,
            ["inSchool"] = false,
            ["drawsPension"] = false,
            ["able"] = true,
            ["willing"] = true,
            ["healthy"] = true,
            ["incomePerCapita"] = 600_000 + (number * 7919 % 900_000),
            ["bank"] = "太白湖农商银行",
            ["accountNumber"] = "62284800" + (10_000_000_000 + number).ToString(CultureInfo.InvariantCulture),
            ["commitment"] = true,
            ["comparisonConsent"] = true,
            ["privacyNotice"] = true,
        };
        return new SyntheticPerson(name, id, village, kind, batch, claim, form);
    }

    /// <summary>GB 11643-1999.</summary>
    private static string Number(DateOnly birth, int sequence)
    {
        var first = "370811" + birth.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + sequence.ToString("000", CultureInfo.InvariantCulture);
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        return first + "10X98765432"[first.Select((digit, i) => (digit - '0') * weights[i]).Sum() % 11];
    }
}
