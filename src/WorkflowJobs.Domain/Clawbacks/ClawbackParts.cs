using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Subsidies;

namespace WorkflowJobs.Domain.Clawbacks;

/// <summary>Where a clawback belongs and whose it is.</summary>
public sealed class ClawbackSubjects : ISubjectDirectory
{
    public string SubjectType => Clawback.Type;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel)
    {
        if (await work.Db.Clawbacks.FindAsync([subjectId], cancel) is not { } clawback || await work.Db.Placements.FindAsync([clawback.PlacementId], cancel) is not { } placement)
            return null;
        var name = await work.Db.People.AsNoTracking().Where(person => person.Id == clawback.PersonId).Select(person => person.Name).FirstOrDefaultAsync(cancel);
        return (await SubjectPlaces.OfTown(work, placement.TownId, placement.VillageId, $"{name} 追缴", cancel)) with { PersonId = clawback.PersonId };
    }
}

/// <summary>What the clawback asks back: period, amount, sources, what came in.</summary>
public sealed class ClawbackFiguresSource(ClawbackMoney money, Clawbacks clawbacks) : IFormSource
{
    public string Name => "clawback-figures";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var clawback = await work.FindClawback(task.SubjectId, cancel);
        var person = (await work.Db.People.FindAsync([clawback.PersonId], cancel))!;
        var amount = clawback.NoticeOn is null ? await money.Of(work, clawback, cancel) : null;
        var split = amount is null ? clawback.Split : amount.Split ?? default;
        return new JsonArray(new JsonObject
        {
            ["key"] = clawback.Id,
            ["name"] = person.Name,
            ["period"] = $"{clawback.From.Iso()} — {clawback.Until.Iso()}",
            ["grounds"] = GroundsWords.Zh(clawback.GroundsCode),
            ["facts"] = clawbacks.Facts(clawback, person),
            ["amount"] = Yuan.Of(amount?.Fen ?? clawback.AmountFen),
            ["shares"] = split.Total == 0 ? "—" : $"{Yuan.Of(split.Province)} / {Yuan.Of(split.City)} / {Yuan.Of(split.District)}",
            ["due"] = clawback.DueOn?.Iso() ?? "—",
            ["repaid"] = Yuan.Of(clawback.RepaidFen),
            ["balance"] = clawback.NoticeOn is null ? "—" : Yuan.Of(clawback.BalanceFen),
        });
    }
}

/// <summary>The period and the facts with which the draft begins.</summary>
public sealed class ClawbackInitialSource(Clawbacks clawbacks) : IFormSource
{
    public string Name => "clawback-initial";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var clawback = await work.FindClawback(task.SubjectId, cancel);
        var person = (await work.Db.People.FindAsync([clawback.PersonId], cancel))!;
        return new JsonObject { ["from"] = clawback.From.Iso(), ["until"] = clawback.Until.Iso(), ["facts"] = clawbacks.Facts(clawback, person) };
    }
}

/// <summary>CLAWBACK_PERIOD.</summary>
public sealed class ClawbackDraftCheck : ITaskCheck
{
    public string Name => "clawback-draft";

    public Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<FieldError>>(data.Date("from") > data.Date("until")
            ? [new FieldError("until", "CLAWBACK_PERIOD", "止日不得早于起日", "The last day cannot be before the first.")]
            : []);
}

/// <summary>REPAYMENT_EXCEEDS, REPAYMENT_DATE.</summary>
public sealed class RepaymentCheck : ITaskCheck
{
    public string Name => "repayment";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        var clawback = await work.FindClawback(task.SubjectId, cancel);
        var problems = new List<FieldError>();
        if (data.Whole("amount") > clawback.BalanceFen)
            problems.Add(new FieldError("amount", "REPAYMENT_EXCEEDS", $"不得超过尚欠的{Yuan.Of(clawback.BalanceFen)}元", $"Not more than the balance of {Yuan.Of(clawback.BalanceFen)}."));
        if (data.Date("paidOn") is { } day && (day > ShanghaiTime.DateOf(work.Now) || day < clawback.NoticeOn))
            problems.Add(new FieldError("paidOn", "REPAYMENT_DATE", "缴款日期应在通知之后、今天之前", "The day lies between the notice and today."));
        return problems;
    }
}

/// <summary>EXTENSION_DATE: more time ends on a working day to come.</summary>
public sealed class ClawbackOverdueCheck(CalendarStore calendars) : ITaskCheck
{
    public string Name => "clawback-overdue";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        if (outcome != "Extend")
            return [];
        return data.Date("newDue") is { } day && day > ShanghaiTime.DateOf(work.Now) && (await calendars.Load(work.Db, cancel)).IsWorkingDay(day)
            ? []
            : [new FieldError("newDue", "EXTENSION_DATE", "请填写今后的一个工作日", "Give a working day to come.")];
    }
}

/// <summary>Words of the codes of grounds, for forms and papers.</summary>
internal static class GroundsWords
{
    public static string Zh(string code) => code switch
    {
        "GHOST_WORKER" => "人不在岗、冒领",
        "DECEASED" => "死亡后继续发放",
        "AGE_LIMIT" => "到龄后继续发放",
        "EMPLOYED_ELSEWHERE" => "已实现其他就业",
        "DISMISSED" => "清退",
        "FALSE_STATEMENT" => "虚假材料",
        "OVERPAID" => "多发",
        _ => code,
    };
}
