using MudBlazor;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Server.Components.Officer;

public sealed partial class TaskPage
{
    private readonly CancellationTokenSource _gone = new();
    private TaskView? _view;
    private Refusal? _refusal;
    private bool _loaded;
    private bool _busy;
    private int _revision;

    /// <summary>One id for one intention: pressing twice, or again after a lost answer, completes once.</summary>
    private string _operationId = Guid.NewGuid().ToString("N");

    private string Back => From is { } from && from.StartsWith('/') && !from.StartsWith("//", StringComparison.Ordinal) ? from : "/start";

    protected override Task OnParametersSetAsync() => Load();

    private async Task Load()
    {
        _view = await Desk.Open(Id, _gone.Token);
        _revision = _view?.Row.Revision ?? 0;
        _refusal = null;
        _loaded = true;
    }

    private Task Complete((TaskOption Option, string Reason) answer) => Run(
        () => Desk.Complete(new TaskAnswer(Id, _revision, answer.Option.Key, answer.Reason, _view!.Form?.ToSend() ?? [], _operationId), _gone.Token),
        T["task.completed", answer.Option.Text],
        leaves: true);

    private Task Return((string Target, bool DirectBack, string Reason) way) => Run(
        () => Desk.Return(Id, _revision, way.Target, way.DirectBack, way.Reason, _gone.Token), T["task.returned"], leaves: true);

    private Task Transfer((string UserId, string Reason) to) => Run(
        () => Desk.Transfer(Id, _revision, to.UserId, to.Reason, _gone.Token), T["task.transferred"], leaves: true);

    private Task Verb((TaskVerb Verb, string? Note) what) => Run(
        () => Desk.Do(what.Verb, Id, _revision, what.Note, _gone.Token), T.Code("task.did", what.Verb.ToString()), leaves: false);

    private async Task Save()
    {
        _busy = true;
        var saved = await Desk.SaveDraft(Id, _revision, _view!.Form!.ToSend(), _gone.Token);
        _busy = false;
        Show(saved.Refusal);
        if (saved.IsRefused)
            return;
        _revision = saved.Value;
        _view.Form.IsDirty = false;
        Snackbar.Add(T["task.saved"], Severity.Success);
    }

    private async Task Run(Func<Task<Refusal?>> command, string said, bool leaves)
    {
        if (_busy)
            return;
        _busy = true;
        var refusal = await command();
        _busy = false;
        if (refusal is not null)
        {
            _operationId = Guid.NewGuid().ToString("N");
            Show(refusal);
            return;
        }

        Snackbar.Add(said, Severity.Success);
        if (leaves)
            Navigation.NavigateTo(Back);
        else
            await Load();
    }

    private void Show(Refusal? refusal)
    {
        _refusal = refusal;
        if (_view?.Form is { } form)
            form.Errors = refusal?.Errors ?? [];
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
