using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Ranking;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Approvals;

/// <summary>
/// Who was selected in a round, has no place yet and cannot be approved because the case has not come so far: an objection is open, the
/// district's comparison is not done (DOMAIN §8, stages 6 to 8).
/// </summary>
public sealed class ApprovalList : IListMembers
{
    private const string Prefix = ApprovalCheck.FormKey + "/";

    public async Task<IReadOnlyList<ListMember>> WithoutTask(Work work, string groupKey, Actor actor, CancellationToken cancel)
    {
        if (!groupKey.StartsWith(Prefix, StringComparison.Ordinal) || !actor.Has(Roles.DistrictLeader))
            return [];
        var people = (await work.ApplicationsOf(groupKey[Prefix.Length..], cancel)).FindAll(row => !row.QuotaTaken && RankingPool.HoldsPlace(row));
        var ids = people.ConvertAll(row => row.Id);
        var tasks = await work.Db.UserTasks.Where(task => task.SubjectType == Runtime.Instances.Subject.Application && ids.Contains(task.SubjectId) && task.CompletedAt == null
            && (task.State == UserTaskState.Available || task.State == UserTaskState.Assigned || task.State == UserTaskState.Unassigned))
            .Select(task => new { task.SubjectId, task.GroupKey, task.FormKey, task.Title, task.TitleEn }).ToListAsync(cancel);
        var objected = await work.Db.Objections.Where(row => ids.Contains(row.ApplicationId) && row.Outcome == null).Select(row => row.ApplicationId).ToHashSetAsync(cancel);
        var personIds = people.ConvertAll(row => row.PersonId);
        var names = await work.Db.People.Where(row => personIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancel);
        var atStep = tasks.Where(task => task.GroupKey == groupKey).Select(task => task.SubjectId).ToHashSet();
        return [.. people.Where(row => !atStep.Contains(row.Id)).OrderBy(row => row.Rank ?? int.MaxValue).ThenBy(row => row.Id, StringComparer.Ordinal).Select(Member)];

        ListMember Member(Application row)
        {
            var (code, zh, en) = objected.Contains(row.Id)
                ? ("OBJECTION_OPEN", "公示异议尚未办结", "An objection is still open.")
                : tasks.FirstOrDefault(task => task.SubjectId == row.Id) switch
                {
                    { FormKey: DistrictComparisonCheck.FormKey } => ("COMPARISON_PENDING", "区级数据比对尚未完成", "The district's comparison is not done."),
                    { } task => ("NOT_AT_THIS_STEP", $"尚在“{task.Title}”", $"Still at \"{task.TitleEn}\"."),
                    null => ("NOT_AT_THIS_STEP", "尚未进入本环节", "The case has not come to this step."),
                };
            return new ListMember(Runtime.Instances.Subject.Application, row.Id, $"{names.GetValueOrDefault(row.PersonId)} {row.ReceiptNumber}", code, zh, en);
        }
    }
}
