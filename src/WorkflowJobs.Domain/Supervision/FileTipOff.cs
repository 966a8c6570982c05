using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Supervision;

/// <summary>What is reported. Reporter and contact stay empty when it is anonymous.</summary>
public sealed record NewTipOff(string TownId, bool AboutOfficer, string About, string Content, string? Reporter, string? Contact, string? Channel);

/// <summary>The code with which to ask what became of it.</summary>
public sealed record TipOffFiled(string Code);

/// <summary>
/// 信访举报: by anybody on the public page, or by an officer who received a letter or a visit. A village officer takes none in: the village
/// never learns who reported.
/// </summary>
public sealed class FileTipOff(CommandRunner commands, SealedTexts texts, IProcessHost host)
{
    public const string DefinitionId = "tip-off";
    private const int LongestContent = 4000;
    private const int LongestName = 100;

    internal static readonly HashSet<string> Takers = [Roles.TownHandler, Roles.TownDiscipline, Roles.DistrictHandler, Roles.Discipline];
    private static readonly string[] Channels = ["Web", "Letter", "Visit", "Phone"];

    public static Refusal Incomplete { get; } = new("TIP_OFF_INCOMPLETE", $"请选择镇街，写明被反映人和内容（内容不超过{LongestContent}字，姓名不超过{LongestName}字）",
        $"Choose the town and say whom and what it is about; up to {LongestContent} characters, names up to {LongestName}.")
    { Status = 400 };


    public Task<Result<TipOffFiled>> Execute(Actor actor, string? operationId, NewTipOff body, CancellationToken cancel) =>
        commands.Run<TipOffFiled>("tip-off.file", actor, operationId, body, async (work, token) =>
        {
            if (actor.Grants.Count > 0 && !actor.Grants.Any(grant => Takers.Contains(grant.Role) && Runtime.Tasks.Holders.Covers(grant, body.TownId)))
                return Refusals.NotFound;
            if (!(await UnitList.All(work.Db, token)).Exists(unit => unit.Id == body.TownId && unit.Kind == UnitKind.Town) || !Fits(body.About, LongestName) || !Fits(body.Content, LongestContent)
                || body.Reporter is { Length: > LongestName } || body.Contact is { Length: > LongestName } || (body.Channel is { } channel && !Channels.Contains(channel)))
                return Incomplete;
            var tipOff = await Add(work, actor, body, token);
            await work.Flush(token);
            var input = new JsonObject
            {
                ["tipOffId"] = tipOff.Id,
                ["investigator"] = tipOff.AboutOfficer ? Roles.Discipline : Roles.TownDiscipline,
                ["scope"] = tipOff.AboutOfficer ? "District" : "Town",
            };
            tipOff.InstanceId = await host.Start(work, DefinitionId, new Subject(TipOffSubjects.Type, tipOff.Id), input, actor, token);
            return new TipOffFiled(tipOff.Code);
        }, cancel);

    private async Task<TipOff> Add(Work work, Actor actor, NewTipOff body, CancellationToken cancel)
    {
        var about = body.About.Trim();
        var tipOff = new TipOff
        {
            Id = WorkQueries.NewId(),
            Code = ReceiptNumber.From(RandomNumberGenerator.GetBytes(ReceiptNumber.Bytes)),
            TownId = body.TownId,
            AboutOfficer = body.AboutOfficer,
            OfficerId = body.AboutOfficer ? await Officer(work, body.TownId, about, cancel) : null,
            AboutCipher = (await texts.Seal(work, null, about, cancel))!,
            ContentCipher = (await texts.Seal(work, null, body.Content, cancel))!,
            IsRealName = !string.IsNullOrWhiteSpace(body.Reporter),
            ReporterCipher = await texts.Seal(work, null, body.Reporter, cancel),
            ContactCipher = await texts.Seal(work, null, body.Contact, cancel),
            Channel = actor.Grants.Count == 0 ? "Web" : body.Channel ?? "Letter",
            ReceivedAt = work.Now,
            TakenBy = actor.Grants.Count == 0 ? null : actor.UserId,
        };
        work.Db.TipOffs.Add(tipOff);
        return tipOff;
    }

    /// <summary>The one officer of that name who works in the town, its villages or the district; null when there is none or are several.</summary>
    private static async Task<string?> Officer(Work work, string townId, string name, CancellationToken cancel)
    {
        var units = (await UnitList.All(work.Db, cancel)).Where(unit => unit.Id == townId || unit.ParentId == townId || unit.Kind is UnitKind.District or UnitKind.Department).Select(unit => unit.Id).ToList();
        var found = await (
            from user in work.Db.Users
            join role in work.Db.RoleAssignments on user.Id equals role.UserId
            where user.DisplayName == name && units.Contains(role.UnitId)
            select user.Id).Distinct().Take(2).ToListAsync(cancel);
        return found.Count == 1 ? found[0] : null;
    }

    private static bool Fits(string? text, int longest) => !string.IsNullOrWhiteSpace(text) && text.Length <= longest;

    /// <summary>Who reports on the public page without an account.</summary>
    public static Actor Public => FileObjection.Public;
}
