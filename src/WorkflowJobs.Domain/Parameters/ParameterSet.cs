using System.Globalization;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Parameters;

/// <summary>All parameters as they stand on one day. Asking for a key that the catalog lacks is a bug and throws.</summary>
public sealed class ParameterSet
{
    private readonly Dictionary<string, string> _values;

    private ParameterSet(Dictionary<string, string> values) => _values = values;

    /// <summary>The defaults of the law book.</summary>
    public static ParameterSet Defaults { get; } = new(ParameterCatalog.All.ToDictionary(d => d.Key, d => d.Default));

    /// <summary>This set with one value replaced, e.g. to see what a change would mean.</summary>
    public ParameterSet With(string key, string value) => new(new Dictionary<string, string>(_values) { [Known(key)] = value });

    public string Text(string key) => _values[Known(key)];

    public int Int(string key) => int.Parse(Text(key), CultureInfo.InvariantCulture);

    /// <summary>A number of days, written as a number or as the key of a parameter (<c>accept.days</c>); null when it is neither.</summary>
    public int? Days(string numberOrKey) => int.TryParse(numberOrKey, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
        ? days
        : ParameterCatalog.Find(numberOrKey) is { Type: ParameterType.Integer } ? Int(numberOrKey) : null;

    public bool Bool(string key) => Text(key) == "true";

    public TimeOnly Time(string key) => TimeOnly.ParseExact(Text(key), "HH:mm", CultureInfo.InvariantCulture);

    public Fraction Fraction(string key) =>
        Common.Fraction.TryParse(Text(key), out var share) ? share : throw new FormatException($"{key} is no share: {Text(key)}");

    public IReadOnlyList<int> Ints(string key) => [.. Texts(key).Select(item => int.Parse(item, CultureInfo.InvariantCulture))];

    public IReadOnlyList<string> Texts(string key) => Text(key).Split(',', StringSplitOptions.RemoveEmptyEntries);

    public IReadOnlyDictionary<string, int> Map(string key) =>
        Texts(key).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => int.Parse(pair[1], CultureInfo.InvariantCulture));

    private static string Known(string key) =>
        ParameterCatalog.Find(key)?.Key ?? throw new ArgumentException($"There is no parameter {key}.", nameof(key));
}

/// <summary>Parameters over time: rows are only ever added, and each holds from its date on.</summary>
public sealed class ParameterHistory(IEnumerable<ParameterValue> rows)
{
    private readonly ParameterValue[] _rows = [.. rows.OrderBy(r => r.EffectiveFrom).ThenBy(r => r.At)];

    /// <summary>The parameters in force on a day: for each key the latest row that has begun, else the default.</summary>
    public ParameterSet At(DateOnly date)
    {
        var set = ParameterSet.Defaults;
        // Rows of keys that a newer version dropped are kept in the database and passed over here.
        foreach (var row in _rows.Where(r => r.EffectiveFrom <= date && ParameterCatalog.Find(r.Key) is not null))
            set = set.With(row.Key, row.Value);
        return set;
    }
}
