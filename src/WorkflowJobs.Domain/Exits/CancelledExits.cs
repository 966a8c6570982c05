using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Exits;

/// <summary>
/// An exit whose process an administrator has cancelled is Cancelled: nothing would ever decide it, so it must bar no other one, and an end that is
/// behind begins its exit anew. The person stays on post; a pay that a death or a removal stopped stays stopped, because no decision has let it go on:
/// the town is told, and begins the exit again or refuses it. Of somebody who has left already nothing but the place is open: it is offered.
/// </summary>
public sealed class CancelledExits(ExitStarter exits, Vacancies vacancies) : IInstanceObserver
{
    public async Task Cancelled(Work work, WorkflowInstance instance, Actor actor, string reason, CancellationToken cancel)
    {
        if (instance.SubjectType != Exit.SubjectType || await work.Db.Exits.FindAsync([instance.SubjectId], cancel) is not { } exit || exit.InstanceId != instance.Id)
            return;
        var placement = await work.Placement(exit.PlacementId, cancel);
        if (exit.State == ExitState.Completed)
            await vacancies.Offer(work, placement, actor, cancel);
        if (!exit.IsRunning)
            return;
        exit.State = ExitState.Cancelled;
        exit.Revision++;
        placement.ExitKind = null;
        exits.SetLastDay(work, placement, ExitRules.Of(exit.Kind).StopsAtOnce ? placement.LastDay : null);
        var stopped = placement.LastDay is not null;
        var handlers = await Holders.Of(work, Roles.TownHandler, placement.TownId, cancel);
        TaskEvents.Ring(work, handlers.Select(holder => holder.UserId), "ExitCancelled",
            $"{placement.PostNumber}：退出流程已被管理员取消，未作决定。{(stopped ? "补贴仍停发，请重新启动退出，由退出流程作出决定。" : "仍须退出的，请重新启动。")}",
            $"{placement.PostNumber}: an administrator cancelled the exit; nothing was decided. {(stopped ? "The pay stays stopped: begin the exit again, which decides." : "Begin it again where the person is still to leave.")}", null);
    }
}
