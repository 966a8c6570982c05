using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Forms;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>A form that a human task may name.</summary>
public sealed record FormHead(string Key, FormText Title);

public sealed class FormQueries(IReader reader, FormStore forms)
{
    /// <summary>The forms as they stand, by key.</summary>
    public Task<IReadOnlyList<FormHead>> All(CancellationToken cancel) => reader.Read<IReadOnlyList<FormHead>>(async (work, token) =>
    {
        var heads = new List<FormHead>();
        foreach (var key in await work.Db.FormVersions.Select(row => row.Key).Distinct().Order().ToListAsync(token))
            if (await forms.FindLatest(work.Db, key, token) is { } form)
                heads.Add(new FormHead(key, form.Title));
        return heads;
    }, cancel);
}
