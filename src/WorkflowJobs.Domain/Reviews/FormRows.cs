using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Reviews;

/// <summary>Rows of the people tables: the application's id as key, name and village, never an ID number.</summary>
internal static class FormRows
{
    public static async Task<JsonArray> Of(
        Work work, IReadOnlyList<Application> applications, Func<Application, Person, JsonObject, JsonObject> fill, CancellationToken cancel)
    {
        var people = await PeopleOf(work, applications, cancel);
        var villages = await work.Db.Units.AsNoTracking().ToDictionaryAsync(u => u.Id, u => u.Name, cancel);
        var rows = new JsonArray();
        foreach (var application in applications)
        {
            var person = people[application.PersonId];
            var row = new JsonObject
            {
                ["key"] = application.Id,
                ["name"] = person.Name,
                ["receipt"] = application.ReceiptNumber,
                ["village"] = villages.GetValueOrDefault(application.VillageId),
            };
            rows.Add((JsonNode)fill(application, person, row));
        }

        return rows;
    }

    public static async Task<Dictionary<string, Person>> PeopleOf(Work work, IEnumerable<Application> applications, CancellationToken cancel)
    {
        var ids = applications.Select(a => a.PersonId).Distinct().ToList();
        return await work.Db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancel);
    }

    /// <summary>分 as 元: 720000 → 7200.00.</summary>
    public static string? Yuan(long? fen) => fen is null ? null : (fen.Value / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
