using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Applications;

/// <summary>Turns accounts and declarations into what <see cref="KinshipRules"/> compare. Numbers never leave as numbers.</summary>
public sealed class Kinship(PeopleRegistry people)
{
    public static Task<Identified> Of(Work work, Actor actor, CancellationToken cancel) => Of(work, actor.DisplayName, actor.PersonId, cancel);

    /// <summary>The holder of an account, e.g. whoever recorded something that another has certified since.</summary>
    public static async Task<Identified> Of(Work work, string userId, CancellationToken cancel)
    {
        var user = await work.Db.Users.FindAsync([userId], cancel);
        return await Of(work, user?.DisplayName ?? "", user?.PersonId, cancel);
    }

    private static async Task<Identified> Of(Work work, string name, string? personId, CancellationToken cancel)
    {
        var person = personId is { } id ? await work.Db.People.FindAsync([id], cancel) : null;
        return new Identified(name, personId, person?.IdNumberIndex);
    }

    public IReadOnlyList<DeclaredRelative> Declared(JsonObject form, DateOnly today) =>
        [.. FormFacts.Relatives(form).Select(r => new DeclaredRelative(r.Name, CitizenId.Parse(r.IdNumber, today).Value is { } id ? people.IndexOf(id) : null))];
}
