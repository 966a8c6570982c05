using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Publicity;

/// <summary>Makes a list of people to be publicised together and starts its process.</summary>
public sealed class PublicityListFactory(Lazy<IProcessHost> host)
{
    public const string DefinitionId = "publicity";

    public async Task<PublicityList> Create(Work work, Round round, IReadOnlyList<Application> people, Actor actor, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var list = new PublicityList
        {
            Id = WorkQueries.NewId(),
            RoundId = round.Id,
            TownId = round.TownId,
            Number = await work.Db.PublicityLists.CountAsync(l => l.RoundId == round.Id, cancel) + 1,
            Status = ListStates.Draft,
        };
        work.Db.PublicityLists.Add(list);
        for (var i = 0; i < people.Count; i++)
        {
            people[i].PublicityListId = list.Id;
            work.Db.PublicityEntries.Add(new PublicityEntry
            {
                Id = WorkQueries.NewId(),
                ListId = list.Id,
                ApplicationId = people[i].Id,
                Position = i + 1,
                PostId = people[i].FirstPostId,
                State = EntryStates.Listed,
            });
        }

        await work.Flush(cancel);
        var input = new JsonObject { ["listId"] = list.Id, ["roundId"] = round.Id, ["townId"] = round.TownId };
        list.InstanceId = await host.Value.Start(work, DefinitionId, new Subject(Subject.PublicityList, list.Id), input, actor, cancel);
        return list;
    }

    /// <summary>Whether this application went through a publicity period already.</summary>
    public async Task<bool> IsPublicised(Work work, Application application, CancellationToken cancel)
    {
        await work.Flush(cancel);
        return await work.Db.PublicityEntries.AnyAsync(e => e.ApplicationId == application.Id && e.State == EntryStates.Cleared, cancel);
    }
}
