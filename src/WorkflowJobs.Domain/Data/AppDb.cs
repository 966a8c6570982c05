using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Agreements;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Attachments;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Documents;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Runtime.Outbox;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Runtime.Timers;
using WorkflowJobs.Domain.Training;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Data;

/// <summary>The one model. Its two sealed contexts differ in the database alone.</summary>
public abstract partial class AppDb(DbContextOptions options)
    : IdentityUserContext<User, string, IdentityUserClaim<string>, IdentityUserLogin<string>, IdentityUserToken<string>>(options)
{
    public DbSet<RoleAssignment> RoleAssignments => Set<RoleAssignment>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<InvitationCode> InvitationCodes => Set<InvitationCode>();
    public DbSet<Unit> Units => Set<Unit>();
    public DbSet<DefinitionVersion> DefinitionVersions => Set<DefinitionVersion>();
    public DbSet<WorkflowInstance> Instances => Set<WorkflowInstance>();
    public DbSet<BookmarkRow> Bookmarks => Set<BookmarkRow>();
    public DbSet<MessageRow> Messages => Set<MessageRow>();
    public DbSet<SkipRequest> SkipRequests => Set<SkipRequest>();
    public DbSet<TimerRow> Timers => Set<TimerRow>();
    public DbSet<UserTask> UserTasks => Set<UserTask>();
    public DbSet<UserTaskEvent> UserTaskEvents => Set<UserTaskEvent>();
    public DbSet<FormSubmission> FormSubmissions => Set<FormSubmission>();
    public DbSet<FormVersion> FormVersions => Set<FormVersion>();
    public DbSet<GroupJob> GroupJobs => Set<GroupJob>();
    public DbSet<GroupJobItem> GroupJobItems => Set<GroupJobItem>();
    public DbSet<JournalEntry> JournalEntries => Set<JournalEntry>();
    public DbSet<JournalHead> JournalHeads => Set<JournalHead>();
    public DbSet<OutboxItem> Outbox => Set<OutboxItem>();
    public DbSet<OperationRow> Operations => Set<OperationRow>();
    public DbSet<PlanTotal> PlanTotals => Set<PlanTotal>();
    public DbSet<AllocationLine> AllocationLines => Set<AllocationLine>();
    public DbSet<QuotaLine> QuotaLines => Set<QuotaLine>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<NoticeVersion> NoticeVersions => Set<NoticeVersion>();
    public DbSet<NoticeCorrection> NoticeCorrections => Set<NoticeCorrection>();
    public DbSet<NoticeLine> NoticeLines => Set<NoticeLine>();
    public DbSet<Post> Posts => Set<Post>();
    public DbSet<Application> Applications => Set<Application>();
    public DbSet<Decision> Decisions => Set<Decision>();
    public DbSet<StatusChange> StatusChanges => Set<StatusChange>();
    public DbSet<PersonNotice> PersonNotices => Set<PersonNotice>();
    public DbSet<OfficerNotice> OfficerNotices => Set<OfficerNotice>();
    public DbSet<Round> Rounds => Set<Round>();
    public DbSet<ReviewMeeting> ReviewMeetings => Set<ReviewMeeting>();
    public DbSet<ReviewSession> ReviewSessions => Set<ReviewSession>();
    public DbSet<ReviewMember> ReviewMembers => Set<ReviewMember>();
    public DbSet<ReviewItem> ReviewItems => Set<ReviewItem>();
    public DbSet<PublicityList> PublicityLists => Set<PublicityList>();
    public DbSet<PublicityEntry> PublicityEntries => Set<PublicityEntry>();
    public DbSet<Objection> Objections => Set<Objection>();
    public DbSet<TrainingClass> TrainingClasses => Set<TrainingClass>();
    public DbSet<TrainingEnrolment> TrainingEnrolments => Set<TrainingEnrolment>();
    public DbSet<Agreement> Agreements => Set<Agreement>();
    public DbSet<Placement> Placements => Set<Placement>();
    public DbSet<PlacementPause> PlacementPauses => Set<PlacementPause>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<DocumentTemplateVersion> DocumentTemplates => Set<DocumentTemplateVersion>();
    public DbSet<IssuedDocument> IssuedDocuments => Set<IssuedDocument>();
    public DbSet<DocumentNumber> DocumentNumbers => Set<DocumentNumber>();
    public DbSet<ParameterValue> ParameterValues => Set<ParameterValue>();
    public DbSet<CalendarYear> CalendarYears => Set<CalendarYear>();
    public DbSet<Setting> Settings => Set<Setting>();

    /// <summary>The narrow path for the rows of a transition; the writers give it, and without it everything goes EF's way.</summary>
    internal Rows.PlainRows? PlainRows { get; set; }

    /// <summary>What is kept in memory of this database; null for a context that nobody shares.</summary>
    internal References? References { get; set; }

    /// <summary>The row of a key, tracked; by the narrow path where there is one.</summary>
    internal async Task<T?> Row<T>(CancellationToken cancel, params object[] key)
        where T : class => PlainRows is null ? await Set<T>().FindAsync(key, cancel) : await PlainRows.Find<T>(this, key, cancel);

    /// <summary>Looks for rows that are going to be asked for, in one round trip where round trips cost; without a writer not at all.</summary>
    internal Task Prefetch(IReadOnlyList<Rows.RowKey> keys, CancellationToken cancel) => PlainRows?.Prefetch(this, keys, cancel) ?? Task.CompletedTask;

    /// <summary>Deletes the rows whose column has one of the values, with the next save at the latest; for what nothing tracks. By the narrow path alone.</summary>
    internal Task DeleteRows<T>(string property, IEnumerable<string> values, CancellationToken cancel)
        where T : class => (PlainRows ?? throw new InvalidOperationException("Only a writer deletes.")).Delete<T>(this, property, values, cancel);

    /// <summary>Something that seldom changes, from memory when nothing of the kind changed since.</summary>
    internal Task<T> Reference<T>(string name, Func<AppDb, CancellationToken, Task<T>> load, CancellationToken cancel)
        where T : class => References is null ? load(this, cancel) : References.Get(this, name, load, cancel);

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var automatic = ChangeTracker.AutoDetectChangesEnabled;
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            await Data.References.Touch(this, cancellationToken);
            var written = PlainRows is null || Database.CurrentTransaction is null ? 0 : await PlainRows.Write(this, cancellationToken);
            return written + (ChangeTracker.Entries().Any(entry => entry.State is not (EntityState.Unchanged or EntityState.Detached))
                ? await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken)
                : 0);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = automatic;
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        Data.Model.Conventions(configurationBuilder);
        // Text is ordered by its bytes, as SQLite and this program order it: a list that is merged here and sought there agrees with itself.
        if (this is PostgreSqlDb)
            configurationBuilder.Properties<string>().UseCollation("C");
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        Data.Model.Configure(builder);
    }
}
