using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Torture.Fuzz;

/// <summary>
/// Asks a demo server every operation of its own OpenAPI document, in random order and as random accounts, with values that fit and
/// values that do not; and imports broken definitions. Whatever is sent is answered, and never with 5xx.
/// </summary>
public sealed class Fuzzer
{
    private static readonly string[] Accounts = ["hudong-vo", "shiqiao-th", "shiqiao-tl", "shebao-hh", "shebao-hl", "shebao-wa", "shebao-sa", "jijian-au", "p01",
        "p29", "caizheng-fi", "jijian-di", "shiqiao-td", "yuwan-vo"];

    /// <summary>Would move the clock by centuries, which is right in a demo and takes as long; its own tests hold it.</summary>
    private static readonly string[] Left = ["/api/demo/clock"];

    private readonly HttpClient http;
    private readonly Random random;
    private readonly Values values;
    private readonly Definitions definitions;
    private readonly Sheets sheets;
    private readonly FuzzReport report;
    private readonly Dictionary<string, string?> tokens = new(StringComparer.Ordinal) { [""] = null };

    public Fuzzer(Uri server, string workflows, int seed)
    {
        http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromMinutes(1) };
        random = new Random(seed);
        values = new Values(random);
        definitions = new Definitions(workflows, random, values);
        sheets = new Sheets(random, values);
        report = new FuzzReport(seed);
    }

    public async Task<FuzzReport> Run(int requests, int imports)
    {
        var document = (await http.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!;
        var operations = Operation.Read(document).Where(operation => !Left.Contains(operation.Path)).ToList();
        foreach (var account in Accounts)
            tokens[account] = await SignIn(account);
        await Furnish();
        await Seed(operations);
        for (var number = 1; number <= requests; number++)
        {
            // Each once in every round, so that none is left out by chance.
            var operation = operations[(number - 1) % operations.Count];
            if (number % operations.Count == 1)
                random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(operations));
            var account = tokens.Keys.ElementAt(random.Next(tokens.Count));
            using var request = Request(operation);
            await Send(number, operation.Id, account, request);
        }

        for (var number = 1; number <= imports; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/definitions/import") { Content = new StringContent(definitions.Next(), Encoding.UTF8, "application/json") };
            await Send(requests + number, "importDefinition", "shebao-wa", request);
        }

        return report;
    }

    /// <summary>People on post, their months and their pay, so that there is something to be done with them.</summary>
    private async Task Furnish()
    {
        await Move("2024-07-10T09:00:00+08:00");
        using (var opening = new HttpRequestMessage(HttpMethod.Post, "/api/openings?asOf=2024-07-09&operationId=fuzz-opening"))
        {
            opening.Content = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(Sheets.Opening())), "file", "opening.csv" } };
            await Send(0, "proposeOpening", "shebao-hh", opening);
        }

        using (var inbox = new HttpRequestMessage(HttpMethod.Get, "/api/user-tasks"))
        {
            inbox.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens["shebao-hl"]);
            using var answer = await http.SendAsync(inbox);
            var task = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["items"]!.AsArray().First(row => row!["subjectType"]!.GetValue<string>() == "opening-import")!["id"]!.GetValue<string>();
            using var approve = new HttpRequestMessage(HttpMethod.Post, $"/api/user-tasks/{task}/complete") { Content = JsonContent.Create(new { operationId = "fuzz-approve", outcome = "Approve", data = new { opinion = "同意" } }) };
            await Send(0, "completeTask", "shebao-hl", approve);
        }

        await Move("2024-08-06T09:00:00+08:00");
    }

    private async Task Move(string now)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/demo/clock") { Content = JsonContent.Create(new { now }) };
        await Send(0, "setClock", "", request);
    }

    /// <summary>What every account sees in its lists, so that there are ids to ask for.</summary>
    private async Task Seed(IReadOnlyList<Operation> operations)
    {
        foreach (var operation in operations.Where(operation => operation.Method == HttpMethod.Get && !operation.Path.Contains('{', StringComparison.Ordinal)))
            foreach (var account in new[] { "shiqiao-th", "shebao-hh", "caizheng-fi", "jijian-di", "shebao-wa", "shebao-sa" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, operation.Path);
                await Send(0, operation.Id, account, request);
            }
    }

    private HttpRequestMessage Request(Operation operation)
    {
        var path = operation.Path;
        var query = new List<string>();
        foreach (var parameter in operation.Parameters)
        {
            var value = parameter.Schema["type"]?.ToString().Contains("integer", StringComparison.Ordinal) == true && random.Next(3) > 0
                ? values.Number().ToString() : values.Text();
            var text = Escaped(value);
            if (parameter.In == "path")
                path = path.Replace($"{{{parameter.Name}}}", text.Length == 0 ? "%20" : text, StringComparison.Ordinal);
            else if (parameter.In == "query" && random.Next(3) > 0)
                query.Add($"{parameter.Name}={text}");
        }

        var request = new HttpRequestMessage(operation.Method, query.Count == 0 ? path : $"{path}?{string.Join('&', query)}");
        if (operation.ContentType is not null)
            request.Content = Content(operation);
        return request;
    }

    private HttpContent Content(Operation operation)
    {
        if (operation.ContentType!.StartsWith("multipart/", StringComparison.Ordinal))
        {
            var bytes = new byte[random.Next(3000)];
            random.NextBytes(bytes);
            if (random.Next(2) == 0 && bytes.Length > 8)
                new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A }.CopyTo(bytes, 0);
            var isSheet = random.Next(2) == 0;
            var form = new MultipartFormDataContent
            {
                { new ByteArrayContent(isSheet ? Encoding.UTF8.GetBytes(sheets.Next()) : bytes), random.Next(8) == 0 ? "other" : "file", isSheet ? "sheet.csv" : "f" + Escaped(values.Text()) },
            };
            foreach (var field in (operation.Body?["properties"] as JsonObject ?? []).Where(field => field.Key != "file" && random.Next(3) > 0))
                form.Add(new StringContent(values.For(field.Value as JsonObject ?? [], field.Key)?.ToString() ?? ""), field.Key);
            return form;
        }

        var json = JsonSerializer.Serialize(values.For(operation.Body ?? [], ""), new JsonSerializerOptions { MaxDepth = 1000 });
        if (random.Next(20) == 0)
            json = json[..random.Next(json.Length)];
        if (random.Next(30) == 0)
            json = json.Replace("\"", "\\ud800\"", StringComparison.Ordinal);
        return new StringContent(json, Encoding.UTF8, random.Next(40) == 0 ? "text/plain" : "application/json");
    }

    private async Task Send(int number, string operation, string account, HttpRequestMessage request)
    {
        if (tokens[account] is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var start = Stopwatch.GetTimestamp();
        try
        {
            using var response = await http.SendAsync(request);
            var answer = await response.Content.ReadAsStringAsync();
            report.Saw(operation, (int)response.StatusCode, Stopwatch.GetElapsedTime(start));
            if ((int)response.StatusCode >= 500)
                await Fail(number, operation, account, request, $"{(int)response.StatusCode} {answer}");
            else if (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == "application/json")
                values.Learn(JsonNode.Parse(answer));
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            await Fail(number, operation, account, request, failure.Message);
        }
    }

    private async Task Fail(int number, string operation, string account, HttpRequestMessage request, string answer)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync();
        report.Failures.Add(new FuzzFailure(number, operation, account, string.Create(CultureInfo.InvariantCulture,
            $"{request.Method} {request.RequestUri} {(body.Length > 3000 ? body[..3000] + "…" : body)}"), answer));
    }

    private async Task<string?> SignIn(string account)
    {
        using var response = await http.PostAsJsonAsync("/api/auth/login", new { userName = account, password = "taibaihu-2024" });
        return response.IsSuccessStatusCode ? (await response.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!.GetValue<string>() : null;
    }

    /// <summary>As an address can hold it; half of a pair of characters it cannot.</summary>
    private static string Escaped(string text) => Uri.EscapeDataString(new string([.. text.Where(letter => !char.IsSurrogate(letter))]));
}
