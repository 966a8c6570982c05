using System.Text.Json.Nodes;
using CsCheck;
using WorkflowJobs.Domain.Forms;

namespace WorkflowJobs.Domain.Tests.Forms;

/// <summary>Whatever is sent, a form answers with errors and never throws.</summary>
public sealed class FormFuzzTests
{
    private static readonly string Sample = TestFiles.Text("form-sample.json");
    private static readonly FormDocument Form = FormDocument.Read(Sample).Value!;
    private const string Mark = "put-here";
    private static readonly string[] Names = [.. Form.Fields.Select(f => f.Name), "key", "relation", "employed", "yes", "nosuch"];

    private static readonly string[] Scalars =
    [
        "null", "true", "false", "0", "-1", "1.5", "1e400", "-0", "123456789012345678901234567890", "\"\"", "\"a\"", "\"\\ud800\"", "\"\\u0000\"", "\"today\"",
        "\"2024-02-30\"", "\"a1\"", "\"R-AGE\"", "\"370811197906149820\"", "\"𠮷\"", "[]", "{}", "[[]]", "[null]", "\"=cmd|' /C calc'!A0\"",
    ];

    private static readonly Gen<string> Values = Gen.Recursive<string>((depth, inner) => depth > 3
        ? OneOf(Scalars)
        : Gen.OneOf(
            OneOf(Scalars),
            inner.Array[0, 4].Select(items => "[" + string.Join(',', items) + "]"),
            Gen.Select(OneOf(Names), inner).Array[0, 4].Select(pairs => "{" + string.Join(',', pairs.Select(p => $"\"{p.Item1}\":{p.Item2}")) + "}")));

    private static readonly FormContext Context = new()
    {
        Roles = new HashSet<string> { "TH" },
        Today = new DateOnly(2024, 6, 14),
        Outcome = "Reject",
        Sources = new Dictionary<string, JsonNode> { ["applicants"] = JsonNode.Parse("""[{"key":"a1"},{"key":"a2"},{"nokey":1},5]""")! },
    };

    [Fact]
    public void Validate_AnyData_AnswersAndNeverThrows() =>
        Gen.Select(OneOf(Names), Values).Array[0, 8].Sample(pairs =>
        {
            var data = (JsonObject)JsonNode.Parse("{" + string.Join(',', pairs.Select(p => $"\"{p.Item1}\":{p.Item2}")) + "}")!;
            var result = Form.Validate(data, Context);
            return result.Errors.All(e => e.Code.Length > 0 && e.MessageZh.Length > 0) && (!result.Ok || Form.Validate(Copy(result.Data), Context).Ok);
        });

    [Fact]
    public void Validate_NameGivenTwiceOrNested_IsRefused()
    {
        Assert.Equal(["FORM_DATA_JSON"], Codes("""{"name":"a","name":"b"}"""));
        Assert.Equal(["FORM_DATA_JSON"], Codes("""{"\ud800":"a"}"""));
        Assert.Equal(["FORM_DATA_DEPTH"], Codes("{\"name\":" + new string('[', 20) + new string(']', 20) + "}"));
    }

    [Fact]
    public void Read_AnyPropertyReplaced_AnswersAndNeverThrows()
    {
        var paths = Paths(JsonNode.Parse(Sample)!).ToArray();
        Gen.Select(OneOf(paths), Values).Sample((path, value) =>
        {
            var document = JsonNode.Parse(Sample)!;
            Replace(document, path);
            var read = FormDocument.Read(document.ToJsonString().Replace($"\"{Mark}\"", value));
            return read.Refusal is null || read.Refusal.Errors.Count > 0;
        });
    }

    [Fact]
    public void Read_TextThatIsNoUnicode_IsRefused() =>
        Assert.Equal(["FORM_JSON"], FormDocument.Read(Sample.Replace("sample-form", "\\ud800")).Refusal!.Errors.Select(e => e.Code));

    private static Gen<string> OneOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static IEnumerable<string> Codes(string json) => Form.Validate((JsonObject)JsonNode.Parse(json)!, Context).Errors.Select(e => e.Code);

    private static JsonObject Copy(JsonObject data) => (JsonObject)JsonNode.Parse(data.ToJsonString())!;

    private static IEnumerable<string> Paths(JsonNode node, string path = "") => node switch
    {
        JsonObject o => o.SelectMany(p => Paths(p.Value!, $"{path}/{p.Key}").Prepend($"{path}/{p.Key}")),
        JsonArray a => a.SelectMany((item, i) => Paths(item!, $"{path}/{i}").Prepend($"{path}/{i}")),
        _ => [],
    };

    private static void Replace(JsonNode root, string path)
    {
        var steps = path[1..].Split('/');
        var node = steps[..^1].Aggregate(root, (n, step) => n is JsonArray a ? a[int.Parse(step)]! : n[step]!);
        if (node is JsonArray array)
            array[int.Parse(steps[^1])] = Mark;
        else
            node[steps[^1]] = Mark;
    }
}
