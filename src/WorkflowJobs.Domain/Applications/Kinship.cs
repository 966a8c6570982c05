using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Applications;

/// <summary>Turns accounts and declarations into what <see cref="KinshipRules"/> compare. Numbers never leave as numbers.</summary>
public sealed class Kinship(PeopleRegistry people)
{
    public static async Task<Identified> Of(Work work, Actor actor, CancellationToken cancel)
    {
        var person = actor.PersonId is { } id ? await work.Db.People.FindAsync([id], cancel) : null;
        return new Identified(actor.DisplayName, actor.PersonId, person?.IdNumberIndex);
    }

    public IReadOnlyList<DeclaredRelative> Declared(JsonObject form, DateOnly today) =>
        [.. FormFacts.Relatives(form).Select(r => new DeclaredRelative(r.Name, CitizenId.Parse(r.IdNumber, today).Value is { } id ? people.IndexOf(id) : null))];
}
