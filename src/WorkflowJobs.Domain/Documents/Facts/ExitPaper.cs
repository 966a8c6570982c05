using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Exits;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Subsidies;

namespace WorkflowJobs.Domain.Documents.Facts;

/// <summary>What papers about an exit say: 退出审批表, 清退决定书, 空岗报告 (D20).</summary>
public sealed class ExitPaper(ExitReader exits, ExitSettlement settlement, PeopleRegistry people) : IDocumentFacts
{
    public string SubjectType => Exit.SubjectType;

    public async Task<JsonObject> Load(Work work, string subjectId, JsonObject? submission, CancellationToken cancel)
    {
        var exit = await work.Db.Exits.FindAsync([subjectId], cancel) ?? throw new InvalidOperationException($"There is no exit {subjectId}.");
        var person = await work.Db.People.FindAsync([exit.PersonId], cancel) ?? throw new InvalidOperationException($"Exit {exit.Id} has no person.");
        var placement = await work.Placement(exit.PlacementId, cancel);
        var units = await PaperParts.Units(work, exit.TownId, cancel);
        var text = await exits.Read(work, exit, cancel);
        var figures = await settlement.Of(work, placement, exit.LastDay, cancel);
        return new JsonObject
        {
            ["name"] = person.Name,
            ["sex"] = person.Sex,
            ["idNumber"] = people.IdNumberOf(person),
            ["town"] = units.Town,
            ["village"] = units.NameOf(exit.VillageId),
            ["authority"] = units.Authority,
            ["district"] = units.District,
            ["office"] = units.Office,
            ["post"] = placement.PostName,
            ["postNumber"] = placement.PostNumber,
            ["employer"] = placement.EmployerUnit,
            ["startsOn"] = PaperText.Date(placement.StartsOn),
            ["endsOn"] = PaperText.Date(await ExitStarter.EndOf(work, placement, cancel)),
            ["kind"] = ExitRules.Of(exit.Kind).Zh,
            ["lastDay"] = PaperText.Date(exit.LastDay),
            ["reportedBy"] = exit.BegunByName,
            ["reportedOn"] = PaperText.Date(exit.BegunAt),
            ["facts"] = text.Facts,
            ["basis"] = text.Basis,
            ["handover"] = text.Handover,
            ["defence"] = ExitText.Of(exit.Defence, text.Defence, exit.DefenceBy),
            ["disputeBy"] = PaperText.Date(exit.DisputeBy),
            ["due"] = Yuan.Of(figures.Due),
            ["paid"] = Yuan.Of(figures.Paid),
            ["open"] = Yuan.Of(figures.Open),
            ["overpaid"] = Yuan.Of(figures.Overpaid),
            ["vacancyDueOn"] = PaperText.Date(exit.VacancyDueOn),
            ["vacancyReportedOn"] = PaperText.Date(exit.VacancyReportedAt),
            ["vacancyLate"] = PaperText.YesNo(exit.VacancyLate),
            ["vacancyKeep"] = (submission?.Text("keep")) switch { "Refill" => "继续补充人员", "Adjust" => "调整岗位", _ => "" },
            ["vacancyNote"] = submission?.Text("note") ?? "",
            ["opinions"] = PaperParts.Array(await Opinions(work, exit, cancel)),
        };
    }

    private static async Task<IEnumerable<JsonObject>> Opinions(Work work, Exit exit, CancellationToken cancel)
    {
        var rows = await work.Db.Decisions.AsNoTracking().Where(row => row.SubjectType == Exit.SubjectType && row.SubjectId == exit.Id).OrderBy(row => row.At).ThenBy(row => row.Id).ToListAsync(cancel);
        var outcome = await PaperParts.OutcomesZh(work, rows, cancel);
        return rows.Select(row => new JsonObject
        {
            ["who"] = PaperParts.RoleZh(row.Role),
            ["by"] = row.By,
            ["outcome"] = outcome(row),
            ["reason"] = row.Reason,
            ["at"] = PaperText.Date(row.At),
        });
    }
}
