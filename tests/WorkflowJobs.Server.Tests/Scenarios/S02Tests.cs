using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>S02: the urban happy path, by two groups at once.</summary>
public sealed class S02Tests
{
    [Fact]
    public async Task UrbanHappyPath_TierByTheBestGroup_ContractWithoutAnInsurancePolicy()
    {
        await using var server = await TestServer.Start();
        var street = new Town(server, "xuzhuang");
        await street.At("2024-06-04T10:00");
        var person = await street.Apply("qingbo", Town.Form("P14", "U-ZERO", form =>
        {
            form["claims"] = new JsonArray(Town.Claim("U-ZERO"), Town.Claim("U-AGE"));
            form["unemploymentRegisteredOn"] = "2024-01-10";
            form["unemploymentNumber"] = "SY-2024-0114";
            form["maritalStatus"] = "Married";
            form["household"] = new JsonArray(
                new JsonObject { ["name"] = "王桂英", ["relation"] = "配偶", ["employed"] = false, ["hasBusinessIncome"] = false, ["birth"] = "1970-03-01" },
                new JsonObject { ["name"] = "宰小军", ["relation"] = "儿子", ["employed"] = false, ["hasBusinessIncome"] = false, ["birth"] = "1995-05-01" });
        }), "Urban");
        var file = await street.Case(person);
        Assert.Equal(("U-ZERO", "1"), (Api.Text(file.Json, "bestCategory"), Api.Text(file.Json, "tier")));
        var basis = file.Json["eligibility"]!["claims"]!.AsArray().SelectMany(claim => claim!["basis"]!.AsArray()).Select(finding => Api.Text(finding, "zh")).ToList();
        Assert.Contains("法定退休日期为2028-05-07，尚未到龄", basis);
        Assert.Contains("失业登记日期2024-01-10", basis);
        await street.Accept("qingbo", person);
        await street.At("2024-06-20T10:00");
        await street.Recommend("qingbo", "2024-06-20", person);
        await street.Pass(person);
        await street.Rank("PRIORITY_FIRST", (person, null));
        await street.Post("2024-06-24");
        await street.TakeDown("2024-07-02");
        await street.Compare(person);
        await street.Approve(person);
        Assert.Equal(1, await street.Taken("Urban", 1));
        Assert.Equal(0, await street.Taken("Urban", 2));
        await street.Schedule("2024-07-10");
        await street.At("2024-07-10T18:00");
        await street.Roll((person, 90));
        await street.At("2024-07-15T10:00");
        var handler = await street.Handler;
        await handler.Complete("签订协议", person.Receipt, "Signed", await Town.Agreement(handler, "人社服务专员", "2024-07-15", "2024-07-16"));

        var signed = await street.Case(person);
        Assert.Equal("SUBMITTED ACCEPTED REVIEW TOWN_REVIEW PUBLICITY DISTRICT_REVIEW APPROVED TRAINING SIGNING", signed.Statuses);
        Assert.Equal(["VO 清波社区经办 Accept", "TH 孙莉 Pass", "TL 周海 Pass", "HH 陈静 Pass", "HL 李志远 Approve", "TH 孙莉 Signed"], signed.Decisions);
    }
}
