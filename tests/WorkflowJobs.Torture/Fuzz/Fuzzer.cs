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
    private static readonly string[] Accounts = ["hudong-vo", "shiqiao-th", "shiqiao-tl", "shebao-hh", "shebao-hl", "shebao-wa", "shebao-sa", "jijian-au", "p01"];

    /// <summary>Would move the clock by centuries, which is right in a demo and takes as long; its own tests hold it.</summary>
    private static readonly string[] Left = ["/api/demo/clock"];

    private readonly HttpClient http;
    private readonly Random random;
    private readonly Values values;
    private readonly Definitions definitions;
    private readonly FuzzReport report;
    private readonly Dictionary<string, string?> tokens = new(StringComparer.Ordinal) { [""] = null };

    public Fuzzer(Uri server, string workflows, int seed)
    {
        http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromMinutes(1) };
        random = new Random(seed);
        values = new Values(random);
        definitions = new Definitions(workflows, random, values);
        report = new FuzzReport(seed);
    }

    public async Task<FuzzReport> Run(int requests, int imports)
    {
        var document = (await http.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!;
        var operations = Operation.Read(document).Where(operation => !Left.Contains(operation.Path)).ToList();
        foreach (var account in Accounts)
            tokens[account] = await SignIn(account);
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

    /// <summary>What every account sees in its lists, so that there are ids to ask for.</summary>
    private async Task Seed(IReadOnlyList<Operation> operations)
    {
        foreach (var operation in operations.Where(operation => operation.Method == HttpMethod.Get && !operation.Path.Contains('{', StringComparison.Ordinal)))
            foreach (var account in new[] { "shiqiao-th", "shebao-wa", "shebao-sa" })
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
            return new MultipartFormDataContent { { new ByteArrayContent(bytes), random.Next(4) == 0 ? "other" : "file", "f" + Escaped(values.Text()) } };
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
