using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
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

namespace WorkflowJobs.Domain.Data;

/// <summary>Keys, indexes and conversions of the one model. Both databases sort, sum and compare alike, because they store alike.</summary>
internal static partial class Model
{
    /// <summary>Instants are UTC milliseconds, enums their names.</summary>
    public static void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    public static void Configure(ModelBuilder model)
    {
        Runtime(model);
        Tasks(model);
        Business(model);
        People(model);
        PlacementTables(model);
        OnPostTables(model);
        SubsidyTables(model);
        ExitTables(model);
        ComparisonTables(model);
        OversightTables(model);
        PlanTables(model);
        DelegationTables(model);
        foreach (var entity in model.Model.GetEntityTypes())
            if (entity.FindProperty("Revision") is { } revision && revision.ClrType == typeof(int))
                revision.IsConcurrencyToken = true;
    }

    // An area with tables of its own states them in Model.AREA.cs beside this file.
    static partial void OnPostTables(ModelBuilder model);

    static partial void SubsidyTables(ModelBuilder model);

    static partial void ExitTables(ModelBuilder model);

    static partial void ComparisonTables(ModelBuilder model);

    static partial void OversightTables(ModelBuilder model);

    static partial void PlanTables(ModelBuilder model);

    static partial void DelegationTables(ModelBuilder model);

    private static void PlacementTables(ModelBuilder model)
    {
        model.Entity<Placement>(entity =>
        {
            entity.HasIndex(row => row.PersonId);
            entity.HasIndex(row => row.ApplicationId).IsUnique().HasFilter("\"ApplicationId\" IS NOT NULL");
            entity.HasIndex(row => new { row.TownId, row.Status });
            entity.HasIndex(row => new { row.VillageId, row.Status });
            entity.HasIndex(row => row.PostNumber).IsUnique();
        });
        model.Entity<PlacementPause>().HasIndex(row => row.PlacementId);
    }

    private static void Runtime(ModelBuilder model)
    {
        model.Entity<DefinitionVersion>().HasIndex(row => new { row.DefinitionId, row.Version }).IsUnique();
        model.Entity<WorkflowInstance>(entity =>
        {
            entity.HasIndex(row => new { row.SubjectType, row.SubjectId });
            entity.HasIndex(row => new { row.DefinitionId, row.Status, row.CreatedAt });
            entity.HasIndex(row => row.DefinitionVersionId);
            entity.HasIndex(row => row.NeedsAttention).HasFilter("\"NeedsAttention\"");
            entity.HasIndex(row => row.SuspendedAt).HasFilter("\"SuspendedAt\" IS NOT NULL");
        });
        model.Entity<SkipRequest>().HasIndex(row => new { row.InstanceId, row.State });
        model.Entity<BookmarkRow>(entity =>
        {
            entity.HasIndex(row => new { row.Kind, row.Key }).HasFilter("\"Key\" IS NOT NULL");
            entity.HasIndex(row => row.InstanceId);
        });
        model.Entity<TimerRow>(entity =>
        {
            entity.HasIndex(row => row.DueAt);
            entity.HasIndex(row => row.TargetId);
        });
        model.Entity<MessageRow>().HasIndex(row => row.CauseId);
        model.Entity<JournalEntry>(entity =>
        {
            entity.HasKey(row => new { row.Stream, row.Sequence });
            entity.Property(row => row.Body).HasConversion<CompactText>();
            entity.Property(row => row.Hash).HasConversion<HashText>();
        });
        model.Entity<JournalHead>(entity =>
        {
            entity.HasKey(row => row.Stream);
            entity.HasIndex(row => row.Dirty);
            entity.Property(row => row.Sequence).IsConcurrencyToken();
            entity.Property(row => row.Hash).HasConversion<HashText>();
        });
        model.Entity<OutboxItem>(entity =>
        {
            entity.HasIndex(row => row.IdempotencyKey).IsUnique();
            entity.HasIndex(row => new { row.SentAt, row.NextAttemptAt });
        });
        model.Entity<OperationRow>(entity =>
        {
            entity.HasKey(row => new { row.ActorId, row.OperationId });
            entity.Property(row => row.Answer).HasConversion<CompactText>();
        });
        model.Entity<Setting>().HasKey(row => row.Key);
    }

    private static void Tasks(ModelBuilder model)
    {
        model.Entity<UserTask>(entity =>
        {
            // Of open tasks only: what has ended costs the inboxes nothing. Both databases quote names alike, so one filter serves both.
            entity.HasIndex(row => new { row.InboxKey, row.InboxDue, row.Id }).HasFilter("\"InboxKey\" IS NOT NULL");
            entity.HasIndex(row => new { row.UnitId, row.InboxDue, row.Id }).HasFilter("\"InboxKey\" IS NOT NULL");
            entity.HasIndex(row => new { row.GroupKey, row.InboxKey, row.InboxDue, row.Id }).HasFilter("\"GroupKey\" IS NOT NULL AND \"InboxKey\" IS NOT NULL");
            entity.HasIndex(row => row.InstanceId);
            entity.HasIndex(row => new { row.CompletedBy, row.CompletedAt }).HasFilter("\"CompletedBy\" IS NOT NULL");
            entity.HasIndex(row => row.PersonId).HasFilter("\"PersonId\" IS NOT NULL");
            entity.Property(row => row.Outcomes).HasConversion<CompactText>();
        });
        model.Entity<FormVersion>().HasKey(row => new { row.Key, row.Version });
        model.Entity<UserTaskEvent>().HasKey(row => new { row.TaskId, row.Id });
        model.Entity<FormSubmission>().HasIndex(row => row.TaskId);
        model.Entity<GroupJob>().HasIndex(row => new { row.ActorId, row.OperationId }).IsUnique();
        model.Entity<GroupJobItem>().HasIndex(row => new { row.JobId, row.Position }).IsUnique();
        model.Entity<OfficerNotice>().HasIndex(row => new { row.UserId, row.At });
    }

    private static void Business(ModelBuilder model)
    {
        model.Entity<QuotaLine>().HasIndex(row => new { row.Year, row.Kind, row.TownId, row.Batch }).IsUnique();
        model.Entity<AllocationLine>().HasIndex(row => new { row.Year, row.Kind, row.TownId, row.Batch, row.Version }).IsUnique();
        model.Entity<Notice>(entity =>
        {
            entity.HasMany(row => row.Lines).WithOne().HasForeignKey(line => line.NoticeId);
            entity.HasMany(row => row.Posts).WithOne().HasForeignKey(post => post.NoticeId);
            entity.HasIndex(row => new { row.Year, row.TownId });
        });
        model.Entity<NoticeVersion>().HasIndex(row => new { row.NoticeId, row.Number }).IsUnique();
        model.Entity<NoticeCorrection>().HasIndex(row => new { row.NoticeId, row.Number }).IsUnique();
        model.Entity<Application>(entity =>
        {
            entity.HasIndex(row => row.ReceiptNumber).IsUnique();
            entity.HasIndex(row => new { row.LineId, row.Status });
            entity.HasIndex(row => new { row.NoticeId, row.VillageId });
            entity.HasIndex(row => row.PersonId);
            // Both databases quote names alike, so one filter serves both.
            entity.HasIndex(row => row.ActivePersonId).IsUnique().HasFilter("\"ActivePersonId\" IS NOT NULL");
            entity.HasIndex(row => new { row.TownId, row.Status });
            entity.HasIndex(row => row.InstanceId);
        });
        model.Entity<Decision>().HasKey(row => new { row.SubjectId, row.Id });
        model.Entity<StatusChange>().HasIndex(row => row.ApplicationId);
        model.Entity<PersonNotice>().HasIndex(row => new { row.PersonId, row.At });
        model.Entity<PersonNotice>().HasIndex(row => row.ApplicationId);
        model.Entity<Round>().HasIndex(row => new { row.TownId, row.Status });
        model.Entity<ReviewMeeting>().HasIndex(row => new { row.NoticeId, row.VillageId });
        model.Entity<ReviewSession>().HasIndex(row => new { row.MeetingId, row.Number }).IsUnique();
        model.Entity<ReviewMember>().HasIndex(row => row.SessionId);
        model.Entity<ReviewItem>().HasIndex(row => new { row.SessionId, row.ApplicationId }).IsUnique();
        model.Entity<ReviewItem>().HasIndex(row => row.ApplicationId);
        model.Entity<PublicityList>().HasIndex(row => new { row.RoundId, row.Number }).IsUnique();
        model.Entity<PublicityEntry>().HasIndex(row => new { row.ListId, row.ApplicationId }).IsUnique();
        model.Entity<PublicityEntry>().HasIndex(row => row.ApplicationId);
        model.Entity<Objection>().HasIndex(row => row.ApplicationId);
        model.Entity<TrainingEnrolment>().HasIndex(row => new { row.ClassId, row.ApplicationId }).IsUnique();
        model.Entity<TrainingEnrolment>().HasIndex(row => row.ApplicationId);
        model.Entity<Agreement>().HasIndex(row => row.ApplicationId);
        model.Entity<Agreement>().HasIndex(row => row.PlacementId);
        model.Entity<DocumentTemplateVersion>().HasKey(row => new { row.Key, row.Version });
        model.Entity<IssuedDocument>(entity =>
        {
            entity.HasIndex(row => row.Code).IsUnique();
            entity.HasIndex(row => new { row.SubjectType, row.SubjectId });
        });
        model.Entity<DocumentNumber>().HasIndex(row => new { row.Series, row.Year, row.Number }).IsUnique();
        model.Entity<ParameterValue>().HasIndex(row => new { row.Key, row.EffectiveFrom });
        model.Entity<CalendarYear>(entity =>
        {
            entity.HasKey(row => row.Year);
            entity.Property(row => row.Year).ValueGeneratedNever();
        });
    }

    private static void People(ModelBuilder model)
    {
        model.Entity<Person>(entity =>
        {
            entity.HasIndex(row => row.IdNumberIndex).IsUnique();
            entity.HasIndex(row => row.PhoneIndex);
            entity.HasIndex(row => row.Name);
        });
        model.Entity<RoleAssignment>().HasIndex(row => row.UserId);
        model.Entity<RoleAssignment>().HasIndex(row => new { row.Role, row.UnitId });
        model.Entity<InvitationCode>().HasIndex(row => row.CodeHash).IsUnique();
        model.Entity<Attachment>().HasIndex(row => row.Sha256);
        model.Entity<Attachment>().HasIndex(row => new { row.SubjectType, row.SubjectId });
        model.Entity<User>().HasIndex(row => row.PersonId);
    }

    private sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(), milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
