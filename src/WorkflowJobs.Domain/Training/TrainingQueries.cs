using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Training;

public sealed record TrainingClassView(
    string Id, string TownId, string Status, DateOnly? HeldOn, int? Hours, string? Place, string? Lecturer, IReadOnlyList<TraineeView> People);

public sealed record TraineeView(string ApplicationId, string Name, int Attempt, int? Score, string? Result);

/// <summary>Classes of the actor's towns.</summary>
public sealed class TrainingQueries(IReader reader)
{
    public Task<ListPage<TrainingClassView>> List(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var towns = RoundQueries.Towns(actor);
        var (ids, next) = await work.Db.TrainingClasses.Where(c => towns.Contains(c.TownId)).OrderByDescending(c => c.HeldOn).ThenBy(c => c.Id).Select(c => c.Id).Page(page, token);
        var classes = (await work.Db.TrainingClasses.Where(c => ids.Contains(c.Id)).ToListAsync(token)).InOrder(ids, c => c.Id);
        var people = await (
            from e in work.Db.TrainingEnrolments
            join a in work.Db.Applications on e.ApplicationId equals a.Id
            join p in work.Db.People on a.PersonId equals p.Id
            where ids.Contains(e.ClassId)
            orderby p.Name
            select new { e.ClassId, View = new TraineeView(a.Id, p.Name, e.Attempt, e.Score, e.Result) }).ToListAsync(token);
        return new ListPage<TrainingClassView>([.. classes.Select(c => new TrainingClassView(
            c.Id, c.TownId, c.Status, c.HeldOn, c.Hours, c.Place, c.Lecturer, [.. people.Where(p => p.ClassId == c.Id).Select(p => p.View)]))], next);
    }, cancel);
}
