using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Data.Seed;

namespace WorkflowJobs.Torture.Fuzz;

/// <summary>Spreadsheets as text: headings that the imports know, and cells of all kinds.</summary>
internal sealed class Sheets(Random random, Values values)
{
    private const string OpeningHeading = "公民身份号码,姓名,村（社区）,岗位类别,计划年度,批次,岗位名称,首次核定日期,上岗日期,协议起始日,协议终止日,累计已用月数,累计已发金额,意外险保单号,保单生效日,收款账号";

    private static readonly string[] Headings =
    [
        OpeningHeading, "公民身份号码,姓名", "公民身份号码,姓名,起始日,终止日,金额,单位名称", "业务编号,金额,结果,原因", "岗位编号,姓名," + string.Join(',', Enumerable.Range(1, 31)),
        "公民身份号码,个人姓名,个人编号,登记流水号,困难人员编号,性别,出生日期,单位名称,公益性岗位名称,家庭住址,困难人员类别,审批状态,创建机构名称,创建日期,岗位类型,是否已备案,镇街",
        "镇街,乡村,城镇,合计", "公民身份号码,姓名,保单号,生效日,终止日", "公民身份号码,姓名,年,月,养老,医疗,失业,工伤",
    ];

    private static readonly (string Name, string Number)[] People =
        [.. JsonNode.Parse(SeedFiles.Text(SeedFiles.Personas))!.AsArray().Select(person => (person!["name"]!.GetValue<string>(), person["id"]!.GetValue<string>()))];

    /// <summary>Three people on post before the system was, none of them wrong.</summary>
    public static string Opening() => OpeningHeading + "\n" + string.Concat(((string[])["P26", "P29", "P30"]).Select(key =>
    {
        var person = JsonNode.Parse(SeedFiles.Text(SeedFiles.Personas))!.AsArray().Single(row => row!["key"]!.GetValue<string>() == key)!;
        return $"{person["id"]},{person["name"]},渔湾村,乡村,2022,1,综合网格员,2022-06-20,2022-07-01,2024-07-01,2025-06-30,23.5,19583.30,PA-1,2024-07-01,6217000012345678901\n";
    }));

    public string Next()
    {
        var heading = random.Next(8) == 0 ? values.Text() : Headings[random.Next(Headings.Length)];
        var columns = heading.Split(',').Length;
        var rows = Enumerable.Range(0, random.Next(5)).Select(_ =>
        {
            var (name, number) = People[random.Next(People.Length)];
            return string.Join(',', Enumerable.Range(0, columns + (random.Next(10) == 0 ? 1 : 0)).Select(column => (column, random.Next(4)) switch
            {
                (0, > 0) => number,
                (1, > 0) => name,
                (_, 0) => values.Text(),
                (_, 1) => values.Number().ToString(),
                (_, 2) => "2024-07-01",
                _ => "",
            }));
        });
        return heading + "\n" + string.Join('\n', rows);
    }
}
