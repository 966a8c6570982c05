using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Data.Seed;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>
/// A town's officers walking a round over HTTP, in the words of DOMAIN §8. Every step is a human task completed by the officer whose inbox
/// holds it; a step that is refused fails the test with the server's answer.
/// </summary>
public sealed class Town(ITestHost server, string id)
{
    private static readonly JsonArray Personas = JsonNode.Parse(SeedFiles.Text(SeedFiles.Personas))!.AsArray();

    public Task<Api> Handler => server.As(id + "-th");

    public Task<Api> Leader => server.As(id + "-tl");

    public Task<Api> DistrictHandler => server.As("shebao-hh");

    public Task<Api> DistrictLeader => server.As("shebao-hl");

    public Task<Api> Village(string village) => server.As(village + "-vo");

    public static string NameOf(string persona) => Api.Text(Find(persona), "name");

    public static string NumberOf(string persona) => Api.Text(Find(persona), "id");

    /// <summary>The clock of the whole system; what was due until then has happened when it returns.</summary>
    public Task At(string local) => server.Anonymous.SetClock(local);

    // Applying

    /// <summary>A form that is right in everything; the test changes what it is about.</summary>
    public static JsonObject Form(string persona, string claim, Action<JsonObject>? change = null)
    {
        var form = new JsonObject
        {
            ["name"] = NameOf(persona),
            ["idNumber"] = NumberOf(persona),
            ["sex"] = Api.Text(Find(persona), "gender"),
            ["phone"] = "13900000000",
            ["registerKind"] = claim.StartsWith("U-", StringComparison.Ordinal) ? "Urban" : "Rural",
            ["registeredInTown"] = true,
            ["residentInTown"] = true,
            ["claims"] = new JsonArray(Claim(claim)),
            ["employed"] = false,
            ["inSchool"] = false,
            ["drawsPension"] = false,
            ["able"] = true,
            ["willing"] = true,
            ["healthy"] = true,
            ["incomePerCapita"] = 900000,
            ["commitment"] = true,
            ["comparisonConsent"] = true,
            ["privacyNotice"] = true,
        };
        change?.Invoke(form);
        return form;
    }

    /// <summary>A claim with what proves it: age needs the identity number only.</summary>
    public static JsonObject Claim(string code, string? validTo = null) => code.EndsWith("-AGE", StringComparison.Ordinal)
        ? new JsonObject { ["code"] = code }
        : new JsonObject { ["code"] = code, ["certificateNumber"] = "证" + code, ["validTo"] = validTo ?? "2034-05-31" };

    /// <summary>代办 by the village's officer: answers the application's id and receipt.</summary>
    public async Task<Application> Apply(string village, JsonObject form, string kind = "Rural", int batch = 1)
    {
        var officer = await Village(village);
        var answer = await officer.Post("/api/applications/assisted", await Assisted(officer, village, form, kind, batch));
        return new Application(Api.Text(answer, "applicationId"), Api.Text(answer, "receiptNumber"), Api.Text(form, "name"));
    }

    public async Task<Api.Answer> ApplyRefused(string village, JsonObject form, string code, string kind = "Rural", int batch = 1)
    {
        var officer = await Village(village);
        return await officer.Refused("/api/applications/assisted", await Assisted(officer, village, form, kind, batch), code);
    }

    private async Task<object> Assisted(Api officer, string village, JsonObject form, string kind, int batch)
    {
        form["signature"] ??= new JsonArray(await officer.Upload("signature"));
        var notice = (await server.Anonymous.Get("/api/public/notices"))["items"]!.AsArray().Single(row => Api.Text(row, "townId") == id)!;
        var detail = await server.Anonymous.Get("/api/public/notices/" + Api.Text(notice, "id"));
        var line = detail["lines"]!.AsArray().Single(row => Api.Text(row, "kind") == kind && Api.Text(row, "batch") == batch.ToString(System.Globalization.CultureInfo.InvariantCulture))!;
        return new { operationId = Api.NewId(), noticeId = Api.Text(notice, "id"), lineId = Api.Text(line, "id"), villageId = $"{id}-{village}", form };
    }

    /// <summary>Received and seen in the original, all that the checklist asks for.</summary>
    public async Task Accept(string village, Application application) => await (await Village(village)).Complete("受理初审", application.Receipt, "Accept", await Checklist(village, application));

    public async Task<JsonObject> Checklist(string village, Application application)
    {
        var officer = await Village(village);
        return Received(await officer.Claim(await officer.FindTask("受理初审", application.Receipt)));
    }

    /// <summary>Everything that an acceptance asks for, received and seen in the original.</summary>
    public static JsonObject Received(JsonNode acceptance) => new()
    {
        ["checklist"] = new JsonArray([.. acceptance["form"]!["sources"]!["acceptance-checklist"]!.AsArray()
            .Select(row => (JsonNode)new JsonObject { ["key"] = Api.Text(row, "key"), ["received"] = true, ["originalSeen"] = true })]),
    };

    // Review, town, ranking

    /// <summary>A sitting of nine; the first so many came. 曾庆国 is the first member.</summary>
    public static JsonArray Roster(int present, params string[] substitutes) =>
    [
        .. Enumerable.Range(0, 9).Select(i => (JsonNode)new JsonObject { ["name"] = i == 0 ? "曾庆国" : $"成员{i}", ["resident"] = i > 0, ["present"] = i < present }),
        .. substitutes.Select(name => (JsonNode)new JsonObject { ["name"] = name, ["resident"] = true, ["present"] = true, ["substitute"] = true }),
    ];

    public static JsonObject Votes(Application application, int yes, int no, string? reason = null, string? recused = null)
    {
        var row = new JsonObject { ["key"] = application.Id, ["yes"] = yes, ["no"] = no, ["abstain"] = 0 };
        if (reason is not null)
            row["reason"] = reason;
        if (recused is not null)
            row["recused"] = recused;
        return row;
    }

    public static async Task<JsonObject> Record(Api officer, string heldOn, JsonArray roster, params JsonObject[] people) => new()
    {
        ["heldOn"] = heldOn,
        ["place"] = "村委会",
        ["chair"] = await Chair(officer),
        ["roster"] = roster,
        ["firstTeller"] = "监票甲",
        ["secondTeller"] = "计票乙",
        ["tellersConfirmed"] = true,
        ["sheet"] = new JsonArray(await officer.Upload("票决单")),
        ["people"] = new JsonArray([.. people]),
    };

    /// <summary>The town's handler presides: of the town that the officer is in.</summary>
    private static async Task<string> Chair(Api officer) =>
        (await officer.Get("/api/auth/me")).ToJsonString().Contains("xuzhuang", StringComparison.Ordinal) ? "孙莉" : "张伟民";

    /// <summary>Seven of nine came and all of them said yes.</summary>
    public async Task Recommend(string village, string heldOn, params Application[] applications)
    {
        var officer = await Village(village);
        await Reviewed(officer, await Record(officer, heldOn, Roster(7), [.. applications.Select(application => Votes(application, 7, 0))]));
    }

    /// <summary>A sitting recorded by the village, and certified by the town's handler, who presided.</summary>
    public async Task Reviewed(Api officer, JsonObject record)
    {
        await officer.Complete("记录民主评议", "", "Record", record);
        await (await Handler).Complete("核签评议记录", "", "Certify");
    }

    /// <summary>Passed by the town's handler and its leader.</summary>
    public async Task Pass(params Application[] applications)
    {
        foreach (var application in applications)
            await (await Handler).Complete("镇街审核（经办）", application.Receipt, "Pass", new { opinion = "同意" });
        foreach (var application in applications)
            await (await Leader).Complete("镇街审核（分管负责人）", application.Receipt, "Pass", new { opinion = "同意" });
    }

    /// <summary>Ranked by the handler, with scores where they are given, and confirmed by the leader.</summary>
    public async Task Rank(string mode, params (Application Application, int? Score)[] people)
    {
        JsonArray rows = [.. people.Select(person => (JsonNode)(person.Score is { } score ? ScoreSheet(person.Application, score) : new JsonObject { ["key"] = person.Application.Id }))];
        await (await Handler).Complete("排序", "", "Rank", new { mode, scoreEnabled = people.Any(person => person.Score is not null), people = rows });
        await (await Leader).Complete("排序审签", "", "Confirm", new JsonObject());
    }

    private static JsonObject ScoreSheet(Application application, int score)
    {
        var category = Math.Min(score, 40);
        var income = Math.Min(score - category, 30);
        var willingness = Math.Min(score - category - income, 10);
        return new JsonObject { ["key"] = application.Id, ["category"] = category, ["incomeScore"] = income, ["willingness"] = willingness, ["ability"] = score - category - income - willingness };
    }

    // Publicity, approval, training, agreement

    public async Task Post(string on)
    {
        await At(on + "T09:00");
        var handler = await Handler;
        await handler.Complete("张贴公示", "", "Posted", new { postedOn = on, place = "村、镇公示栏", photo = new[] { await handler.Upload("张贴") } });
    }

    public async Task TakeDown(string on, int objections = 0)
    {
        await At(on + "T09:00");
        var handler = await Handler;
        await handler.Complete("公示结果说明", "", "Conclude", new { removedOn = on, removalPhoto = new[] { await handler.Upload("撤下") }, objections });
    }

    /// <summary>One person alone from the democratic review to the district's comparison, in the days of the demo's notice.</summary>
    public async Task BringToDistrict(Application person, string village = "hudong")
    {
        await At("2024-06-20T10:00");
        await Recommend(village, "2024-06-20", person);
        await Pass(person);
        await Rank("PRIORITY_FIRST", (person, null));
        await Post("2024-06-24");
        await TakeDown("2024-07-02");
        await Compare(person);
    }

    /// <summary>The same person on, through approval and training.</summary>
    public async Task ApproveAndTrain(Application person)
    {
        await At("2024-07-05T10:00");
        await Approve(person);
        await Schedule("2024-07-10");
        await At("2024-07-10T18:00");
        await Roll((person, 86));
    }

    /// <summary>One person alone, from the application to the post that they are on from 2024-07-16: S01 in one step. Answers the placement's id.</summary>
    public async Task<string> BringOnPost(string persona, string claim, string village, string post, string kind = "Rural")
    {
        await At("2024-06-04T10:00");
        var person = await Apply(village, Form(persona, claim), kind);
        await Accept(village, person);
        await BringToDistrict(person, village);
        await ApproveAndTrain(person);
        await At("2024-07-15T10:00");
        var handler = await Handler;
        await handler.Complete("签订协议", person.Receipt, "Signed", await Agreement(handler, post, "2024-07-15", "2024-07-16", form =>
            (form["policyNumber"], form["policyFrom"]) = ("PA-20240715", "2024-07-16")));
        await At("2024-07-16T09:00");
        return Api.Text((await handler.Get("/api/placements"))["items"]!.AsArray().Single(row => Api.Text(row, "name") == person.Name), "id");
    }

    public async Task Compare(params Application[] applications)
    {
        foreach (var application in applications)
            await (await DistrictHandler).Complete("区级数据比对", application.Receipt, "Pass", new { opinion = "无异常" });
    }

    public async Task Approve(params Application[] applications)
    {
        foreach (var application in applications)
            await (await DistrictLeader).Complete("区级审批", application.Receipt, "Approve", new { opinion = "同意" });
    }

    public async Task Schedule(string on) =>
        await (await Handler).Complete("安排培训", "", "Schedule", new { heldOn = on, hours = 8, place = "镇文化站", lecturer = "周老师" });

    public async Task Roll(params (Application Application, int Score)[] scores)
    {
        var handler = await Handler;
        await handler.Complete("签到与成绩", "", "Record", new
        {
            roll = new[] { await handler.Upload("签到表") },
            people = scores.Select(score => new { key = score.Application.Id, attendance = "Attended", score = score.Score }),
        });
    }

    /// <summary>The agreement as signed; the test changes what it is about.</summary>
    public static async Task<JsonObject> Agreement(Api handler, string post, string signedOn, string startsOn, Action<JsonObject>? change = null)
    {
        var form = new JsonObject
        {
            ["postName"] = post,
            ["signedOn"] = signedOn,
            ["startsOn"] = startsOn,
            ["signatureMode"] = "WetInk",
            ["scan"] = new JsonArray(await handler.Upload("协议")),
        };
        change?.Invoke(form);
        return form;
    }

    // The district's plan

    /// <summary>The district changes how many places a line has: drafted by the handler, decided by the leader.</summary>
    public async Task Allocate(string kind, int batch, int number)
    {
        var handler = await DistrictHandler;
        var begun = await handler.Post("/api/plans/2024/revisions", new { operationId = Api.NewId() });
        var task = await handler.Claim(new JsonObject { ["id"] = Api.Text(begun, "taskId") });
        var data = (JsonObject)task["form"]!["data"]!.DeepClone();
        var line = data["lines"]!.AsArray().Single(row => Api.Text(row, "townId") == id && Api.Text(row, "kind") == kind && row!["batch"]!.GetValue<int>() == batch)!;
        line["number"] = number;
        data["basis"] = "区长办公会议纪要〔2024〕3号";
        await handler.Complete("拟定分配计划", "", "Submit", data);
        await (await DistrictLeader).Complete("审定分配计划", "", "Approve", new { opinion = "同意" });
    }

    /// <summary>How many places of a line are taken.</summary>
    /// <summary>The workflow administrator ends the one running instance of a process.</summary>
    public async Task Cancel(string definitionId)
    {
        var administrator = await server.As("shebao-wa");
        var running = (await administrator.Get($"/api/instances?definitionId={definitionId}&status=Running"))["items"]!.AsArray().Single();
        await administrator.Post($"/api/instances/{Api.Text(running, "id")}/cancel", new { operationId = Api.NewId(), reason = "误操作" });
    }

    public async Task<int> Taken(string kind = "Rural", int batch = 1) => (await Line(kind, batch))["taken"]!.GetValue<int>();

    public async Task<JsonNode> Line(string kind, int batch) => (await (await DistrictHandler).Get("/api/plans"))["lines"]!.AsArray()
        .Single(line => Api.Text(line, "townId") == id && Api.Text(line, "kind") == kind && line!["batch"]!.GetValue<int>() == batch)!;

    // Comparison

    /// <summary>A list of another department, as .csv, imported by the district.</summary>
    public async Task<JsonNode> ImportList(string kind, string asOf, string csv)
    {
        var answer = await (await DistrictHandler).SendFile($"/api/comparison/lists?kind={kind}&asOf={asOf}&operationId={Api.NewId()}", System.Text.Encoding.UTF8.GetBytes(csv), "list.csv");
        Assert.True(answer.Body?["listId"] is not null, $"{answer.Status} {answer.Body?.ToJsonString()}");
        return answer.Body!;
    }

    // Reading

    /// <summary>The case as the town's handler sees it.</summary>
    public async Task<Case> Case(Application application) => new(await (await Handler).Get("/api/applications/" + application.Id));

    private static JsonNode Find(string persona) => Personas.Single(row => Api.Text(row, "key") == persona)!;
}

/// <summary>An application as its receipt names it.</summary>
public sealed record Application(string Id, string Receipt, string Name);

/// <summary>A case file, read.</summary>
public sealed record Case(JsonNode Json)
{
    public string Status => Api.Text(Json["summary"], "status");

    /// <summary>Every status in order, e.g. <c>SUBMITTED ACCEPTED</c>.</summary>
    public string Statuses => string.Join(' ', Json["progress"]!["history"]!.AsArray().Select(row => Api.Text(row, "status")));

    /// <summary>The status with the day on which it came, e.g. <c>ACCEPTED 06-05</c>.</summary>
    public IEnumerable<string> Dated => Json["progress"]!["history"]!.AsArray().Select(row => $"{Api.Text(row, "status")} {Local(row!["at"]!):MM-dd}");

    /// <summary>Kinds of the notices to the person, in order.</summary>
    public string Notices => string.Join(' ', Json["notices"]!.AsArray().Select(row => Api.Text(row, "kind")));

    /// <summary>When notices of a kind went out, local time.</summary>
    public IEnumerable<string> NoticesAt(string kind) => Json["notices"]!.AsArray().Where(row => Api.Text(row, "kind") == kind).Select(row => $"{Local(row!["at"]!):yyyy-MM-dd HH:mm}");

    /// <summary>Who decided what, in order: outcome and name.</summary>
    public IEnumerable<string> Decisions => Json["decisions"]!.AsArray().Select(row => $"{Api.Text(row, "role")} {Api.Text(row, "actorName")} {Api.Text(row, "outcome")}");

    private static DateTimeOffset Local(JsonNode node) => node.GetValue<DateTimeOffset>().ToOffset(TimeSpan.FromHours(8));
}
