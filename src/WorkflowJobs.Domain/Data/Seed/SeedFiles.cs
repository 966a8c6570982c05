namespace WorkflowJobs.Domain.Data.Seed;

/// <summary>The facts a new installation starts with, embedded as JSON.</summary>
public static class SeedFiles
{
    public const string Calendar = "calendar-2024-2026.json";
    public const string Allocation2024 = "allocation-2024.json";
    public const string Units = "units.json";

    /// <summary>The 30 synthetic people of the demo; never loaded outside demo mode.</summary>
    public const string Personas = "personas.json";

    /// <summary>The text of an embedded seed file.</summary>
    public static string Text(string name)
    {
        using var stream = typeof(SeedFiles).Assembly.GetManifestResourceStream("Seed/" + name)
            ?? throw new FileNotFoundException("No such seed file: " + name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
