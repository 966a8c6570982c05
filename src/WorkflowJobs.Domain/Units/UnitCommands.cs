using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;

namespace WorkflowJobs.Domain.Units;

/// <summary>Keeping the district's tree: new units, other names, units that are no more. None is ever deleted.</summary>
public sealed partial class UnitCommands(CommandRunner commands)
{
    public sealed record NewUnit(string Id, string Name, string NameEn, UnitKind Kind, string ParentId, bool? IsUrban);

    public sealed record Change(string Name, string NameEn, bool Active);

    private static readonly Refusal IdTaken = new("UNIT_ID_TAKEN", "单位编码已存在。", "This unit code is in use.") { Status = 409 };
    private static readonly Refusal IdWrong = new("UNIT_ID", "单位编码由小写字母、数字和连字符组成，2 至 40 位。", "A unit code is 2 to 40 lower-case letters, digits and hyphens.") { Status = 400 };
    private static readonly Refusal NameWrong = new("UNIT_NAME", "请填写单位名称（中文和英文，各不超过 80 字）。", "Give the unit's name in Chinese and English, up to 80 characters each.") { Status = 400 };
    private static readonly Refusal ParentWrong = new("UNIT_PARENT", "上级单位不合适：村（社区）属于镇街，镇街和部门属于区。", "The parent does not fit: villages belong to towns, towns and departments to the district.");
    private static readonly Refusal KindOfVillage = new("UNIT_RESIDENCE", "村（社区）须注明是乡村还是城镇。", "A village must be marked rural or urban.") { Status = 400 };

    public Task<Result<Unit>> Create(Actor actor, string operationId, NewUnit body, CancellationToken cancel) =>
        commands.Run<Unit>("units.create", actor, operationId, body, async (work, token) =>
        {
            if (!actor.Has(Roles.SystemAdministrator))
                return Refusals.Forbidden;
            if (!UnitId().IsMatch(body.Id ?? ""))
                return IdWrong;
            if (!IsName(body.Name) || !IsName(body.NameEn))
                return NameWrong;
            if (await work.Db.Units.FindAsync([body.Id], token) is not null)
                return IdTaken;
            if (!Fits(body.Kind, await work.Db.Units.FindAsync([body.ParentId], token)))
                return ParentWrong;
            if (body.Kind == UnitKind.Village && body.IsUrban is null)
                return KindOfVillage;
            var unit = new Unit { Id = body.Id!, Name = body.Name, NameEn = body.NameEn, Kind = body.Kind, ParentId = body.ParentId, IsUrban = body.IsUrban, SortOrder = 1000 };
            work.Db.Units.Add(unit);
            await Note(work, "Created", unit, actor, token);
            return unit;
        }, cancel);

    public Task<Result<Unit>> Update(Actor actor, string operationId, string id, Change body, CancellationToken cancel) =>
        commands.Run<Unit>("units.update", actor, operationId, new { id, body }, async (work, token) =>
        {
            if (!actor.Has(Roles.SystemAdministrator))
                return Refusals.Forbidden;
            if (await work.Db.Units.FindAsync([id], token) is not { } unit)
                return Refusals.NotFound;
            if (!IsName(body.Name) || !IsName(body.NameEn))
                return NameWrong;
            (unit.Name, unit.NameEn, unit.Active) = (body.Name, body.NameEn, body.Active);
            await Note(work, "Updated", unit, actor, token);
            return unit;
        }, cancel);

    private static bool IsName(string? name) => !string.IsNullOrWhiteSpace(name) && name.Length <= 80;

    private static bool Fits(UnitKind kind, Unit? parent) => kind switch
    {
        UnitKind.Village => parent?.Kind == UnitKind.Town,
        UnitKind.Town or UnitKind.Department => parent?.Kind == UnitKind.District,
        _ => false,
    };

    private static Task<JournalEntry> Note(Work work, string kind, Unit unit, Actor actor, CancellationToken cancel) =>
        JournalChain.Append(work, "units", kind, actor.UserId, new JsonObject { ["id"] = unit.Id, ["name"] = unit.Name, ["active"] = unit.Active }, cancel);

    [GeneratedRegex("^[a-z0-9-]{2,40}$")]
    private static partial Regex UnitId();
}
