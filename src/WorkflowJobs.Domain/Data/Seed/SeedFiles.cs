using System.Text.Json;
using System.Text.Json.Serialization;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Data.Seed;

/// <summary>A unit as the seed gives it.</summary>
public sealed record SeedUnit(string Id, string Name, string NameEn, UnitKind Kind, string? ParentId, bool? IsUrban, int SortOrder);

/// <summary>The units of the district, and which of them certifies what (DOMAIN I6).</summary>
public sealed record SeedUnits(IReadOnlyList<SeedUnit> Units, IReadOnlyDictionary<Certifier, string> Certifiers);

/// <summary>A synthetic person of the demo. <see cref="Unit"/> is town and village written together.</summary>
public sealed record SeedPersona(string Key, string Name, string Gender, DateOnly Birth, string Id, string Masked, string Unit, string Note);

/// <summary>The facts a new installation starts with, embedded as JSON.</summary>
public static class SeedFiles
{
    public const string Calendar = "calendar-2024-2026.json";
    public const string Allocation2024 = "allocation-2024.json";
    public const string Units = "units.json";

    /// <summary>The 30 synthetic people of the demo; never loaded outside demo mode.</summary>
    public const string Personas = "personas.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    public static SeedUnits ReadUnits() => Read<SeedUnits>(Units);

    public static AllocationTable ReadAllocation2024() => Read<AllocationTable>(Allocation2024);

    public static IReadOnlyList<SeedPersona> ReadPersonas() => Read<IReadOnlyList<SeedPersona>>(Personas);

    /// <summary>The text of an embedded seed file.</summary>
    public static string Text(string name)
    {
        using var stream = typeof(SeedFiles).Assembly.GetManifestResourceStream("Seed/" + name)
            ?? throw new FileNotFoundException("No such seed file: " + name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static T Read<T>(string name) => JsonSerializer.Deserialize<T>(Text(name), Options)!;
}
