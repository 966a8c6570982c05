using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Forms;

namespace WorkflowJobs.Domain.Tests.Forms;

public sealed class FormDocumentTests
{
    private static readonly string Sample = TestFiles.Text("form-sample.json");

    [Fact]
    public void Read_Sample_GivesTheWholeDocument()
    {
        var form = FormDocument.Read(Sample).Value!;
        Assert.Equal(("sample-form", 3, "样表", "Sample"), (form.Key, form.Version, form.Title.Zh, form.Title.En));
        Assert.Equal(18, form.Fields.Count());
        Assert.Equal(["posts", "applicants"], form.Sources);
        Assert.Equal(["sampleCheck"], form.Checks);
        var card = form.Fields.Single(f => f.Name == "card");
        Assert.Equal("claims", card.ShowWhen!.Field);
        Assert.Equal(["R-DIS"], card.ShowWhen.AnyOf);
        Assert.Equal(("1900-01-01", "today"), (form.Fields.Single(f => f.Name == "born").MinDate, form.Fields.Single(f => f.Name == "born").MaxDate));
        Assert.Equal(Enum.GetValues<FormFieldType>(), form.Fields.Select(f => f.Type).Distinct().Order());
    }

    [Theory]
    [InlineData("key", null, "FORM_MISSING", "$.key")]
    [InlineData("key", "\"Sample Form\"", "FORM_KEY", "$.key")]
    [InlineData("version", "0", "FORM_VALUE", "$.version")]
    [InlineData("title", "{\"zh\":\"样表\"}", "FORM_MISSING", "$.title.en")]
    [InlineData("sections", null, "FORM_MISSING", "$.sections")]
    [InlineData("sections", "{}", "FORM_VALUE", "$.sections")]
    [InlineData("checks", "[1]", "FORM_VALUE", "$.checks")]
    [InlineData("whenHidden", "\"ignore\"", "FORM_VALUE", "$.whenHidden")]
    [InlineData("colour", "\"red\"", "FORM_PROPERTY", "$.colour")]
    public void Read_BadDocument_IsRefusedWithThePath(string property, string? value, string code, string path)
    {
        var document = JsonNode.Parse(Sample)!.AsObject();
        document.Remove(property);
        if (value is not null)
            document[property] = JsonNode.Parse(value);
        AssertRefused(document, code, path);
    }

    [Theory]
    [InlineData(0, "name", "\"Name\"", "FORM_NAME", "$.sections[0].fields[0].name")]
    [InlineData(0, "type", "\"txt\"", "FORM_TYPE", "$.sections[0].fields[0].type")]
    [InlineData(0, "label", "\"姓名\"", "FORM_VALUE", "$.sections[0].fields[0].label")]
    [InlineData(0, "maxLength", "0", "FORM_VALUE", "$.sections[0].fields[0].maxLength")]
    [InlineData(0, "required", "1", "FORM_VALUE", "$.sections[0].fields[0].required")]
    [InlineData(0, "readOnly", "true", "FORM_VALUE", "$.sections[0].fields[0].readOnly")]
    [InlineData(0, "mustBeTrue", "true", "FORM_VALUE", "$.sections[0].fields[0].mustBeTrue")]
    [InlineData(0, "source", "\"posts\"", "FORM_SOURCE", "$.sections[0].fields[0].source")]
    [InlineData(0, "options", "[{\"value\":\"a\",\"label\":{\"zh\":\"甲\",\"en\":\"A\"}}]", "FORM_OPTIONS", "$.sections[0].fields[0].options")]
    [InlineData(0, "columns", "[{\"name\":\"a\",\"type\":\"text\",\"label\":{\"zh\":\"甲\",\"en\":\"A\"}}]", "FORM_COLUMNS", "$.sections[0].fields[0].columns")]
    [InlineData(1, "pattern", "\"(a)\\\\1\"", "FORM_PATTERN", "$.sections[0].fields[1].pattern")]
    [InlineData(1, "pattern", "\"[\"", "FORM_PATTERN", "$.sections[0].fields[1].pattern")]
    [InlineData(3, "min", "300", "FORM_LIMITS", "$.sections[0].fields[3].min")]
    [InlineData(3, "min", "\"1\"", "FORM_VALUE", "$.sections[0].fields[3].min")]
    [InlineData(5, "min", "\"yesterday\"", "FORM_VALUE", "$.sections[0].fields[5].min")]
    [InlineData(8, "options", "[]", "FORM_OPTIONS", "$.sections[0].fields[8].options")]
    [InlineData(8, "source", "\"posts\"", "FORM_OPTIONS", "$.sections[0].fields[8].options")]
    [InlineData(8, "options", "[{\"value\":\"a\",\"label\":{\"zh\":\"甲\",\"en\":\"A\"}},{\"value\":\"a\",\"label\":{\"zh\":\"乙\",\"en\":\"B\"}}]", "FORM_DUPLICATE", "$.sections[0].fields[8].options")]
    [InlineData(8, "showWhen", "{\"field\":\"scan\",\"equals\":\"x\"}", "FORM_CONDITION", "$.sections")]
    [InlineData(8, "showWhen", "{\"field\":\"name\"}", "FORM_VALUE", "$.sections[0].fields[8].showWhen.equals")]
    [InlineData(8, "name", "\"name\"", "FORM_DUPLICATE", "$.sections")]
    public void Read_BadField_IsRefusedWithThePath(int field, string property, string value, string code, string path)
    {
        var document = JsonNode.Parse(Sample)!.AsObject();
        document["sections"]![0]!["fields"]![field]![property] = JsonNode.Parse(value);
        AssertRefused(document, code, path);
    }

    [Theory]
    [InlineData(0, "columns", "[]", "FORM_COLUMNS")]
    [InlineData(0, "columns", "[{\"name\":\"key\",\"type\":\"text\",\"label\":{\"zh\":\"甲\",\"en\":\"A\"}}]", "FORM_DUPLICATE")]
    [InlineData(0, "columns", "[{\"name\":\"a\",\"type\":\"table\",\"label\":{\"zh\":\"甲\",\"en\":\"A\"},\"columns\":[]}]", "FORM_NESTED")]
    [InlineData(0, "columns", "[{\"name\":\"a\",\"type\":\"text\",\"label\":{\"zh\":\"甲\",\"en\":\"A\"},\"showWhen\":{\"field\":\"b\",\"equals\":1}}]", "FORM_CONDITION")]
    [InlineData(0, "minRows", "3", "FORM_LIMITS")]
    [InlineData(1, "source", "null", "FORM_SOURCE")]
    public void Read_BadTable_IsRefused(int field, string property, string value, string code)
    {
        var document = JsonNode.Parse(Sample)!.AsObject();
        document["sections"]![1]!["fields"]![field]![property] = JsonNode.Parse(value);
        AssertRefused(document, code, path: null);
    }

    [Theory]
    [InlineData("{", "FORM_JSON")]
    [InlineData("[]", "FORM_JSON")]
    [InlineData("{\"key\":\"a\",\"key\":\"b\"}", "FORM_JSON")]
    public void Read_BrokenJson_IsRefused(string json, string code) =>
        Assert.Equal([code], FormDocument.Read(json).Refusal!.Errors.Select(e => e.Code));

    [Fact]
    public void Read_TooLargeOrTooMany_IsRefused()
    {
        Assert.Equal(["FORM_TOO_LARGE"], FormDocument.Read(new string(' ', 300_000)).Refusal!.Errors.Select(e => e.Code));
        var document = JsonNode.Parse(Sample)!.AsObject();
        var fields = document["sections"]![0]!["fields"]!.AsArray();
        for (var i = 0; i < 201; i++)
            fields.Add(JsonNode.Parse($$"""{ "name": "extra{{i}}", "type": "text", "label": { "zh": "甲", "en": "A" } }"""));
        AssertRefused(document, "FORM_TOO_LARGE", "$.sections");
    }

    [Fact]
    public void Read_SeveralProblems_ListsAllOfThem()
    {
        var document = JsonNode.Parse(Sample)!.AsObject();
        document["version"] = "x";
        document["sections"]![0]!["fields"]![0]!["type"] = "txt";
        document["sections"]![0]!["fields"]![1]!["label"] = null;
        Assert.Equal(3, FormDocument.Read(document.ToJsonString()).Refusal!.Errors.Count);
    }

    private static void AssertRefused(JsonObject document, string code, string? path)
    {
        var refusal = FormDocument.Read(document.ToJsonString()).Refusal;
        Assert.Equal("FORM_INVALID", refusal?.Code);
        Assert.Contains(refusal!.Errors, e => e.Code == code && (path is null || e.Field == path));
    }
}
