using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using WorkflowJobs.Domain.Attachments;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Units;
using WorkflowJobs.Server.Auth;
using WorkflowJobs.Server.Components.Account;
using WorkflowJobs.Server.Components.Forms;
using WorkflowJobs.Server.Components.Shared;
using FormFile = WorkflowJobs.Server.Components.Forms.FormFile;

namespace WorkflowJobs.Server.Hosting;

/// <summary>What the pages ask for, answered from the domain.</summary>
internal static class PageSeams
{
    public static void AddPageSeams(this IServiceCollection services)
    {
        services.AddScoped<IActorSource, PageActors>();
        services.AddScoped<IUnitNames, PageUnitNames>();
        services.AddScoped<IFormFiles, PageFiles>();
        services.AddScoped<CurrentActor>();
    }

    private sealed class PageActors(ActorAccessor actors) : IActorSource
    {
        public Task<Actor?> Of(ClaimsPrincipal user) => actors.Of(user);
    }

    private sealed class PageUnitNames(UnitQueries units) : IUnitNames
    {
        public async Task<IReadOnlyDictionary<string, string>> Names()
        {
            var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
            return (await units.All(default)).ToDictionary(unit => unit.Id, unit => english ? unit.NameEn : unit.Name);
        }
    }

    private sealed class PageFiles(AttachmentCommands commands, AttachmentQueries queries, AuthenticationStateProvider authentication, ActorAccessor actors) : IFormFiles
    {
        public async Task<Result<FormFile>> Store(Stream content, string fileName, CancellationToken cancel)
        {
            if (await Actor(cancel) is not { } actor)
                return Refusals.NotFound;
            using var bytes = new MemoryStream();
            var buffer = new byte[81920];
            for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
            {
                // Whatever length was declared: no more than this is held in memory.
                if (bytes.Length + read > AttachmentCommands.MaxBytes)
                    return AttachmentCommands.TooLarge;
                bytes.Write(buffer, 0, read);
            }

            var stored = await commands.Upload(actor, fileName, bytes.ToArray(), cancel);
            return stored.Refusal is { } refusal ? refusal : File(stored.Value!);
        }

        public async Task<IReadOnlyDictionary<string, FormFile>> Describe(IReadOnlyCollection<string> ids, CancellationToken cancel) =>
            await Actor(cancel) is { } actor ? (await queries.Find(actor, ids, cancel)).ToDictionary(row => row.Id, File) : [];

        private async Task<Actor?> Actor(CancellationToken cancel) => await actors.Of((await authentication.GetAuthenticationStateAsync()).User, cancel);

        private static FormFile File(Attachment row) => new(row.Id, row.FileName, row.ContentType, row.Size) { OriginalSeenBy = row.OriginalSeenBy };
    }
}
