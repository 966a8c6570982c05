using System.Text;
using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Supervision;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.PersonalData;

/// <summary>Which way a request goes. Deletion is Retained while the law keeps the file, Erasable after.</summary>
public sealed class DataRequestPath(Retention retention) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Act(nameof(DataRequestPath), DataRequestCalls.Category, "区分个人信息申请", "What the person asks", "Copy", "Correct", "Retained", "Erasable", "Proposed");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var (request, person) = await context.DataRequest(cancel);
        if (request.Kind is DataRequestKinds.Copy or DataRequestKinds.Correct)
            return new CallAnswer.Done(request.Kind);
        var end = await retention.Of(context.Work, person, cancel);
        request.KeptUntil = end.LastDay;
        request.Revision++;
        if (!end.IsOver(ShanghaiTime.DateOf(context.Work.Now)))
            return new CallAnswer.Done("Retained");
        return new CallAnswer.Done(request.Kind == DataRequestKinds.Retention ? "Proposed" : "Erasable");
    }
}

/// <summary>Makes the copy as it is to be handed over; what is handed over later is this, whatever changes meanwhile.</summary>
public sealed class PrepareDataCopy(DataCopy copy, IVault vault) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(PrepareDataCopy), DataRequestCalls.Category, "生成个人信息副本", "Make the copy");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var (request, person) = await context.DataRequest(cancel);
        await work.Flush(cancel);
        var held = await copy.Of(work, person, cancel);
        request.CopyCipher = vault.Encrypt(person.WrappedKey, Encoding.UTF8.GetBytes(held.ToJsonString(DataRequestCalls.Plain)));
        request.CopyHash = Canonical.Hash(held);
        request.Revision++;
        await JournalChain.Append(work, DataRequestCalls.Stream, "CopyMade", context.Actor.UserId, new JsonObject { ["requestId"] = request.Id, ["hash"] = request.CopyHash }, cancel);
        return new CallAnswer.Done();
    }
}

/// <summary>Answers the request: a correction takes effect, the person is told with the reason.</summary>
public sealed class AnswerDataRequest(Submissions submissions, SealedTexts texts, PeopleRegistry people, PersonNotices notices) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Record(nameof(AnswerDataRequest), DataRequestCalls.Category, "答复个人信息申请", "Answer the request");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var (request, person) = await context.DataRequest(cancel);
        var said = await submissions.Read(context, cancel);
        var answer = said.Data.Text("answer") ?? "";
        request.Outcome = said.Outcome == "Approve" ? "Erase" : said.Outcome;
        request.AnswerCipher = await texts.Seal(work, person.Id, answer, cancel);
        request.ClosedAt = work.Now;
        request.Revision++;
        if (request.Outcome == DataRequestKinds.Correct)
            await Correct(work, request, person, cancel);
        await JournalChain.Append(work, DataRequestCalls.Stream, "Answered", said.ByUserId, new JsonObject { ["requestId"] = request.Id, ["kind"] = request.Kind, ["outcome"] = request.Outcome, ["field"] = request.Field }, cancel);
        if (request.Kind != DataRequestKinds.Retention)
            notices.Send(work, person, null, Notice(request), new NoticeFacts(person.Name) { Reason = answer, DueOn = request.KeptUntil });
        return new CallAnswer.Done();
    }

    private async Task Correct(Work work, DataRequest request, Person person, CancellationToken cancel)
    {
        var value = (JsonNode.Parse(await texts.Open(work, person.Id, request.DetailCipher, cancel)) as JsonObject)?.Text("value");
        switch (request.Field)
        {
            case "name" when !string.IsNullOrWhiteSpace(value):
                person.Name = value;
                person.Revision++;
                break;
            case "phone":
                people.SetPhone(person, value);
                break;
            case "account":
                people.SetAccount(person, value);
                break;
        }
    }

    private static string Notice(DataRequest request) => request.Outcome switch
    {
        "Deliver" => NoticeKinds.DataCopy,
        "Correct" => NoticeKinds.DataCorrected,
        "Erase" => NoticeKinds.DataErased,
        _ => NoticeKinds.DataRefused,
    };
}

/// <summary>Destroys the person's key: from here on nobody reads what it encrypted, and the journal still verifies (invariants 9 and 12).</summary>
public sealed class ErasePerson(Erasure erasure) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(ErasePerson), DataRequestCalls.Category, "销毁个人信息", "Destroy the person's data");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var (request, person) = await context.DataRequest(cancel);
        await erasure.Run(context.Work, person, request.Id, context.Actor, cancel);
        return new CallAnswer.Done();
    }
}

internal static class DataRequestCalls
{
    public const string Category = "个人信息";
    public const string Stream = "personal-data";

    internal static readonly System.Text.Json.JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<(DataRequest Request, Person Person)> DataRequest(this CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var request = await work.Db.DataRequests.FindAsync([context.Instance.SubjectId], cancel) ?? throw new InvalidOperationException($"There is no request {context.Instance.SubjectId}.");
        return (request, await work.Db.People.FindAsync([request.PersonId], cancel) ?? throw new InvalidOperationException($"There is no person {request.PersonId}."));
    }
}
