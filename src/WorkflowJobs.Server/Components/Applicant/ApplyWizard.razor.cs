using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Forms;

namespace WorkflowJobs.Server.Components.Applicant;

public sealed partial class ApplyWizard
{
    private readonly CancellationTokenSource _gone = new();
    private string _operationId = Guid.NewGuid().ToString("N");
    private int _index;
    private bool _checking;

    /// <summary>Came from "check your answers", and goes back there.</summary>
    private bool _returning;

    private bool _busy;
    private Refusal? _refusal;
    private Receipt? _receipt;
    private DateTimeOffset? _savedAt;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private IReadOnlyList<FormSection> Sections => View.Form.Sections;

    private FormSection Section => Sections[Math.Min(_index, Sections.Count - 1)];

    /// <summary>The server checks the answers of this page by the form document; what lies ahead may still be empty.</summary>
    private async Task Next()
    {
        _refusal = null;
        var errors = ErrorsOf(Section);
        View.Form.Errors = errors;
        if (errors.Count > 0)
        {
            _refusal = new Refusal("FORM_DATA", $"这一页有{errors.Count}处需要更正", $"{errors.Count} answer(s) of this page need correction.") { Errors = errors };
            await ToTop();
            return;
        }

        if (!await Save())
            return;
        if (_returning || _index + 1 >= Sections.Count)
            _checking = true;
        else
            _index++;
        _returning = false;
        await ToTop();
    }

    private IReadOnlyList<FieldError> ErrorsOf(FormSection section)
    {
        var names = section.Fields.Select(field => field.Name).ToHashSet();
        var context = new FormContext { Roles = View.Form.Roles, Today = View.Form.Today, Sources = View.Form.Sources };
        return [.. View.Form.Document.Validate(View.Form.ToSend(), context).Errors.Where(error => names.Contains(error.Field.Split('[', '.')[0]))];
    }

    private async Task<bool> Save()
    {
        _busy = true;
        var saved = await Desk.Save(View, View.Form.ToSend(), _gone.Token);
        _busy = false;
        _refusal = saved.Refusal;
        if (saved.IsRefused)
        {
            View.Form.Errors = saved.Refusal!.Errors;
            return false;
        }

        View.DraftId = saved.Value;
        View.Form.IsDirty = false;
        _savedAt = Clock.GetUtcNow();
        return true;
    }

    private async Task Submit()
    {
        if (_busy)
            return;
        _busy = true;
        var sent = await Desk.Submit(View, View.Form.ToSend(), _operationId, _gone.Token);
        _busy = false;
        _refusal = sent.Refusal;
        View.Form.Errors = sent.Refusal?.Errors ?? [];
        if (sent.IsRefused)
            _operationId = Guid.NewGuid().ToString("N");
        else
            _receipt = sent.Value;
        await ToTop();
    }

    private Task Back(FormSection section)
    {
        _returning = true;
        return Show(Math.Max(0, Sections.ToList().FindIndex(one => one == section)));
    }

    private Task Show(int index)
    {
        _index = index;
        _checking = false;
        _refusal = null;
        return ToTop();
    }

    private async Task ToTop() => await Script.InvokeVoidAsync("pages.top");

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
