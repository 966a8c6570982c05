using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data.Seed;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Server.Demo;

/// <summary>The 30 synthetic people of DOMAIN §13, each with an applicant's account named by its key (<c>p08</c>). Only ever made in demo mode.</summary>
internal sealed class DemoPeople(IWriter writer, PeopleRegistry people, IPasswordHasher<User> hasher)
{
    public static IReadOnlyList<SeedPersona> All { get; } = SeedFiles.ReadPersonas();

    public static string UserName(SeedPersona persona) => persona.Key.ToLowerInvariant();

    public Task Create(CancellationToken cancel) => writer.Write(async (work, token) =>
    {
        var hash = hasher.HashPassword(null!, DemoAccounts.Password);
        var units = await work.Db.Units.AsNoTracking().ToListAsync(token);
        foreach (var persona in All)
        {
            var userId = "demo-" + UserName(persona);
            if (await work.Db.Users.FindAsync([userId], token) is not null)
                continue;
            var village = units.Single(unit => unit.ParentId is { } town && units.Exists(parent => parent.Id == town && parent.Name + unit.Name == persona.Unit));
            var id = CitizenId.Parse(persona.Id, ShanghaiTime.DateOf(work.Now)).Value!;
            var person = (await people.FindOrCreate(work, id, persona.Name, village.Id, token)).Value!;
            work.Db.Users.Add(new User
            {
                Id = userId,
                UserName = UserName(persona),
                NormalizedUserName = persona.Key.ToUpperInvariant(),
                DisplayName = persona.Name,
                PersonId = person.Id,
                CreatedAt = work.Now,
                PasswordHash = hash,
                SecurityStamp = Guid.NewGuid().ToString("N"),
                LockoutEnabled = true,
            });
            work.Db.RoleAssignments.Add(new RoleAssignment { Id = userId, UserId = userId, Role = Roles.Applicant, UnitId = village.Id });
            await work.Db.SaveChangesAsync(token);
        }

        return 0;
    }, cancel);
}
