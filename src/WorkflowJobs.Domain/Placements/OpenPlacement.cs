using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Documents;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Placements;

/// <summary>The agreement of an application in force becomes a placement: the person and the post enter the roster, and the placement's own process begins.</summary>
public sealed class OpenPlacement(AgeLimits ages, Lazy<IProcessHost> host) : ICallHandler
{
    public const string DefinitionId = "placement";

    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Act(nameof(OpenPlacement), CallCategories.Placement, "列入花名册", "Enter the roster");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var application = await context.Application(cancel);
        var agreement = await work.Db.Agreements.Where(row => row.ApplicationId == application.Id && row.VoidedOn == null).OrderByDescending(row => row.RecordedAt).FirstAsync(cancel);
        var person = await work.Db.People.FindAsync([application.PersonId], cancel) ?? throw new InvalidOperationException($"Application {application.Id} has no person.");
        var post = await PostOf(work, application, agreement.PostName, cancel);
        var approvedOn = ShanghaiTime.DateOf(application.ApprovedAt ?? work.Now);
        var (retiresOn, ageLimitOn) = await ages.Of(work, application.Kind, application, person, approvedOn, cancel);
        var id = WorkQueries.NewId();
        var placement = new Placement
        {
            Id = id,
            PersonId = person.Id,
            ApplicationId = application.Id,
            Kind = application.Kind,
            Year = application.Year,
            Batch = application.Batch,
            TownId = application.TownId,
            VillageId = application.VillageId,
            PostId = post?.Id,
            PostName = agreement.PostName,
            PostNumber = await PostNumbers.Next(work, application.TownId, application.Year, id, cancel),
            EmployerUnit = post?.EmployerUnit ?? "",
            Place = post?.Place ?? "",
            StartsOn = agreement.StartsOn,
            ApprovedOn = approvedOn,
            RetiresOn = retiresOn,
            AgeLimitOn = ageLimitOn,
        };
        work.Db.Placements.Add(placement);
        agreement.PlacementId = id;
        await work.Flush(cancel);
        placement.InstanceId = await host.Value.Start(work, DefinitionId, new Subject(Subject.Placement, id), new JsonObject { ["placementId"] = id, ["townId"] = placement.TownId }, context.Actor, cancel);
        return new CallAnswer.Done();
    }

    private static async Task<Post?> PostOf(Work work, Application application, string name, CancellationToken cancel)
    {
        var posts = await work.Db.Posts.AsNoTracking().Where(post => post.LineId == application.LineId).ToListAsync(cancel);
        return posts.Find(post => post.Name == name && post.VillageId == application.VillageId)
            ?? posts.Find(post => post.Name == name)
            ?? posts.Find(post => post.Id == application.FirstPostId);
    }
}

/// <summary>岗位编号 of a town and year: each once.</summary>
public static class PostNumbers
{
    public static async Task<string> Next(Work work, string townId, int year, string placementId, CancellationToken cancel)
    {
        var town = await work.Db.Units.AsNoTracking().Where(unit => unit.Id == townId).Select(unit => unit.Name).FirstAsync(cancel);
        return await NumberRegister.Next(work, string.Concat(town.AsSpan(0, Math.Min(2, town.Length)), "岗"), year, placementId, cancel);
    }
}
