using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>People brought on post in one walk through the round R24 (DOMAIN §13): on post from 2024-07-16.</summary>
internal static class OnPost
{
    /// <summary>Each with the village, the claim and what the form says besides.</summary>
    public static async Task<IReadOnlyDictionary<string, Application>> Bring(Town town, params (string Key, string Village, string Claim, Action<JsonObject>? Change)[] people)
    {
        var applied = new Dictionary<string, Application>();
        await town.At("2024-06-04T10:00");
        foreach (var (key, village, claim, change) in people)
        {
            applied[key] = await town.Apply(village, Town.Form(key, claim, change));
            await town.Accept(village, applied[key]);
        }

        await town.At("2024-06-20T10:00");
        foreach (var village in people.GroupBy(person => person.Village))
            await town.Recommend(village.Key, "2024-06-20", [.. village.Select(person => applied[person.Key])]);
        var all = applied.Values.ToArray();
        await town.Pass(all);
        await town.Rank("PRIORITY_FIRST", [.. all.Select(person => (person, (int?)null))]);
        await town.Post("2024-06-24");
        await town.TakeDown("2024-07-02");
        await town.Compare(all);
        await town.At("2024-07-05T10:00");
        await town.Approve(all);
        await town.Schedule("2024-07-10");
        await town.At("2024-07-10T18:00");
        await town.Roll([.. all.Select(person => (person, 86))]);
        await town.At("2024-07-15T10:00");
        var handler = await town.Handler;
        foreach (var person in all)
            await handler.Complete("签订协议", person.Receipt, "Signed", await Town.Agreement(handler, "消防安全协管员", "2024-07-15", "2024-07-16", form =>
            {
                form["policyNumber"] = "PA-20240715";
                form["policyFrom"] = "2024-07-16";
            }));
        await town.At("2024-07-16T09:00");
        return applied;
    }
}
