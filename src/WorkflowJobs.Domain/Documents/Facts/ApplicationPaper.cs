using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Agreements;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Forms;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Documents.Facts;

/// <summary>What papers about an application say (D03, D04, D05, D12, D13, D26).</summary>
public sealed class ApplicationPaper(ApplicationForms forms, FormStore documents, TaskForms taskForms, ParameterStore parameters) : IDocumentFacts
{
    private const string AgreementTemplate = "agreement";

    public string SubjectType => Subject.Application;

    public async Task<JsonObject> Load(Work work, string subjectId, JsonObject? submission, CancellationToken cancel)
    {
        var application = await work.Db.Applications.FindAsync([subjectId], cancel) ?? throw new InvalidOperationException($"There is no application {subjectId}.");
        var person = await work.Db.People.FindAsync([application.PersonId], cancel) ?? throw new InvalidOperationException($"Application {subjectId} has no person.");
        var notice = await work.Db.Notices.FindAsync([application.NoticeId], cancel);
        var units = await PaperParts.Units(work, application.TownId, cancel);
        var form = forms.Read(application, person);
        var document = await documents.Find(work.Db, ApplicationForms.Key, application.FormVersion, cancel) ?? await documents.FindLatest(work.Db, ApplicationForms.Key, cancel);
        var decisions = await Decisions(work, application, units, cancel);
        var set = await parameters.At(work.Db, work.Now, cancel);
        var first = await PaperParts.PostOf(work, application.FirstPostId, cancel);
        return new JsonObject
        {
            ["application"] = Head(application),
            ["applicant"] = Applicant(form, person, document),
            ["claims"] = PaperParts.Array(form.Rows("claims").Select(row => new JsonObject
            {
                ["category"] = PaperParts.CategoryZh(row.Text("code")),
                ["certificate"] = row.Text("certificateNumber") ?? "",
                ["validTo"] = PaperText.Date(row.Date("validTo")),
            })),
            ["household"] = PaperParts.Array(form.Rows("household").Select(Member)),
            ["relatives"] = PaperParts.Array(form.Rows("relatives").Select(row => new JsonObject { ["name"] = row.Text("name") ?? "", ["relation"] = row.Text("relation") ?? "", ["duty"] = row.Text("duty") ?? "" })),
            ["choices"] = new JsonObject
            {
                ["first"] = first?.Name ?? "",
                ["second"] = (await PaperParts.PostOf(work, application.SecondPostId, cancel))?.Name ?? "",
                ["acceptsOther"] = PaperText.YesNo(form.Flag("acceptsOther")),
            },
            ["photos"] = await PaperParts.Portrait(work, application.Id, cancel),
            ["village"] = units.NameOf(application.VillageId),
            ["town"] = units.Town,
            ["district"] = units.District,
            ["authority"] = units.Authority,
            ["employmentOffice"] = units.Office,
            ["notice"] = PaperParts.Notice(notice),
            ["materials"] = await Materials(work, application, form, submission, cancel),
            ["supplement"] = new JsonObject
            {
                ["items"] = PaperParts.Array((submission ?? []).Rows("supplementItems").Select(row => new JsonObject { ["what"] = row.Text("what") ?? "", ["requirement"] = row.Text("requirement") ?? "" })),
                ["dueOn"] = application.SupplementDueAt is { } due ? PaperText.Date(ShanghaiTime.DateOf(due).AddDays(-1)) : "",
            },
            ["reason"] = decisions.FindLast(row => row.Decision.Reason.Length > 0)?.Decision.Reason ?? "",
            ["opinions"] = new JsonObject
            {
                ["village"] = Opinions(decisions, Roles.VillageOfficer),
                ["town"] = Opinions(decisions, Roles.TownHandler, Roles.TownLeader),
                ["district"] = Opinions(decisions, Roles.DistrictHandler, Roles.DistrictLeader),
            },
            ["review"] = new JsonObject
            {
                ["present"] = PaperText.Number(application.ReviewPresent),
                ["yes"] = PaperText.Number(application.ReviewYes),
                ["outcome"] = application.ReviewOutcome switch { null => "", ReviewOutcomes.Recommended => "推荐", ReviewOutcomes.NotRecommended => "不推荐", var other => other },
            },
            ["post"] = PaperParts.Post(first, units.CommitteeOf(application.VillageId)),
            ["agreement"] = await Agreement(work, application, set, cancel),
            ["training"] = new JsonObject { ["hours"] = PaperText.Number(set.Int("training.hours")), ["passMark"] = PaperText.Number(set.Int("training.passMark")) },
            ["steps"] = await Steps(work, application, person, units, decisions, cancel),
        };
    }

    private static JsonObject Head(Application application) => new()
    {
        ["receipt"] = application.ReceiptNumber ?? "",
        ["submittedOn"] = PaperText.Date(application.SubmittedAt),
        ["year"] = PaperText.Number(application.Year),
        ["kind"] = LineNames.Zh(application.Kind),
        ["line"] = LineNames.Zh(application.Kind, application.Batch),
        ["categories"] = string.Join('、', application.Categories.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(PaperParts.CategoryZh)),
        ["tier"] = PaperText.Number(application.Tier),
        ["score"] = PaperText.Number(application.Score),
        ["rank"] = PaperText.Number(application.Rank),
        ["approvedOn"] = PaperText.Date(application.ApprovedAt),
    };

    private static JsonObject Applicant(JsonObject form, Person person, FormDocument? document)
    {
        string Chosen(string field) => form.Text(field) is { } value
            ? document?.Fields.FirstOrDefault(one => one.Name == field)?.Options.FirstOrDefault(option => option.Value == value)?.Label.Zh ?? value
            : "";
        return new JsonObject
        {
            ["name"] = person.Name,
            ["sex"] = SexCodes.Parse(person.Sex)?.Zh() ?? "",
            ["birth"] = PaperText.Date(BirthOf(form.Text("idNumber"))),
            ["ethnicity"] = form.Text("ethnicity") ?? "",
            ["idNumber"] = form.Text("idNumber") ?? "",
            ["phone"] = form.Text("phone") ?? "",
            ["education"] = Chosen("education"),
            ["registerKind"] = Chosen("registerKind"),
            ["registerAddress"] = form.Text("registerAddress") ?? "",
            ["residentAddress"] = form.Text("residentAddress") ?? "",
            ["maritalStatus"] = Chosen("maritalStatus"),
            ["able"] = PaperText.YesNo(form.Flag("able")),
            ["healthy"] = PaperText.YesNo(form.Flag("healthy")),
            ["unemploymentNumber"] = form.Text("unemploymentNumber") ?? "",
            ["unemployedSince"] = PaperText.Date(form.Date("unemploymentRegisteredOn")),
            ["bank"] = form.Text("bank") ?? "",
            ["account"] = form.Text("accountNumber") ?? "",
            ["incomePerCapita"] = FormRows.Yuan(form.Whole("incomePerCapita")) ?? "",
        };
    }

    private static DateOnly? BirthOf(string? idNumber) =>
        idNumber is { Length: 18 } && DateOnly.TryParseExact(idNumber.AsSpan(6, 8), "yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var birth) ? birth : null;

    private static JsonObject Member(JsonObject row) => new()
    {
        ["name"] = row.Text("name") ?? "",
        ["relation"] = row.Text("relation") ?? "",
        ["idNumber"] = row.Text("idNumber") ?? "",
        ["employed"] = PaperText.YesNo(row.Flag("employed")),
        ["income"] = FormRows.Yuan(row.Whole("annualIncome")) ?? "",
        ["cadre"] = PaperText.YesNo(row.Flag("cadre")),
    };

    /// <summary>The checklist of the step, or of the last acceptance.</summary>
    private async Task<JsonArray> Materials(Work work, Application application, JsonObject form, JsonObject? submission, CancellationToken cancel)
    {
        if (submission?["checklist"] is not JsonArray && await StepForms.Last(work, application.Id, AcceptanceCheck.FormKey, cancel) is { } last)
            submission = await taskForms.Read(work, last, cancel);
        // The form keeps what was ticked; the document's name is the checklist's.
        var names = AcceptanceChecklist.Of(application, form).ToDictionary(row => row.Text("key")!, StringComparer.Ordinal);
        return PaperParts.Array((submission ?? []).Rows("checklist").Select(row => (Said: row, Named: names.GetValueOrDefault(row.Text("key") ?? ""))).Select(pair => Material(pair.Said, pair.Named)));
    }

    private static JsonObject Material(JsonObject row, JsonObject? named) => new()
    {
        ["category"] = named?.Text("category") ?? "",
        ["document"] = named?.Text("document") ?? row.Text("key") ?? "",
        ["received"] = PaperText.YesNo(row.Flag("received")),
        ["originalSeen"] = PaperText.YesNo(row.Flag("originalSeen")),
        ["note"] = row.Text("note") ?? "",
    };

    private static JsonArray Opinions(List<Decided> decisions, params string[] roles) => PaperParts.Array(decisions.Where(row => roles.Contains(row.Decision.Role)).Select(row => new JsonObject
    {
        ["stage"] = row.Decision.Stage,
        ["outcome"] = row.OutcomeZh,
        ["reason"] = row.Decision.Reason,
        ["by"] = row.Decision.By,
        ["role"] = PaperParts.RoleZh(row.Decision.Role),
        ["unit"] = row.UnitZh,
        ["at"] = PaperText.Date(row.Decision.At),
    }));

    private static async Task<JsonObject> Agreement(Work work, Application application, ParameterSet set, CancellationToken cancel)
    {
        var agreement = await work.Db.Agreements.Where(row => row.ApplicationId == application.Id && row.VoidedOn == null).OrderByDescending(row => row.RecordedAt).FirstOrDefaultAsync(cancel);
        var number = agreement is null ? null : await work.Db.IssuedDocuments.AsNoTracking()
            .Where(row => row.SubjectType == Subject.Application && row.SubjectId == application.Id && row.Template == AgreementTemplate).OrderByDescending(row => row.OrderedAt).Select(row => row.Number).FirstOrDefaultAsync(cancel);
        var scan = agreement is null ? null : await work.Db.Attachments.AsNoTracking().Where(row => row.Id == agreement.ScanAttachmentId).Select(row => row.Sha256).FirstOrDefaultAsync(cancel);
        var witnesses = agreement?.Witnesses.Split('、', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return new JsonObject
        {
            ["number"] = number ?? "",
            ["mode"] = agreement?.SignatureMode switch { SignatureModes.WetInk => "手写签名", SignatureModes.Thumbprint => "按指印", SignatureModes.ElectronicAdapter => "电子签名", var other => other ?? "" },
            ["witness1"] = witnesses.ElementAtOrDefault(0) ?? "",
            ["witness2"] = witnesses.ElementAtOrDefault(1) ?? "",
            ["scanSha256"] = scan ?? "",
            ["postName"] = agreement?.PostName ?? "",
            ["signedOn"] = PaperText.Date(agreement?.SignedOn),
            ["startsOn"] = PaperText.Date(agreement?.StartsOn),
            ["endsOn"] = PaperText.Date(agreement?.EndsOn),
            ["months"] = PaperText.Number(set.Int("agreement.months")),
            ["maxMonths"] = PaperText.Number(set.Int("agreement.maxMonths")),
            ["policyNumber"] = agreement?.PolicyNumber ?? "",
        };
    }

    private static async Task<List<Decided>> Decisions(Work work, Application application, PaperUnits units, CancellationToken cancel)
    {
        var rows = await work.Db.Decisions.Where(row => row.SubjectType == Subject.Application && row.SubjectId == application.Id).OrderBy(row => row.At).ThenBy(row => row.Id).ToListAsync(cancel);
        var outcome = await PaperParts.OutcomesZh(work, rows, cancel);
        return rows.ConvertAll(row => new Decided(row, outcome(row), units.NameOf(row.UnitId)));
    }

    /// <summary>Everybody's steps in order (D26), with the digest of what was handed in at each.</summary>
    private static async Task<JsonArray> Steps(Work work, Application application, Person person, PaperUnits units, List<Decided> decisions, CancellationToken cancel)
    {
        var own = await work.Db.UserTasks
            .Where(task => task.SubjectType == Subject.Application && task.SubjectId == application.Id && task.Role == Roles.Applicant && task.State == UserTaskState.Completed).ToListAsync(cancel);
        var submissions = own.Select(task => task.SubmissionId).Concat(decisions.Select(row => row.Decision.SubmissionId)).OfType<string>().ToList();
        var hashes = await work.Db.FormSubmissions.Where(row => submissions.Contains(row.Id)).Select(row => new { row.Id, row.DataHash }).ToDictionaryAsync(row => row.Id, row => row.DataHash[..12], cancel);
        string Hash(string? submission) => submission is null ? "" : hashes.GetValueOrDefault(submission) ?? "";
        var steps = own.Select(task => (At: task.CompletedAt ?? task.CreatedAt, Row: new JsonObject
        {
            ["at"] = PaperText.Instant(task.CompletedAt),
            ["stage"] = task.Stage.Length > 0 ? task.Stage : task.Title,
            ["who"] = person.Name,
            ["role"] = PaperParts.RoleZh(Roles.Applicant),
            ["unit"] = units.NameOf(application.VillageId),
            ["onBehalfOf"] = "",
            ["outcome"] = PaperParts.OutcomeZh(task.Outcomes, task.Outcome ?? ""),
            ["reason"] = "",
            ["hash"] = Hash(task.SubmissionId),
        })).Concat(decisions.Select(row => (row.Decision.At, Row: new JsonObject
        {
            ["at"] = PaperText.Instant(row.Decision.At),
            ["stage"] = row.Decision.Stage,
            ["who"] = row.Decision.ActorName,
            ["role"] = PaperParts.RoleZh(row.Decision.Role),
            ["unit"] = row.UnitZh,
            ["onBehalfOf"] = row.Decision.OnBehalfOf ?? "",
            ["outcome"] = row.OutcomeZh,
            ["reason"] = row.Decision.Reason,
            ["hash"] = Hash(row.Decision.SubmissionId),
        })));
        return PaperParts.Array(steps.OrderBy(step => step.At).Select(step => step.Row));
    }

    private sealed record Decided(Decision Decision, string OutcomeZh, string UnitZh);
}
