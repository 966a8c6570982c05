using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Supervision;

namespace WorkflowJobs.Domain.PersonalData;

/// <summary>
/// The end of retention. The key goes, and with it everything that it encrypted: forms, submissions, papers, notices, notes. The names that
/// stand in clear beside it are overwritten, files are given up to the sweep, the account is closed; who objected to the person is forgotten with them.
/// Decisions and the journal stay, without the person.
/// </summary>
public sealed class Erasure
{
    public async Task Run(Work work, Person person, string requestId, Actor actor, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var applications = await work.Db.Applications.Where(row => row.PersonId == person.Id).Select(row => row.Id).ToListAsync(cancel);
        var objections = await work.Db.Objections.Where(row => applications.Contains(row.ApplicationId)).ToListAsync(cancel);
        foreach (var objection in objections)
            work.Db.Entry(objection).Property(row => row.ObjectorCipher).CurrentValue = null;
        var subjects = applications.Concat(objections.ConvertAll(row => row.Id))
            .Concat(await work.Db.Placements.Where(row => row.PersonId == person.Id).Select(row => row.Id).ToListAsync(cancel))
            .Concat(await work.Db.Exits.Where(row => row.PersonId == person.Id).Select(row => row.Id).ToListAsync(cancel))
            .Concat(await work.Db.FollowUps.Where(row => row.PersonId == person.Id).Select(row => row.Id).ToListAsync(cancel))
            .Concat(await work.Db.Clawbacks.Where(row => row.PersonId == person.Id).Select(row => row.Id).ToListAsync(cancel))
            .Concat(await work.Db.DataRequests.Where(row => row.PersonId == person.Id).Select(row => row.Id).ToListAsync(cancel)).ToList();
        var tasks = await work.Db.UserTasks.Where(row => subjects.Contains(row.SubjectId)).ToListAsync(cancel);
        foreach (var task in tasks)
            work.Db.Entry(task).Property(row => row.SubjectName).CurrentValue = SealedTexts.Destroyed;
        var taskIds = tasks.ConvertAll(task => (string?)task.Id);
        work.Db.OfficerNotices.RemoveRange(await work.Db.OfficerNotices.Where(row => taskIds.Contains(row.TaskId)).ToListAsync(cancel));
        foreach (var file in await work.Db.Attachments.Where(row => row.SubjectId != null && subjects.Contains(row.SubjectId)).ToListAsync(cancel))
            (file.SubjectType, file.SubjectId, file.FileName) = (null, null, SealedTexts.Destroyed);
        work.Db.InvitationCodes.RemoveRange(await work.Db.InvitationCodes.Where(row => row.PersonId == person.Id).ToListAsync(cancel));
        foreach (var user in await work.Db.Users.Where(row => row.PersonId == person.Id).ToListAsync(cancel))
            (user.Active, user.DisplayName, user.PasswordHash, user.UserName, user.NormalizedUserName) = (false, SealedTexts.Destroyed, null, "erased-" + user.Id, "ERASED-" + user.Id.ToUpperInvariant());
        person.Name = SealedTexts.Destroyed;
        (person.IdMasked, person.PhoneMasked, person.AccountMasked, person.PhoneIndex, person.PhoneCipher, person.AccountCipher) = ("", null, null, null, null, null);
        (person.IdNumberCipher, person.WrappedKey) = ([], []);
        work.Db.Entry(person).Property(row => row.IdNumberIndex).CurrentValue = "erased:" + person.Id;
        person.Revision++;
        await JournalChain.Append(work, DataRequestCalls.Stream, "Erased", actor.UserId, new JsonObject { ["requestId"] = requestId, ["personId"] = person.Id }, cancel);
    }
}

/// <summary>ERASURE_TWO_PEOPLE: who proposed or agreed to an erasure does not approve it.</summary>
public sealed class ErasureDuty : ITaskGuard
{
    private static readonly Common.Refusal SamePerson = new("ERASURE_TWO_PEOPLE", "销毁须由两人决定，您已提出或同意，请转办", "An erasure is decided by two people; you proposed or agreed to it.") { Status = 403 };

    public async Task<Common.Refusal?> MayAct(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (task.SubjectType != DataRequestSubjects.Type || task.Role != Roles.DistrictLeader || await work.Db.DataRequests.FindAsync([task.SubjectId], cancel) is not { } request)
            return null;
        var before = request.RequestedBy == actor.UserId || request.RequestedForId == actor.UserId
            || await work.Db.Decisions.AnyAsync(row => row.SubjectType == DataRequestSubjects.Type && row.SubjectId == request.Id && (row.ActorId == actor.UserId || row.OnBehalfOfId == actor.UserId) && row.Role != Roles.DistrictLeader, cancel);
        return before ? SamePerson : null;
    }
}
