using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Parameters;

/// <summary>A parameter with its value today and everything it was and will be.</summary>
public sealed record ParameterView(
    string Key, string Group, string LabelZh, string LabelEn, string Type, string Unit, string Basis, string Default, string Value, IReadOnlyList<ParameterValue> History);

public sealed class ParameterQueries(IReader reader)
{
    /// <summary>All parameters of the catalog, in its order.</summary>
    public Task<IReadOnlyList<ParameterView>> All(CancellationToken cancel) => reader.Read<IReadOnlyList<ParameterView>>(async (work, token) =>
    {
        var rows = await work.Db.ParameterValues.OrderByDescending(row => row.EffectiveFrom).ThenByDescending(row => row.At).ToListAsync(token);
        var today = new ParameterHistory(rows).At(ShanghaiTime.DateOf(work.Now));
        return [.. ParameterCatalog.All.Select(definition => new ParameterView(
            definition.Key, definition.Group, definition.LabelZh, definition.LabelEn, definition.Type.ToString(), definition.Unit.ToString(), definition.Basis,
            definition.Default, today.Text(definition.Key), [.. rows.Where(row => row.Key == definition.Key)]))];
    }, cancel);
}
