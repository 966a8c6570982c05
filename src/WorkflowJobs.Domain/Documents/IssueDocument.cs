using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Documents;

/// <summary>
/// Issues a paper about the instance's subject. It is ordered here and printed after the commit: a template that fails stands in the
/// administrator's list, and holds up no decision.
/// </summary>
public sealed class IssueDocument(DocumentOrders orders, Submissions submissions) : ICallHandler
{
    public const string Input = "document";

    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(IssueDocument), CallCategories.Documents, "出具文书", "Issue a document") with
    {
        Inputs =
        [
            new InputDescriptor(Input, "String", "文书", "Document") { UiHint = "dropdown", Required = true, HelpZh = "按哪个模板出具；模板在“文书模板”页维护。" },
            new InputDescriptor("submission", "Object", "表单结果", "Result of the task") { HelpZh = "文书引用前一个人工任务表单内容时，填该任务的结果变量。" },
        ],
    };

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var key = context.Text(Input) ?? "";
        var said = context.SubmissionId() is null ? null : (await submissions.Read(context, cancel)).Data;
        try
        {
            var document = await orders.Order(
                context.Work, key, context.Instance.SubjectType, context.Instance.SubjectId, said, new OrderedBy(context.Instance.Id, context.Call.ActivityId, context.Actor), cancel);
            return new CallAnswer.Done(Result: new JsonObject { ["documentId"] = document.Id, ["number"] = document.Number });
        }
        catch (DocumentOrderException failure)
        {
            // The decision before it stands; the administrator finds the step among the incidents.
            return new CallAnswer.Fault(failure.Message);
        }
    }
}
