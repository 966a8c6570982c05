using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Documents;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Supervision;

/// <summary>A problem that a unit has to put right.</summary>
/// <param name="UnitId">A village, or the town itself.</param>
public sealed record NewRectification(string Source, string SourceId, string TownId, string UnitId, string Kind, string Problem)
{
    public string? PersonId { get; init; }
    public string? PlacementId { get; init; }

    /// <summary>The district found it: its handler verifies, its leader and the commission are told when it is late.</summary>
    public bool ByDistrict { get; init; }

    /// <summary>A discipline office found it and verifies it.</summary>
    public bool ByDiscipline { get; init; }
}

/// <summary>Enters a problem in the ledger and begins its process. For inspections, tip-offs and comparisons alike.</summary>
public sealed class Rectifications(ParameterStore parameters, CalendarStore calendars, SealedTexts texts, Lazy<IProcessHost> host)
{
    public const string DefinitionId = "rectification";
    public const string Series = "整改";

    public async Task<Rectification> Open(Work work, NewRectification said, Actor actor, CancellationToken cancel)
    {
        var today = ShanghaiTime.DateOf(work.Now);
        var set = await parameters.At(work.Db, today, cancel);
        var unit = (await UnitList.All(work.Db, cancel)).Find(one => one.Id == said.UnitId) ?? throw new InvalidOperationException($"There is no unit {said.UnitId}.");
        var ofVillage = unit.Kind == UnitKind.Village;
        var id = WorkQueries.NewId();
        var rectification = new Rectification
        {
            Id = id,
            Number = await NumberRegister.Next(work, Series, today.Year, id, cancel),
            Source = said.Source,
            SourceId = said.SourceId,
            TownId = said.TownId,
            UnitId = said.UnitId,
            PersonId = said.PersonId,
            PlacementId = said.PlacementId,
            Kind = said.Kind,
            ProblemCipher = (await texts.Seal(work, said.PersonId, said.Problem, cancel))!,
            ResponsibleRole = ofVillage ? Roles.VillageOfficer : Roles.TownHandler,
            OpenedAt = work.Now,
            DueOn = RectificationRules.DueOn(today, set.Int("rectification.days"), 0, await calendars.Load(work.Db, cancel)),
        };
        work.Db.Rectifications.Add(rectification);
        await work.Flush(cancel);
        var (verifier, leader) = (said.ByDistrict, said.ByDiscipline) switch
        {
            (true, true) => (Roles.Discipline, Roles.DistrictLeader),
            (true, false) => (Roles.DistrictHandler, Roles.DistrictLeader),
            (false, true) => (Roles.TownDiscipline, Roles.TownLeader),
            _ => (ofVillage ? Roles.TownHandler : Roles.TownLeader, Roles.TownLeader),
        };
        rectification.InstanceId = await host.Value.Start(work, DefinitionId, new Subject(RectificationSubjects.Type, id), new JsonObject
        {
            ["rectificationId"] = id,
            ["responsible"] = rectification.ResponsibleRole,
            ["responsibleScope"] = ofVillage ? "Village" : "Town",
            ["verifier"] = verifier,
            ["leader"] = leader,
            ["scope"] = said.ByDistrict ? "District" : "Town",
        }, actor, cancel);
        return rectification;
    }
}
