using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Identity;

public sealed record RegisterPersonBody(string IdNumber, string Name, string VillageId, string? Phone);

public sealed record RegisterPersonAnswer(string PersonId, string IdMasked);

/// <summary>In person at the village or town: the person is entered with their card, so that an invitation can be issued before any application.</summary>
public sealed class RegisterPerson(CommandRunner commands, PeopleRegistry people)
{
    public Task<Result<RegisterPersonAnswer>> Run(Actor actor, string operationId, RegisterPersonBody body, CancellationToken cancel) =>
        commands.Run<RegisterPersonAnswer>("person.register", actor, operationId, body, async (work, token) =>
        {
            if (!ApplicationAccess.MayAssist(actor, body.VillageId))
                return Refusals.Forbidden;
            var id = CitizenId.Parse(body.IdNumber, ShanghaiTime.DateOf(work.Now));
            if (id.Value is not { } number)
                return id.Refusal!;
            if (string.IsNullOrWhiteSpace(body.Name))
                return ApplicationRefusals.NameMissing;
            var found = await people.FindOrCreate(work, number, body.Name, body.VillageId, token);
            if (found.Value is not { } person)
                return found.Refusal!;
            people.SetPhone(person, body.Phone);
            return new RegisterPersonAnswer(person.Id, person.IdMasked);
        }, cancel);
}
