using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Attachments;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Forms;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>The form of a task: its pinned document, what its sources show, its validation, and its data in and out of encryption.</summary>
public sealed class TaskForms(
    FormStore store, IVault vault, IEnumerable<IFormSource> sources, IEnumerable<ITaskCheck> checks, IEnumerable<ISubjectDirectory> directories)
{
    private readonly Dictionary<string, IFormSource> sourcesByName = sources.ToDictionary(source => source.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, ITaskCheck> checksByName = checks.ToDictionary(check => check.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, ISubjectDirectory> bySubject = directories.ToDictionary(directory => directory.SubjectType, StringComparer.Ordinal);

    /// <summary>The pinned document; null when the task has no form.</summary>
    public async Task<FormDocument?> Document(Work work, UserTask task, CancellationToken cancel)
    {
        if (task.FormKey is null)
            return null;
        return await store.Find(work.Db, task.FormKey, task.FormVersion, cancel)
            ?? throw new InvalidOperationException($"Task {task.Id} is pinned to form {task.FormKey} version {task.FormVersion}, which is not stored.");
    }

    /// <summary>What the form's sources give to this actor now.</summary>
    public async Task<IReadOnlyDictionary<string, JsonNode>> Sources(Work work, UserTask task, FormDocument form, Actor actor, CancellationToken cancel)
    {
        var loaded = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var name in form.Sources)
            loaded[name] = sourcesByName.TryGetValue(name, out var source)
                ? await source.Load(work, task, actor, cancel)
                : throw new InvalidOperationException($"No source is registered as {name}, which form {form.Key} shows.");
        return loaded;
    }

    /// <summary>Cleaned data, or every error: first the document's, then those of its named checks. A draft is held to its document only.</summary>
    public async Task<Result<JsonObject>> Validate(
        Work work, UserTask task, FormDocument form, JsonObject data, string? outcome, Actor actor, bool isDraft, CancellationToken cancel)
    {
        var validation = form.Validate(data, new FormContext
        {
            Roles = RolesOf(task, actor),
            Today = ShanghaiTime.DateOf(work.Now),
            Outcome = outcome,
            IsDraft = isDraft,
            Sources = await Sources(work, task, form, actor, cancel),
            Attachments = await Citable(work, task, form, data, actor, cancel),
        });
        if (validation.Refusal is { } refusal)
            return refusal;
        if (isDraft)
            return validation.Data;
        var errors = new List<FieldError>();
        foreach (var name in form.Checks)
            errors.AddRange(checksByName.TryGetValue(name, out var check)
                ? await check.Check(work, task, outcome!, validation.Data, actor, cancel)
                : throw new InvalidOperationException($"No check is registered as {name}, which form {form.Key} names."));
        return errors.Count > 0 ? (validation with { Errors = errors }).Refusal! : validation.Data;
    }

    /// <summary>Stores data under the key of the person whom the task is about, or the system's; the attachments that it names are bound.</summary>
    public async Task<FormSubmission> Store(Work work, UserTask task, JsonObject data, Actor actor, bool isDraft, CancellationToken cancel)
    {
        var person = await PersonOf(work, task, cancel);
        var plain = Encoding.UTF8.GetBytes(Canonical.Text(data));
        var submission = new FormSubmission
        {
            Id = Guid.NewGuid().ToString("N"),
            TaskId = task.Id,
            FormKey = task.FormKey!,
            FormVersion = task.FormVersion,
            PersonId = person?.Id,
            DataCipher = person is null ? vault.EncryptSystem(plain) : vault.Encrypt(person.WrappedKey, plain),
            DataHash = Canonical.Hash(data),
            IsDraft = isDraft,
            ByUserId = actor.UserId,
            At = work.Now,
        };
        work.Db.FormSubmissions.Add(submission);
        await AttachmentCommands.Cite(work, data, task.SubjectType, task.SubjectId, cancel);
        return submission;
    }

    public Task<JsonObject> Read(Work work, FormSubmission submission, CancellationToken cancel) => vault.Read(work, submission, cancel);

    /// <summary>Roles with which the actor meets the form; who fills in an applicant's task does it as the applicant.</summary>
    internal static HashSet<string> RolesOf(UserTask task, Actor actor)
    {
        var roles = actor.Grants.Select(grant => grant.Role).ToHashSet(StringComparer.Ordinal);
        roles.Add(task.Role);
        return roles;
    }

    private async Task<Person?> PersonOf(Work work, UserTask task, CancellationToken cancel)
    {
        var personId = task.PersonId
            ?? (bySubject.TryGetValue(task.SubjectType, out var directory) ? (await directory.Locate(work, task.SubjectId, cancel))?.PersonId : null);
        return personId is null ? null : await work.Db.People.FindAsync([personId], cancel);
    }

    /// <summary>Of the attachments that the data names: the actor's own uploads, and those of this subject.</summary>
    private static async Task<HashSet<string>> Citable(Work work, UserTask task, FormDocument form, JsonObject data, Actor actor, CancellationToken cancel)
    {
        if (form.Fields.Concat(form.Fields.SelectMany(field => field.Columns)).All(field => field.Type != FormFieldType.Attachment))
            return [];
        var named = new HashSet<string>(StringComparer.Ordinal);
        Texts(data, named);
        var ids = named.Where(text => text.Length <= 64).ToList();
        return await work.Db.Attachments
            .Where(row => ids.Contains(row.Id) && ((row.SubjectId == null && row.UploadedBy == actor.UserId) || (row.SubjectType == task.SubjectType && row.SubjectId == task.SubjectId)))
            .Select(row => row.Id).ToHashSetAsync(cancel);
    }

    private static void Texts(JsonNode? node, HashSet<string> into)
    {
        if (node is JsonObject fields)
            foreach (var (_, value) in fields)
                Texts(value, into);
        else if (node is JsonArray items)
            foreach (var item in items)
                Texts(item, into);
        else if (node is JsonValue value && value.TryGetValue<string>(out var text))
            into.Add(text);
    }
}
