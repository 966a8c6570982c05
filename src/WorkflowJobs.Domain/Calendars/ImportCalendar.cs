using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;

namespace WorkflowJobs.Domain.Calendars;

/// <summary>Imports the holidays and make-up days of one or more years. A year that is there already is replaced, which the journal shows. Due dates that waited for it become firm.</summary>
public sealed class ImportCalendar(CommandRunner commands, CalendarStore calendars)
{
    public sealed record Body(string Json);

    private static readonly string[] Allowed = [Roles.DistrictHandler, Roles.DistrictLeader, Roles.SystemAdministrator];

    /// <summary>Answers the years imported.</summary>
    public Task<Result<IReadOnlyList<int>>> Run(Actor actor, string operationId, Body body, CancellationToken cancel) =>
        commands.Run<IReadOnlyList<int>>("calendars.import", actor, operationId, body, async (work, token) =>
        {
            if (!Allowed.Any(actor.Has))
                return Refusals.Forbidden;
            var file = CalendarFile.Read(body.Json ?? "");
            if (file.Refusal is { } wrong)
                return wrong;
            var before = await calendars.Load(work.Db, token);
            var years = new List<int>();
            foreach (var part in file.Value!.ByYear())
            {
                var year = part.Years[0];
                years.Add(year);
                if (await work.Db.CalendarYears.FindAsync([year], token) is { } known)
                    (known.Json, known.Source, known.ImportedBy, known.ImportedAt) = (part.ToJson(), part.Source, actor.UserId, work.Now);
                else
                    work.Db.CalendarYears.Add(new CalendarYear { Year = year, Json = part.ToJson(), Source = part.Source, ImportedBy = actor.UserId, ImportedAt = work.Now });
                await JournalChain.Append(work, "calendars", "Imported", actor.UserId, new JsonObject { ["year"] = year, ["hash"] = Canonical.Hash(JsonNode.Parse(part.ToJson())) }, token);
            }

            await work.Flush(token);
            await FirmDueDates.Of(work, before, await calendars.Load(work.Db, token), actor, token);
            return years;
        }, cancel);
}
