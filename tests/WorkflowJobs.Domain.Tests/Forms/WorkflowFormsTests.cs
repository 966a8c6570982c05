using WorkflowJobs.Domain.Forms;

namespace WorkflowJobs.Domain.Tests.Forms;

/// <summary>The forms that are delivered beside the processes.</summary>
public sealed class WorkflowFormsTests
{
    [Fact]
    public void Read_EveryDeliveredForm_HasNoProblem()
    {
        var problems = new List<string>();
        foreach (var file in Files())
        {
            var read = FormDocument.Read(File.ReadAllText(file));
            problems.AddRange(read.Refusal?.Errors.Select(e => $"{Path.GetFileName(file)} {e.Field} {e.Code}: {e.MessageEn}") ?? []);
            if (read.Value is { } form && form.Key != Path.GetFileNameWithoutExtension(file))
                problems.Add($"{Path.GetFileName(file)} has the key {form.Key}");
        }

        Assert.Empty(problems);
    }

    private static string[] Files()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "WorkflowJobs.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The repository's root was not found.");
        var forms = Path.Combine(folder.FullName, "workflows", "forms");
        return Directory.Exists(forms) ? Directory.GetFiles(forms, "*.json") : [];
    }
}
