namespace WorkflowJobs.Domain.Tests;

internal static class TestFiles
{
    public static string Text(string name)
    {
        using var reader = new StreamReader(typeof(TestFiles).Assembly.GetManifestResourceStream("TestData/" + name)!);
        return reader.ReadToEnd();
    }

    public static DateOnly Date(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd");
}
