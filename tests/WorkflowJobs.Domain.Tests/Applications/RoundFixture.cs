using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Attachments;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data.Seed;
using WorkflowJobs.Domain.Documents;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Runtime.Timers;
using WorkflowJobs.Domain.Tests.Runtime;
using WorkflowJobs.Domain.Tests.Workflows;

namespace WorkflowJobs.Domain.Tests.Applications;

/// <summary>The round R24 of DOMAIN §13: the real definitions and forms on a real database, both towns' notices published, a clock to move.</summary>
public sealed class RoundFixture : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly ServiceProvider services;

    private RoundFixture(TestDatabase database, IDocumentPrinter printer)
    {
        this.database = database;
        var collection = new ServiceCollection();
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddSingleton<IVault>(new TestVault());
        collection.AddSingleton(new AttachmentFiles(Path.Combine(database.Folder, "files"), new TestVault()));
        collection.AddRuntime(database.Settings);
        collection.AddSingleton(printer);
        collection.AddDomainParts();
        collection.AddSingleton<DemoNotices>();
        services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
    }

    public FakeTimeProvider Clock { get; } = new(At("2024-06-03 09:00"));

    public static JsonArray People { get; } = JsonNode.Parse(SeedFiles.Text(SeedFiles.Personas))!.AsArray();

    public static DateTimeOffset At(string text) => new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), ShanghaiTime.Offset);

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public static async Task<RoundFixture> Create(TestDatabase? database = null, IDocumentPrinter? printer = null)
    {
        var fixture = new RoundFixture(database ?? await TestDatabase.Usual(), printer ?? new NoDocumentPrinter());
        await fixture.Get<IWriter>().Write(async (work, cancel) =>
        {
            await SeedData.Load(work, cancel);
            foreach (var (user, role, unit) in Officers)
            {
                work.Db.Users.Add(new User { Id = user, UserName = user, NormalizedUserName = user, DisplayName = user });
                work.Db.RoleAssignments.Add(new RoleAssignment { Id = user, UserId = user, Role = role, UnitId = unit });
            }

            return 0;
        });
        foreach (var file in await fixture.Get<WorkflowFiles>().Import(ProcessWalk.Folder(), default))
            Assert.True(file.Problems.Count == 0, $"{file.Name} {file.Result}: {string.Join(" | ", file.Problems)}");
        await fixture.Get<DemoNotices>().Publish(default);
        return fixture;
    }

    public static readonly (string User, string Role, string Unit)[] Officers =
    [
        ("刘桂芳", Roles.VillageOfficer, "shiqiao-hudong"), ("曾庆国", Roles.VillageOfficer, "shiqiao-yuwan"), ("柳沟村经办", Roles.VillageOfficer, "shiqiao-liugou"),
        ("清波社区经办", Roles.VillageOfficer, "xuzhuang-qingbo"), ("张伟民", Roles.TownHandler, "shiqiao"), ("王建国", Roles.TownLeader, "shiqiao"),
        ("孙莉", Roles.TownHandler, "xuzhuang"), ("陈静", Roles.DistrictHandler, "shebao"), ("李志远", Roles.DistrictLeader, "shebao"),
        ("赵清", Roles.TownDiscipline, "shiqiao"), ("郭正", Roles.Discipline, "jijian"),
    ];

    public Task<T> Read<T>(Func<Work, Task<T>> query) => Get<IReader>().Read((work, _) => query(work));

    public async Task<Actor> ActorOf(string user) => (await Read(work => ActorResolver.Resolve(work.Db, user, ShanghaiTime.DateOf(work.Now), default)))!;

    /// <summary>As the demo clock moves: everything due until then happens, each at its own instant.</summary>
    public async Task MoveTo(string text)
    {
        var until = At(text);
        await Get<MessagePump>().Drain(default);
        await Get<TimerPump>().FireDue(until, default);
        await Get<MessagePump>().Drain(default, until);
        Clock.SetUtcNow(until);
    }

    public async Task<(string NoticeId, string LineId)> Line(string townId, PostKind kind = PostKind.Rural, int batch = 1)
    {
        var found = await Read(work => work.Db.NoticeLines.Where(l => l.Kind == kind && l.Batch == batch && work.Db.Notices.Any(n => n.Id == l.NoticeId && n.TownId == townId)).SingleAsync());
        return (found.NoticeId, found.Id);
    }

    /// <summary>A form that is right in everything; the test changes what it is about.</summary>
    public static JsonObject Form(string key, string claim, Action<JsonObject>? change = null)
    {
        var person = People.Single(p => p!["key"]!.ToString() == key)!;
        var form = new JsonObject
        {
            ["name"] = person["name"]!.ToString(),
            ["idNumber"] = person["id"]!.ToString(),
            ["sex"] = person["gender"]!.ToString(),
            ["phone"] = "13900000000",
            ["registerKind"] = "Rural",
            ["registeredInTown"] = true,
            ["residentInTown"] = true,
            ["claims"] = new JsonArray(new JsonObject { ["code"] = claim }),
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

    /// <summary>An officer applies on the person's behalf, with a photo.</summary>
    public async Task<Result<SubmitAnswer>> Assist(string officer, string villageId, JsonObject form, string townId = "shiqiao", PostKind kind = PostKind.Rural)
    {
        var (noticeId, lineId) = await Line(townId, kind);
        var actor = await ActorOf(officer);
        var photo = await Get<AttachmentCommands>().Upload(actor, "sign.pdf", [.. "%PDF-1.4\n1 0 obj<<>>endobj\n"u8, .. new byte[200], .. "\nxref\ntrailer<<>>\nstartxref\n9\n%%EOF\n"u8], default);
        form["signature"] = new JsonArray(photo.Value!.Id);
        var answer = await Get<SubmitApplication>().RunAssisted(actor, Guid.NewGuid().ToString("N"), new AssistedBody(noticeId, lineId, villageId, form), default);
        await Get<MessagePump>().Drain(default);
        return answer;
    }

    public Task<Application> Application(string id) => Read(async work => (await work.Db.Applications.FindAsync(id))!);

    public async Task<Result<TaskAnswer>> Complete(string applicationId, string activityId, string officer, string outcome, JsonObject? data = null, string? reason = null)
    {
        var task = await Read(work => work.Db.UserTasks.SingleAsync(t => t.SubjectId == applicationId && t.ActivityId == activityId && t.CompletedAt == null));
        var answer = await Get<TaskCommands>().Complete(new TaskCall(task.Id, Guid.NewGuid().ToString("N"), task.Revision), outcome, data, reason, await ActorOf(officer), default);
        await Get<MessagePump>().Drain(default);
        return answer;
    }

    public async Task<string> Notices(string applicationId) =>
        string.Join(' ', await Read(work => work.Db.PersonNotices.Where(n => n.ApplicationId == applicationId).OrderBy(n => n.At).Select(n => n.Kind).ToListAsync()));

    public static JsonObject Checklist(params string[] documents) => new()
    {
        ["checklist"] = new JsonArray([.. documents.Select(d => (JsonNode)new JsonObject { ["key"] = d, ["received"] = true, ["originalSeen"] = true })]),
    };

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }
}
