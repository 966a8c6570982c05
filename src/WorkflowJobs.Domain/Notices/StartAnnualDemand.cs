using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Notices;

public sealed record StartDemandBody(int Year, string TownId);

public sealed record StartDemandAnswer(string NoticeId, string InstanceId);

/// <summary>A town begins its notice of a year: its villages are asked first.</summary>
public sealed class StartAnnualDemand(CommandRunner commands, IProcessHost host)
{
    public const string DefinitionId = "annual-demand";

    private static readonly Refusal Exists = new("NOTICE_EXISTS", "该镇街本年度已有需求公告", "The town already has a notice of that year.") { Status = 409 };
    private static readonly Refusal NotAllocated = new("NOT_ALLOCATED", "该年度没有分配给该镇街的名额", "Nothing is allocated to the town for that year.");

    public Task<Result<StartDemandAnswer>> Run(Actor actor, string operationId, StartDemandBody body, CancellationToken cancel) =>
        commands.Run<StartDemandAnswer>("notice.start", actor, operationId, body, async (work, token) =>
            actor.Has(Roles.TownHandler, body.TownId) ? await Start(work, body, actor, token) : Refusals.Forbidden, cancel);

    internal async Task<Result<StartDemandAnswer>> Start(Work work, StartDemandBody body, Actor actor, CancellationToken cancel)
    {
        if (await work.Db.Notices.AnyAsync(n => n.Year == body.Year && n.TownId == body.TownId, cancel))
            return Exists;
        if (!await work.Db.AllocationLines.AnyAsync(l => l.Year == body.Year && l.TownId == body.TownId && l.IsCurrent, cancel))
            return NotAllocated;
        var town = await work.Db.Units.FindAsync([body.TownId], cancel);
        var notice = new Notice
        {
            Id = Guid.CreateVersion7().ToString("N"),
            Year = body.Year,
            TownId = body.TownId,
            Title = $"{town?.Name}{body.Year}年城乡公益性岗位需求公告",
            Status = NoticeStatus.Draft,
        };
        work.Db.Notices.Add(notice);
        await work.Db.SaveChangesAsync(cancel);
        var instance = await host.Start(work, DefinitionId, new Subject(Subject.Notice, notice.Id), new JsonObject { ["townId"] = body.TownId, ["year"] = body.Year }, actor, cancel);
        notice.InstanceId = instance;
        return new StartDemandAnswer(notice.Id, instance);
    }
}
