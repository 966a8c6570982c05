using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Forms;

/// <summary>
/// Data from a request may still hide what System.Text.Json only finds on access: a name given twice, a name or text that is no Unicode.
/// It is looked at once here, so that the validator meets only sound objects.
/// </summary>
internal static class WellFormedData
{
    private const int MostDepth = 8;

    public static FieldError? Problem(JsonNode data)
    {
        try
        {
            return IsTooDeep(data, MostDepth)
                ? new FieldError("", "FORM_DATA_DEPTH", "数据嵌套过深", "The data are nested too deeply.")
                : null;
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException)
        {
            return new FieldError("", "FORM_DATA_JSON", "数据含有重复的名称或无效的字符", "The data hold a name twice, or characters that are no Unicode.");
        }
    }

    private static bool IsTooDeep(JsonNode? node, int left) => node switch
    {
        JsonObject o => left == 0 || o.Any(p => IsTooDeep(p.Value, left - 1)),
        JsonArray a => left == 0 || a.Any(item => IsTooDeep(item, left - 1)),
        _ => false,
    };
}
