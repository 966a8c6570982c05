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
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Runtime.Timers;
using WorkflowJobs.Domain.Tests.Runtime;
using WorkflowJobs.Domain.Tests.Workflows;

namespace WorkflowJobs.Domain.Tests.Rounds;

/// <summary>
/// The real definitions, forms and parts on a SQLite file, from the closing of 石桥镇's window of 2024 on. The application's own process is
/// the real one too, entered at its review. No pump runs: the fixture drains and fires itself.
/// </summary>
internal sealed class RoundsFixture : IAsyncDisposable
{
    public const string RoundId = "line-rural-1";
    public const string NoticeId = "notice-2024";
    private readonly TestDatabase database;
    private readonly ServiceProvider services;

    private RoundsFixture(TestDatabase database)
    {
        this.database = database;
        var collection = new ServiceCollection();
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddSingleton<IVault>(new AesVault(MasterKey.FromHex(new string('5', 64))));
        collection.AddSingleton(provider => new AttachmentFiles(Path.Combine(database.Folder, "files"), provider.GetRequiredService<IVault>()));
        collection.AddRuntime(database.Settings);
        collection.AddDomainParts();
        services = collection.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new(At("2024-06-14", 17, 31));

    /// <summary>User, display name, role, unit.</summary>
    private static readonly (string Id, string Name, string Role, string Unit)[] Officers =
    [
        ("zeng", "曾庆国", Roles.VillageOfficer, "shiqiao-yuwan"), ("liu", "刘桂芳", Roles.VillageOfficer, "shiqiao-hudong"),
        ("zhang", "张伟民", Roles.TownHandler, "shiqiao"), ("wang", "王建国", Roles.TownLeader, "shiqiao"), ("zhao", "赵清", Roles.TownDiscipline, "shiqiao"),
        ("chen", "陈静", Roles.DistrictHandler, "shebao"), ("li", "李志远", Roles.DistrictLeader, "shebao"),
    ];

    public static DateTimeOffset At(string date, int hour = 9, int minute = 0) => ShanghaiTime.At(TestFiles.Date(date), new TimeOnly(hour, minute));

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public static async Task<RoundsFixture> Create(int places)
    {
        var fixture = new RoundsFixture(await TestDatabase.Usual());
        await fixture.Write(work => Seed(work, places));
        await fixture.ImportProcesses();
        return fixture;
    }

    public Task<T> Read<T>(Func<Work, Task<T>> query) => Get<IReader>().Read((work, _) => query(work));

    public Task Write(Func<Work, Task> command) => Get<IWriter>().Write(async (work, _) =>
    {
        await command(work);
        return true;
    });

    /// <summary>Moves the clock, firing what falls due on the way, each at its own instant.</summary>
    public async Task MoveTo(DateTimeOffset instant)
    {
        await Get<TimerPump>().FireDue(instant, CancellationToken.None);
        Clock.SetUtcNow(instant);
        await Drain();
    }

    public Task Drain() => Get<MessagePump>().Drain(CancellationToken.None);

    /// <summary>An accepted application whose process waits for its review.</summary>
    public async Task<string> Accepted(string persona, int tier, long income = 10_000_00, int months = 6, string village = "shiqiao-yuwan", string? relative = null)
    {
        var facts = JsonNode.Parse(SeedFiles.Text(SeedFiles.Personas))!.AsArray().Single(p => p!["key"]!.ToString() == persona)!;
        var id = "app-" + persona;
        await Write(async work =>
        {
            var number = CitizenId.Parse(facts["id"]!.ToString(), ShanghaiTime.DateOf(work.Now)).Value!;
            var person = (await Get<PeopleRegistry>().FindOrCreate(work, number, facts["name"]!.ToString(), village, CancellationToken.None)).Value!;
            var application = new Application
            {
                Id = id,
                PersonId = person.Id,
                NoticeId = NoticeId,
                LineId = RoundId,
                Year = 2024,
                Kind = PostKind.Rural,
                Batch = 1,
                TownId = "shiqiao",
                VillageId = village,
                Status = ApplicationStatus.Accepted,
                SubmittedAt = work.Now,
                ReceiptNumber = "R-" + persona,
                Tier = tier,
                IncomePerCapita = income,
                MonthsUnemployed = months,
                FormCipher = [],
                FormHash = "",
                FormVersion = 1,
                BestCategory = "R-POV",
            };
            Get<ApplicationForms>().Write(application, person, new JsonObject
            {
                ["name"] = facts["name"]!.ToString(),
                ["idNumber"] = number.Number,
                ["sex"] = facts["gender"]!.ToString(),
                ["registerKind"] = "Rural",
                ["registeredInTown"] = true,
                ["residentInTown"] = true,
                ["claims"] = new JsonArray(new JsonObject { ["code"] = "R-POV", ["certificateNumber"] = "证R-POV", ["validTo"] = "2034-05-31" }),
                ["able"] = true,
                ["willing"] = true,
                ["healthy"] = true,
                ["relatives"] = relative is null ? [] : new JsonArray(new JsonObject { ["name"] = relative, ["relation"] = "兄弟" }),
            });
            work.Db.Applications.Add(application);
            await work.Db.SaveChangesAsync();
            application.InstanceId = await Get<IProcessHost>().Start(work, "application", new Subject(Subject.Application, id), [], Actor.System, CancellationToken.None);
            Assert.NotNull(application.InstanceId);
        });
        await Drain();
        return id;
    }

    public async Task StartRound()
    {
        await Write(async work => Assert.NotNull(await Get<IProcessHost>().Start(work, "round", new Subject(Subject.Round, RoundId), [], Actor.System, CancellationToken.None)));
        await Drain();
    }

    public Task<Application> Application(string id) => Read(async work => (await work.Db.Applications.FindAsync(id))!);

    public async Task<Actor> Actor_(string user) =>
        (await Read(work => ActorResolver.Resolve(work.Db, user, ShanghaiTime.DateOf(work.Now), CancellationToken.None)))!;

    /// <summary>The open tasks of a form, of one subject if it is named.</summary>
    public Task<List<UserTask>> Tasks(string form, string? subjectId = null) => Read(work => work.Db.UserTasks
        .Where(t => t.FormKey == form && t.CompletedAt == null && (subjectId == null || t.SubjectId == subjectId)).OrderBy(t => t.CreatedAt).ToListAsync());

    public async Task<Result<TaskAnswer>> Try(string form, string user, string outcome, JsonObject data, string? subjectId = null, string? reason = null)
    {
        var task = Assert.Single(await Tasks(form, subjectId));
        var answer = await Get<TaskCommands>().Complete(
            new TaskCall(task.Id, Guid.NewGuid().ToString("N"), task.Revision), outcome, data, reason, await Actor_(user), CancellationToken.None);
        await Drain();
        return answer;
    }

    public async Task Do(string form, string user, string outcome, JsonObject data, string? subjectId = null, string? reason = null)
    {
        var answer = await Try(form, user, outcome, data, subjectId, reason);
        Assert.True(answer.Refusal is null, answer.Refusal is { } r ? $"{r.Code} {string.Join("; ", r.Errors.Select(e => e.Field + " " + e.Code))}" : "");
        Assert.False(await Read(work => work.Db.Instances.AnyAsync(i => i.NeedsAttention)), "An instance needs attention.");
    }

    public async Task<JsonArray> Page(string user)
    {
        var id = Guid.NewGuid().ToString("N");
        await Write(work =>
        {
            work.Db.Attachments.Add(new Attachment { Id = id, Sha256 = id, Size = 1, ContentType = "image/png", FileName = "page.png", UploadedBy = user, UploadedAt = work.Now });
            return Task.CompletedTask;
        });
        return [id];
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    private static async Task Seed(Work work, int places)
    {
        await SeedData.Load(work, CancellationToken.None);
        foreach (var (id, name, role, unit) in Officers)
        {
            work.Db.Users.Add(new User { Id = id, UserName = id, NormalizedUserName = id.ToUpperInvariant(), DisplayName = name });
            work.Db.RoleAssignments.Add(new RoleAssignment { Id = id, UserId = id, Role = role, UnitId = unit });
        }

        var notice = new Notice { Id = NoticeId, Year = 2024, TownId = "shiqiao", Title = "2024年度需求公告", Status = NoticeStatus.Closed, OpensOn = new(2024, 6, 3), ClosesOn = new(2024, 6, 14) };
        notice.Lines.Add(new NoticeLine { Id = RoundId, NoticeId = NoticeId, Kind = PostKind.Rural, Batch = 1, Number = places });
        work.Db.Notices.Add(notice);
        work.Db.Rounds.Add(new Round { Id = RoundId, NoticeId = NoticeId, TownId = "shiqiao", Year = 2024, Kind = PostKind.Rural, Batch = 1, Status = RoundStates.Reviewing });
        await work.Db.SaveChangesAsync();
    }

    private async Task ImportProcesses()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(ProcessWalk.Folder(), "forms"), "*.json"))
            await Write(async work => Assert.Null((await Get<FormStore>().Import(work, File.ReadAllText(file), CancellationToken.None)).Refusal));
        await Get<DocumentFiles>().Import(ProcessWalk.Folder(), CancellationToken.None);
        foreach (var name in new[] { "round", "review-meeting", "publicity", "objection", "training-class", "placement", "application" })
        {
            var json = JsonNode.Parse(File.ReadAllText(Path.Combine(ProcessWalk.Folder(), name + ".json")))!.AsObject();
            if (name == "application")
                EnterAtReview(json);
            await Write(async work =>
            {
                var saved = await Get<DefinitionStore>().Save(work, json.ToJsonString(), null, Actor.System, CancellationToken.None);
                Assert.NotNull(saved.Version);
                Assert.Null((await Get<DefinitionStore>().Publish(work, saved.Version.Id, Actor.System, CancellationToken.None)).Refusal);
            });
        }
    }

    private static void EnterAtReview(JsonObject json)
    {
        var connections = json["root"]!["connections"]!.AsArray();
        var entry = connections.Single(c => c!["source"]!["activity"]!.ToString() == "start" && c["target"]!["activity"]!.ToString() == "application-form")!;
        entry["target"]!["activity"] = "await-review";
        foreach (var into in connections.Where(c => c!["target"]!["activity"]!.ToString() == "await-review" && c["source"]!["activity"]!.ToString() != "start").ToList())
            connections.Remove(into);
    }
}
