using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Attachments;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Server.Components.Desks;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>The officers' inbox and their verbs. Each command carries <c>operationId</c> and <c>expectedRevision</c>.</summary>
internal static class UserTaskEndpoints
{
    public static void MapUserTasks(this RouteGroupBuilder api)
    {
        var tasks = api.MapGroup("/user-tasks").WithTags("user-tasks");
        tasks.MapGet("/", List).Named("listUserTasks", "Open tasks that one may handle, the earliest due first.");
        tasks.MapGet("/counts", Counts).Named("countUserTasks", "Counts of the inbox by process, stage and group.");
        tasks.MapGet("/done", Done).Named("listDoneTasks", "What one has handled, the latest first.");
        tasks.MapGet("/{id}", Get).Named("getUserTask", "A task with its outcomes, the actions it takes now and, for its holder, its form.");
        tasks.MapGet("/{id}/events", Events).Named("listTaskEvents", "What happened to the task.");

        tasks.MapGet("/{id}/history", async (string id, Caller caller, TaskQueries queries, CancellationToken cancel) =>
            (await queries.History(id, caller.Actor, cancel)).ToHttp()).Named("getTaskHistory", "The road behind the task: what was done with all tasks of its process.");
        tasks.MapGet("/{id}/colleagues", async (string id, Caller caller, TaskQueries queries, CancellationToken cancel) =>
            (await queries.Colleagues(id, caller.Actor, cancel)).ToHttp()).Named("listTaskColleagues", "Who else holds the role: to whom the task may be transferred.");
        tasks.MapGet("/{id}/attachments", async (string id, Caller caller, TaskQueries queries, AttachmentQueries files, CancellationToken cancel) =>
            (await queries.Get(id, caller.Actor, cancel)).Value is { Summary: { } task }
                ? Results.Ok((await files.Of(caller.Actor, task.SubjectType, task.SubjectId, cancel)).Select(AttachmentEndpoints.View))
                : Refusals.NotFound.ToHttp()).Named("listTaskAttachments", "What was handed in about the task's subject.");
        tasks.MapGet("/{id}/picture", async (string id, Caller caller, TaskQueries queries, Pictures pictures, CancellationToken cancel) =>
            (await queries.Get(id, caller.Actor, cancel)).Value is { } view ? (await pictures.Of(view.Summary.InstanceId, cancel)).OrNotFound() : Refusals.NotFound.ToHttp())
            .Named("getTaskPicture", "The drawing of the process with the current step marked.");

        tasks.MapPost("/{id}/claim", (string id, CommandBody body, Caller caller, TaskCommands commands, CancellationToken cancel) =>
            Answer(commands.Claim(body.Call(id), caller.Actor, cancel))).Named("claimTask", "认领");
        tasks.MapPost("/{id}/release", (string id, CommandBody body, Caller caller, TaskCommands commands, CancellationToken cancel) =>
            Answer(commands.Release(body.Call(id), caller.Actor, cancel))).Named("releaseTask", "放回");
        tasks.MapPut("/{id}/draft", (string id, DraftBody body, Caller caller, TaskCommands commands, CancellationToken cancel) =>
            Answer(commands.SaveDraft(body.Call(id), body.Data ?? [], caller.Actor, cancel))).Named("saveTaskDraft", "暂存");
        tasks.MapPost("/{id}/complete", (string id, CompleteBody body, Caller caller, TaskCommands commands, CancellationToken cancel) =>
            Answer(commands.Complete(body.Call(id), body.Outcome ?? "", body.Data, body.Reason, caller.Actor, cancel))).Named("completeTask", "办结: one of the task's outcomes, with its form's data.");
        tasks.MapPost("/{id}/return", (string id, ReturnBody body, Caller caller, TaskCommands commands, CancellationToken cancel) =>
            Answer(commands.Return(body.Call(id), body.TargetActivityId ?? "", body.StraightBack ?? false, body.Reason, caller.Actor, cancel))).Named("returnTask", "退回 to an earlier completed step.");
        tasks.MapPost("/{id}/recall", (string id, ReasonBody body, Caller caller, TaskCommands commands, CancellationToken cancel) =>
            Answer(commands.Recall(body.Call(id), body.Reason, caller.Actor, cancel))).Named("recallTask", "撤回 while the next has not acted.");
        tasks.MapPost("/{id}/transfer", (string id, TransferBody body, Caller caller, TaskCommands commands, CancellationToken cancel) =>
            Answer(commands.Transfer(body.Call(id), body.ToUserId ?? "", body.Reason, caller.Actor, cancel))).Named("transferTask", "转办 to another holder of the role.");
        tasks.MapPost("/{id}/urge", (string id, CommandBody body, Caller caller, TaskCommands commands, CancellationToken cancel) =>
            Answer(commands.Urge(body.Call(id), caller.Actor, cancel))).Named("urgeTask", "催办");
        tasks.MapPatch("/{id}", (string id, ChangeBody body, Caller caller, TaskCommands commands, CancellationToken cancel) =>
            Answer(commands.Change(body.Call(id), body.DueAt, body.Priority, body.Reason, caller.Actor, cancel))).Named("changeTask", "Another due date or priority, by the leader.");

        tasks.MapPost("/groups", StartGroup).Named("startGroup", "成批办理: completes many tasks, each a command of its own; answers the job.");
        tasks.MapPost("/groups/preview", async (GroupPreviewBody body, Caller caller, GroupJobs groups, CancellationToken cancel) =>
            (await groups.Preview(body.Items ?? [], caller.Actor, cancel)).ToHttp()).Named("previewGroup", "整批核对: what would be refused and why, and who of the list has no task in it; changes nothing.");
        tasks.MapGet("/groups/{jobId}", async (string jobId, Caller caller, GroupJobs groups, CancellationToken cancel) =>
            (await groups.Progress(jobId, caller.Actor, cancel)).ToHttp()).Named("getGroup", "How far a group has come, with a result per person.");
    }

    private static async Task<IResult> List(
        Caller caller, TaskQueries queries, CancellationToken cancel, TaskListScope scope = TaskListScope.Inbox, string? definitionId = null, string? stage = null,
        string? groupKey = null, string? subjectType = null, string? subjectId = null, DateTimeOffset? dueBefore = null, string? text = null, string? cursor = null, int pageSize = 50) =>
        Results.Ok(await queries.List(
            new TaskFilter
            {
                Scope = scope,
                DefinitionId = definitionId,
                Stage = stage,
                GroupKey = groupKey,
                SubjectType = subjectType,
                SubjectId = subjectId,
                DueBefore = dueBefore,
                Text = text,
                Cursor = cursor,
                PageSize = pageSize,
            },
            caller.Actor, cancel));

    private static async Task<IResult> Counts(Caller caller, TaskQueries queries, CancellationToken cancel, TaskListScope scope = TaskListScope.Inbox) =>
        Results.Ok(await queries.Counts(scope, caller.Actor, cancel));

    private static async Task<IResult> Done(Caller caller, TaskQueries queries, CancellationToken cancel, string? cursor = null, int pageSize = 50) =>
        Results.Ok(await queries.DoneByMe(caller.Actor, cursor, pageSize, cancel));

    private static async Task<IResult> Get(string id, Caller caller, TaskQueries queries, CancellationToken cancel) =>
        (await queries.Get(id, caller.Actor, cancel)).ToHttp();

    private static async Task<IResult> Events(string id, Caller caller, TaskQueries queries, CancellationToken cancel) =>
        (await queries.Events(id, caller.Actor, cancel)).ToHttp();

    private static async Task<IResult> StartGroup(GroupBody body, Caller caller, GroupJobs groups, CancellationToken cancel)
    {
        var started = await groups.Start(body.OperationId, body.Title ?? "", body.Items ?? [], caller.Actor, cancel);
        return started.Refusal is { } refusal ? refusal.ToHttp() : Results.Accepted($"/api/user-tasks/groups/{started.Value}", new { id = started.Value });
    }

    private static async Task<IResult> Answer(Task<Domain.Common.Result<TaskAnswer>> command) => (await command).ToHttp();

    public record CommandBody
    {
        public string? OperationId { get; init; }
        public int? ExpectedRevision { get; init; }

        internal TaskCall Call(string id) => new(id, OperationId, ExpectedRevision);
    }

    public sealed record DraftBody(JsonObject? Data) : CommandBody;

    public sealed record CompleteBody(string? Outcome, JsonObject? Data, string? Reason) : CommandBody;

    public sealed record ReturnBody(string? TargetActivityId, bool? StraightBack, string? Reason) : CommandBody;

    public sealed record ReasonBody(string? Reason) : CommandBody;

    public sealed record TransferBody(string? ToUserId, string? Reason) : CommandBody;

    public sealed record ChangeBody(DateTimeOffset? DueAt, int? Priority, string? Reason) : CommandBody;

    public sealed record GroupPreviewBody(IReadOnlyList<GroupItem>? Items);

    public sealed record GroupBody(string? OperationId, string? Title, IReadOnlyList<GroupItem>? Items);
}
