using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Forms;

namespace WorkflowJobs.Domain.Tests.Forms;

public sealed class FormValidationTests
{
    private static readonly FormDocument Form = FormDocument.Read(TestFiles.Text("form-sample.json")).Value!;

    private static readonly FormContext Applicant = new()
    {
        Roles = new HashSet<string> { "AP" },
        Today = new DateOnly(2024, 6, 14),
        Sources = new Dictionary<string, JsonNode>
        {
            ["posts"] = JsonNode.Parse("""[{"value":"p1","label":{"zh":"协管员","en":"Warden"}}]""")!,
            ["applicants"] = JsonNode.Parse("""[{"key":"a1","person":"曾庆华"},{"key":"a2","person":"高柴"}]""")!,
        },
        Attachments = new HashSet<string> { "s1", "s2", "s3" },
    };

    [Fact]
    public void Validate_GoodData_IsCleaned()
    {
        var result = Validate("""
            {"name":" 孔令芝 ","code":"AB123","story":" 一行\r\n二行 ","hours":7.5,"income":1234500,"born":"1979-06-14","single":false,"promise":true,
             "kind":"a","post":"p1","claims":["R-DIS","R-AGE"],"card":"3708","idNumber":"37081119990615985x","phone":"0537-1234567","scan":["s1","s2"],
             "household":[{"relation":"配偶","employed":true,"employer":"厂"}],
             "votes":[{"key":"a2","yes":3},{"key":"a1","yes":4}]}
            """);
        Assert.Empty(result.Errors);
        Assert.Null(result.Refusal);
        Assert.Equal(
            JsonNode.Parse("""
            {"name":"孔令芝","code":"AB123","story":"一行\n二行","hours":7.5,"income":1234500,"born":"1979-06-14","single":false,"promise":true,
             "kind":"a","post":"p1","claims":["R-DIS","R-AGE"],"card":"3708","idNumber":"37081119990615985X","phone":"05371234567","scan":["s1","s2"],
             "household":[{"relation":"配偶","employed":true,"employer":"厂"}],
             "votes":[{"key":"a2","yes":3},{"key":"a1","yes":4}]}
            """)!.ToJsonString(),
            result.Data.ToJsonString());
    }

    [Theory]
    [InlineData("name", "\"一二三四五六\"", "FIELD_TOO_LONG")]
    [InlineData("name", "\"一\\n二\"", "FIELD_CHARACTERS")]
    [InlineData("name", "\"一\\u0000\"", "FIELD_CHARACTERS")]
    [InlineData("name", "\"\\ud800\"", "FIELD_TYPE")]
    [InlineData("name", "5", "FIELD_TYPE")]
    [InlineData("name", "\"  \"", "FIELD_REQUIRED")]
    [InlineData("name", "null", "FIELD_REQUIRED")]
    [InlineData("code", "\"AB12\"", "FIELD_PATTERN")]
    [InlineData("code", "\"AB123\\nAB\"", "FIELD_CHARACTERS")]
    [InlineData("story", "[]", null)]
    [InlineData("story", "{}", "FIELD_TYPE")]
    [InlineData("hours", "\"7\"", "FIELD_TYPE")]
    [InlineData("hours", "0.9", "FIELD_RANGE")]
    [InlineData("hours", "201", "FIELD_RANGE")]
    [InlineData("hours", "7.55", "FIELD_SCALE")]
    [InlineData("hours", "1e400", "FIELD_TYPE")]
    [InlineData("income", "10.5", "FIELD_SCALE")]
    [InlineData("income", "-1", "FIELD_RANGE")]
    [InlineData("income", "\"100\"", "FIELD_TYPE")]
    [InlineData("born", "\"2023-02-30\"", "FIELD_DATE")]
    [InlineData("born", "\"14.6.1979\"", "FIELD_DATE")]
    [InlineData("born", "19790614", "FIELD_TYPE")]
    [InlineData("born", "\"2024-06-15\"", "FIELD_RANGE")]
    [InlineData("born", "\"2024-06-14\"", null)]
    [InlineData("born", "\"1899-12-31\"", "FIELD_RANGE")]
    [InlineData("single", "\"true\"", "FIELD_TYPE")]
    [InlineData("promise", "false", "FIELD_MUST_BE_TRUE")]
    [InlineData("promise", "null", "FIELD_MUST_BE_TRUE")]
    [InlineData("kind", "\"c\"", "FIELD_CHOICE")]
    [InlineData("kind", "[\"a\"]", "FIELD_TYPE")]
    [InlineData("post", "\"p2\"", "FIELD_CHOICE")]
    [InlineData("claims", "[\"R-XXX\"]", "FIELD_CHOICE")]
    [InlineData("claims", "[\"R-AGE\",\"R-AGE\"]", "FIELD_DUPLICATE")]
    [InlineData("claims", "[\"R-AGE\",\"R-DIS\",\"R-LOW\"]", "FIELD_RANGE")]
    [InlineData("claims", "\"R-AGE\"", "FIELD_TYPE")]
    [InlineData("claims", "[1]", "FIELD_TYPE")]
    [InlineData("idNumber", "\"37081119790230982X\"", "ID_DATE")]
    [InlineData("idNumber", "\"370811197906149821\"", "ID_CHECK_DIGIT")]
    [InlineData("idNumber", "370811197906149820", "FIELD_TYPE")]
    [InlineData("phone", "\"12345\"", "FIELD_PHONE")]
    [InlineData("phone", "\"1390000000a\"", "FIELD_PHONE")]
    [InlineData("phone", "13900000000", "FIELD_TYPE")]
    [InlineData("scan", "[\"s1\",\"s2\",\"s3\"]", "FIELD_RANGE")]
    [InlineData("scan", "[\"s1\",\"s1\"]", "FIELD_DUPLICATE")]
    [InlineData("scan", "[\"s9\"]", "FIELD_ATTACHMENT")]
    [InlineData("scan", "\"s1\"", "FIELD_TYPE")]
    [InlineData("nosuch", "1", "FIELD_UNKNOWN")]
    [InlineData("opinion", "\"好\"", "FIELD_FORBIDDEN")]
    [InlineData("household", "{}", "FIELD_TYPE")]
    [InlineData("household", "[1]", "FIELD_TYPE")]
    [InlineData("household", "null", "FIELD_REQUIRED")]
    [InlineData("household", "[{\"relation\":\"a\"},{\"relation\":\"b\"},{\"relation\":\"c\"}]", "ROWS_TOO_MANY")]
    [InlineData("votes", "3", "FIELD_TYPE")]
    public void Validate_OneBadValue_IsThatErrorAtThatField(string field, string value, string? code)
    {
        var data = Minimal();
        data[field] = JsonNode.Parse(value);
        var result = Form.Validate(data, Applicant);
        Assert.Equal(code is null ? [] : [(field, code)], result.Errors.Select(e => (e.Field, e.Code)));
        Assert.Equal(code is null ? null : "FORM_DATA", result.Refusal?.Code);
    }

    [Fact]
    public void Validate_HalfASurrogatePairInMemory_IsRefused()
    {
        var data = Minimal();
        data["name"] = "\ud800";
        Assert.Equal(["FIELD_CHARACTERS"], Form.Validate(data, Applicant).Errors.Select(e => e.Code));
    }

    [Theory]
    [InlineData("""[{"relation":"子","extra":1}]""", "household[0].extra", "FIELD_UNKNOWN")]
    [InlineData("""[{"employed":false}]""", "household[0].relation", "FIELD_REQUIRED")]
    [InlineData("""[{"relation":"子"},{"relation":"女","employed":true}]""", "household[1].employer", "FIELD_REQUIRED")]
    public void Validate_BadRow_NamesTheCell(string rows, string field, string code)
    {
        var data = Minimal();
        data["household"] = JsonNode.Parse(rows);
        Assert.Equal([(field, code)], Form.Validate(data, Applicant).Errors.Select(e => (e.Field, e.Code)));
    }

    [Theory]
    [InlineData("""[{"key":"a1","yes":4}]""", "votes[key=a2]", "ROW_MISSING")]
    [InlineData("""[{"key":"a1","yes":4},{"key":"a2","yes":1},{"key":"a1","yes":4}]""", "votes", "ROWS_TOO_MANY")]
    [InlineData("""[{"key":"a1","yes":4},{"key":"a1","yes":4}]""", "votes[1]", "ROW_DUPLICATE")]
    [InlineData("""[{"key":"a1","yes":4},{"key":"a9","yes":1}]""", "votes[1]", "ROW_UNKNOWN")]
    [InlineData("""[{"key":"a1","yes":4},{"yes":1}]""", "votes[1]", "ROW_UNKNOWN")]
    [InlineData("""[{"key":"a1","yes":4},{"key":"a2"}]""", "votes[1].yes", "FIELD_REQUIRED")]
    [InlineData("""[{"key":"a1","yes":-1},{"key":"a2","yes":0}]""", "votes[0].yes", "FIELD_RANGE")]
    public void Validate_PeopleRows_MustBeTheServersRows(string rows, string field, string code)
    {
        var data = Minimal();
        data["votes"] = JsonNode.Parse(rows);
        Assert.Contains((field, code), Form.Validate(data, Applicant).Errors.Select(e => (e.Field, e.Code)));
    }

    [Fact]
    public void Validate_ReadOnlyColumn_IsShownAndNeverTaken()
    {
        var data = Minimal();
        data["votes"]![0]!["person"] = "别人";
        var result = Form.Validate(data, Applicant);
        Assert.Empty(result.Errors);
        Assert.False(result.Data["votes"]![0]!.AsObject().ContainsKey("person"));
    }

    [Fact]
    public void Validate_PeopleWithoutAnyRow_NeedsNothing()
    {
        var data = Minimal();
        data.Remove("votes");
        Assert.Equal(["ROW_MISSING", "ROW_MISSING"], Form.Validate(data, Applicant).Errors.Select(e => e.Code));
        Assert.Empty(Form.Validate(data, Applicant with { Sources = new Dictionary<string, JsonNode>() }).Errors);
    }

    [Fact]
    public void Validate_ConditionNotMet_LeavesTheStaleAnswerOut()
    {
        var data = Minimal();
        data["claims"] = new JsonArray("R-AGE");
        data["card"] = "3708";
        var result = Form.Validate(data, Applicant);
        Assert.Empty(result.Errors);
        Assert.False(result.Data.ContainsKey("card"));
        data["claims"] = new JsonArray("R-DIS");
        data.Remove("card");
        Assert.Equal([("card", "FIELD_REQUIRED")], Form.Validate(data, Applicant).Errors.Select(e => (e.Field, e.Code)));
    }

    [Fact]
    public void Validate_FieldOfAnotherRole_IsRefusedOrDroppedAsTheDocumentSays()
    {
        var data = Minimal();
        data["opinion"] = "好";
        Assert.Equal(["FIELD_FORBIDDEN"], Form.Validate(data, Applicant).Errors.Select(e => e.Code));
        var dropped = (Form with { WhenHidden = HiddenFields.Drop }).Validate(data, Applicant);
        Assert.Empty(dropped.Errors);
        Assert.False(dropped.Data.ContainsKey("opinion"));
        var town = Form.Validate(data, Applicant with { Roles = new HashSet<string> { "TH" } });
        Assert.Equal("好", town.Data["opinion"]!.GetValue<string>());
    }

    [Fact]
    public void Validate_RequiredForAnOutcome_OnlyThen()
    {
        Assert.Empty(Form.Validate(Minimal(), Applicant with { Outcome = "Accept" }).Errors);
        Assert.Equal([("story", "FIELD_REQUIRED")], Form.Validate(Minimal(), Applicant with { Outcome = "Reject" }).Errors.Select(e => (e.Field, e.Code)));
    }

    [Fact]
    public void Validate_Draft_MayLackAnswersButNotBeMalformed()
    {
        var draft = Applicant with { IsDraft = true };
        Assert.Empty(Form.Validate([], draft).Errors);
        Assert.Equal(["FIELD_TYPE"], Form.Validate(new JsonObject { ["name"] = 5 }, draft).Errors.Select(e => e.Code));
    }

    [Fact]
    public void Validate_NothingSent_ListsEveryRequiredField() =>
        Assert.Equal(
            ["name", "promise", "household", "votes[key=a1]", "votes[key=a2]"],
            Form.Validate([], Applicant).Errors.Select(e => e.Field));

    private static FormValidation Validate(string json) => Form.Validate(JsonNode.Parse(json)!.AsObject(), Applicant);

    private static JsonObject Minimal() => JsonNode.Parse("""
        {"name":"孔令芝","promise":true,"household":[{"relation":"配偶"}],"votes":[{"key":"a1","yes":4},{"key":"a2","yes":1}]}
        """)!.AsObject();
}
