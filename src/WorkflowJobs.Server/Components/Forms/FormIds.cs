using System.Text;

namespace WorkflowJobs.Server.Components.Forms;

/// <summary>Element ids of fields, from their paths in the form's data, so that an error can lead to its field.</summary>
public static class FormIds
{
    public static string Of(string path)
    {
        var id = new StringBuilder("f-");
        foreach (var c in path)
            id.Append(char.IsAsciiLetterOrDigit(c) ? c : '-');
        return id.ToString();
    }
}
