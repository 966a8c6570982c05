using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace WorkflowJobs.Domain.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Agreements",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ApplicationId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PlacementId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PersonId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PostName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SignedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    StartsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    EndsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    SignatureMode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Witnesses = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ScanAttachmentId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PolicyNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PolicyFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    VoidedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    VoidReason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RecordedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Agreements", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AllocationLines",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    TownId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Batch = table.Column<int>(type: "integer", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    PostNames = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    IsCurrent = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AllocationLines", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Applications",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReceiptNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PersonId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActivePersonId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    NoticeId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    LineId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Batch = table.Column<int>(type: "integer", nullable: false),
                    TownId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    VillageId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    SubmittedAt = table.Column<long>(type: "bigint", nullable: true),
                    AssistedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FirstPostId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SecondPostId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FormCipher = table.Column<byte[]>(type: "bytea", nullable: false),
                    FormHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FormVersion = table.Column<int>(type: "integer", nullable: false),
                    Categories = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BestCategory = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Tier = table.Column<int>(type: "integer", nullable: true),
                    Eligibility = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    EligibilityCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SupplementCount = table.Column<int>(type: "integer", nullable: false),
                    SupplementDueAt = table.Column<long>(type: "bigint", nullable: true),
                    IncomePerCapita = table.Column<long>(type: "bigint", nullable: true),
                    MonthsUnemployed = table.Column<int>(type: "integer", nullable: true),
                    Score = table.Column<int>(type: "integer", nullable: true),
                    ReviewYes = table.Column<int>(type: "integer", nullable: true),
                    ReviewPresent = table.Column<int>(type: "integer", nullable: true),
                    ReviewOutcome = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TownPassed = table.Column<bool>(type: "boolean", nullable: false),
                    Rank = table.Column<int>(type: "integer", nullable: true),
                    Selection = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RankValues = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PublicityListId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    QuotaTaken = table.Column<bool>(type: "boolean", nullable: false),
                    ApprovedAt = table.Column<long>(type: "bigint", nullable: true),
                    TrainingAttempts = table.Column<int>(type: "integer", nullable: false),
                    WaitlistUntil = table.Column<long>(type: "bigint", nullable: true),
                    SupersededById = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    IsFinal = table.Column<bool>(type: "boolean", nullable: false),
                    AsOf = table.Column<DateOnly>(type: "date", nullable: true),
                    TermsAt = table.Column<long>(type: "bigint", nullable: true),
                    InstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Applications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUsers",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DisplayName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Active = table.Column<bool>(type: "boolean", nullable: false),
                    MustChangePassword = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    UserName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    NormalizedUserName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    Email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    NormalizedEmail = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    EmailConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    PasswordHash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SecurityStamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ConcurrencyStamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PhoneNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PhoneNumberConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    LockoutEnd = table.Column<long>(type: "bigint", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUsers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Assessments",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PlacementId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Month = table.Column<int>(type: "integer", nullable: false),
                    Village = table.Column<int>(type: "integer", nullable: false),
                    Democratic = table.Column<int>(type: "integer", nullable: false),
                    Town = table.Column<int>(type: "integer", nullable: true),
                    Total = table.Column<int>(type: "integer", nullable: true),
                    Grade = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Answer = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    AnswerDueAt = table.Column<long>(type: "bigint", nullable: true),
                    Adjusted = table.Column<bool>(type: "boolean", nullable: false),
                    SettledAt = table.Column<long>(type: "bigint", nullable: true),
                    InstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RecordedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Assessments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Attachments",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    ContentType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FileName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UploadedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UploadedAt = table.Column<long>(type: "bigint", nullable: false),
                    SubjectType = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SubjectId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Field = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PageNumber = table.Column<int>(type: "integer", nullable: false),
                    OriginalSeenBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    OriginalSeenAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Attachments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AttendanceEntries",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SheetId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PlacementId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Month = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Marks = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReasonCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    RecordedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AttendanceEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AttendanceSheets",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TownId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    VillageId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Month = table.Column<int>(type: "integer", nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ReportedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ReportedAt = table.Column<long>(type: "bigint", nullable: true),
                    AuditedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AuditedAt = table.Column<long>(type: "bigint", nullable: true),
                    InstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AttendanceSheets", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "BarredAccounts",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AccountIndex = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AccountMasked = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Owner = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UnitId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReasonCipher = table.Column<byte[]>(type: "bytea", nullable: false),
                    LiftReasonCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    RecordedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false),
                    LiftedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    LiftedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BarredAccounts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Bookmarks",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    InstanceId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActivityId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Key = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Bookmarks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CalendarYears",
                columns: table => new
                {
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Json = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ImportedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ImportedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CalendarYears", x => x.Year);
                });

            migrationBuilder.CreateTable(
                name: "ClawbackItems",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ClawbackId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    LineId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Month = table.Column<int>(type: "integer", nullable: false),
                    Fen = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClawbackItems", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Clawbacks",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PlacementId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TownId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: false),
                    GroundsCode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FactsCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    AmountFen = table.Column<long>(type: "bigint", nullable: false),
                    ProvinceFen = table.Column<long>(type: "bigint", nullable: false),
                    CityFen = table.Column<long>(type: "bigint", nullable: false),
                    DistrictFen = table.Column<long>(type: "bigint", nullable: false),
                    RepaidFen = table.Column<long>(type: "bigint", nullable: false),
                    NoticeOn = table.Column<DateOnly>(type: "date", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    InstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    BegunAt = table.Column<long>(type: "bigint", nullable: false),
                    BegunBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Clawbacks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Clues",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SourceRef = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TownId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PlacementId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    OfficerId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SummaryCipher = table.Column<byte[]>(type: "bytea", nullable: false),
                    OpenedAt = table.Column<long>(type: "bigint", nullable: false),
                    OpenedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReceivedAt = table.Column<long>(type: "bigint", nullable: true),
                    Disposal = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Conclusion = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FindingCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    ClosedAt = table.Column<long>(type: "bigint", nullable: true),
                    InstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Clues", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ComparisonEntries",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ListId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    PersonIndex = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Variant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    From = table.Column<DateOnly>(type: "date", nullable: true),
                    Until = table.Column<DateOnly>(type: "date", nullable: true),
                    HouseholdIndex = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DetailCipher = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ComparisonEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ComparisonHits",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    VillageId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Variant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FactKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    From = table.Column<DateOnly>(type: "date", nullable: true),
                    Until = table.Column<DateOnly>(type: "date", nullable: true),
                    ListId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ListedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    GoneOn = table.Column<DateOnly>(type: "date", nullable: true),
                    FoundAt = table.Column<long>(type: "bigint", nullable: false),
                    DetailCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    IsFalseDeclaration = table.Column<bool>(type: "boolean", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ComparisonHits", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ComparisonLists",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AsOf = table.Column<DateOnly>(type: "date", nullable: false),
                    FileName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Rows = table.Column<int>(type: "integer", nullable: false),
                    LeftOut = table.Column<int>(type: "integer", nullable: false),
                    Hits = table.Column<int>(type: "integer", nullable: false),
                    ImportedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ImportedByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ImportedAt = table.Column<long>(type: "bigint", nullable: false),
                    CompletedAt = table.Column<long>(type: "bigint", nullable: true),
                    ReplacedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ComparisonLists", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DataRequests",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReceivedAt = table.Column<long>(type: "bigint", nullable: false),
                    RequestedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RequestedForId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Field = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DetailCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    CopyCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    CopyHash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    KeptUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    Outcome = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AnswerCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    ClosedAt = table.Column<long>(type: "bigint", nullable: true),
                    InstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataRequests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Decisions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubjectId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubjectType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActivityId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Stage = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActorId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActorName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UnitId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OnBehalfOf = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    OnBehalfOfId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Outcome = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    TaskId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SubmissionId = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Decisions", x => new { x.SubjectId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "DefinitionVersions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DefinitionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Json = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SourceHash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    IsPublished = table.Column<bool>(type: "boolean", nullable: false),
                    IsLatest = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    PublishedAt = table.Column<long>(type: "bigint", nullable: true),
                    PublishedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DefinitionVersions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Delegations",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FromUserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ToUserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UnitId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    EndedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Delegations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DismissalProposals",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PlacementId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Ground = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Month = table.Column<int>(type: "integer", nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    Limit = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    SettledAt = table.Column<long>(type: "bigint", nullable: true),
                    Settlement = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DismissalProposals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DocumentNumbers",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Series = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    DocumentId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DocumentNumbers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DocumentTemplates",
                columns: table => new
                {
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Json = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FileHash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PublishedAt = table.Column<long>(type: "bigint", nullable: false),
                    PublishedBy = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DocumentTemplates", x => new { x.Key, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "ExclusionOverrides",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ApplicationId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TownId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FactKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActorId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActorName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TaskId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    ReasonCipher = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExclusionOverrides", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Exits",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PlacementId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TownId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    VillageId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ReasonCode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FactsCipher = table.Column<byte[]>(type: "bytea", nullable: false),
                    BegunBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BegunByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BegunAt = table.Column<long>(type: "bigint", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "date", nullable: false),
                    HandlingSubmissionId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DefenceBy = table.Column<DateOnly>(type: "date", nullable: true),
                    Defence = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    DefenceSubmissionId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DecidedAt = table.Column<long>(type: "bigint", nullable: true),
                    DecidedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DisputeBy = table.Column<DateOnly>(type: "date", nullable: true),
                    Dispute = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    DisputeSubmissionId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CompletedAt = table.Column<long>(type: "bigint", nullable: true),
                    VacancyDueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    VacancyInstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    VacancyReportedAt = table.Column<long>(type: "bigint", nullable: true),
                    VacancyLate = table.Column<bool>(type: "boolean", nullable: false),
                    DueFen = table.Column<long>(type: "bigint", nullable: true),
                    PaidFen = table.Column<long>(type: "bigint", nullable: true),
                    OverpaidFen = table.Column<long>(type: "bigint", nullable: true),
                    RemindOn = table.Column<DateOnly>(type: "date", nullable: true),
                    InstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Exits", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "FollowUps",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ExitId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TownId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    VillageId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Months = table.Column<int>(type: "integer", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Result = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    ContactedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ContactSubmissionId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ContactedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ServiceSubmissionId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ServedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ClosedAt = table.Column<long>(type: "bigint", nullable: true),
                    InstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FollowUps", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "FormSubmissions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TaskId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FormKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FormVersion = table.Column<int>(type: "integer", nullable: false),
                    DataCipher = table.Column<byte[]>(type: "bytea", nullable: false),
                    PersonId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DataHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IsDraft = table.Column<bool>(type: "boolean", nullable: false),
                    ByUserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FormSubmissions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "FormVersions",
                columns: table => new
                {
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Json = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ImportedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FormVersions", x => new { x.Key, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "GroupJobItems",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    JobId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    TaskId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ExpectedRevision = table.Column<int>(type: "integer", nullable: false),
                    Outcome = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DataCipher = table.Column<byte[]>(type: "bytea", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RefusalCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RefusalZh = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RefusalEn = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupJobItems", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "GroupJobs",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActorId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OperationId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    FinishedAt = table.Column<long>(type: "bigint", nullable: true),
                    Total = table.Column<int>(type: "integer", nullable: false),
                    Done = table.Column<int>(type: "integer", nullable: false),
                    Failed = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupJobs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "HitReviews",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    HitId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ActorId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActorName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    ReasonCipher = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HitReviews", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "HouseholdLinks",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ApplicationId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonIndex = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NumberCipher = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HouseholdLinks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "InspectionRetests",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    InspectionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RectificationId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    Result = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    NoteCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    AgainId = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InspectionRetests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Inspections",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Level = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    UnitId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PeriodFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    PeriodTo = table.Column<DateOnly>(type: "date", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    OpenedAt = table.Column<long>(type: "bigint", nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Seed = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SeedAnchor = table.Column<long>(type: "bigint", nullable: false),
                    Population = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RiskPlaces = table.Column<int>(type: "integer", nullable: false),
                    LotPlaces = table.Column<int>(type: "integer", nullable: false),
                    RetestUnits = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RetestPlaces = table.Column<int>(type: "integer", nullable: false),
                    HeldOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Team = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Summary = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    InstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Inspections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "InspectionSamples",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    InspectionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PlacementId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    Basis = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Score = table.Column<int>(type: "integer", nullable: false),
                    Signs = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Result = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    NoteCipher = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InspectionSamples", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Instances",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DefinitionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DefinitionVersionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    SubjectType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubjectId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CorrelationId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ParentInstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    SubStatus = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NeedsAttention = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    UpdatedAt = table.Column<long>(type: "bigint", nullable: false),
                    FinishedAt = table.Column<long>(type: "bigint", nullable: true),
                    SuspendedAt = table.Column<long>(type: "bigint", nullable: true),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Instances", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "InsurancePolicies",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ApplicationId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: false),
                    SourceSha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InsurancePolicies", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "InvitationCodes",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CodeHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    UsedAt = table.Column<long>(type: "bigint", nullable: true),
                    IssuedBy = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InvitationCodes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "IssuedDocuments",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Template = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TemplateVersion = table.Column<int>(type: "integer", nullable: false),
                    SubjectType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubjectId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    IssuerUnitId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OrderHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OrderedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OrderedAt = table.Column<long>(type: "bigint", nullable: false),
                    InstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ActivityId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DataCipher = table.Column<byte[]>(type: "bytea", nullable: false),
                    PdfCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    Sha256 = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Pages = table.Column<int>(type: "integer", nullable: true),
                    PrintedAt = table.Column<long>(type: "bigint", nullable: true),
                    FailureCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FailureField = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ReplacedById = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IssuedDocuments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "JournalEntries",
                columns: table => new
                {
                    Stream = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActorId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Body = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Hash = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JournalEntries", x => new { x.Stream, x.Sequence });
                });

            migrationBuilder.CreateTable(
                name: "JournalHeads",
                columns: table => new
                {
                    Stream = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Dirty = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JournalHeads", x => x.Stream);
                });

            migrationBuilder.CreateTable(
                name: "LeaveRequests",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PlacementId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: false),
                    Days = table.Column<int>(type: "integer", nullable: false),
                    HasProof = table.Column<bool>(type: "boolean", nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    RequestedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RequestedAt = table.Column<long>(type: "bigint", nullable: false),
                    DecidedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DecidedAt = table.Column<long>(type: "bigint", nullable: true),
                    InstanceId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LeaveRequests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LedgerEntries",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    VoucherId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Account = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Fen = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Messages",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    InstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Payload = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CauseId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    RetryAt = table.Column<long>(type: "bigint", nullable: true),
                    LastError = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Messages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MilestoneNotices",
                columns: table => new
                {
                    PlacementId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    DaysBefore = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MilestoneNotices", x => new { x.PlacementId, x.Kind, x.On, x.DaysBefore });
                });

            migrationBuilder.CreateTable(
                name: "NoticeCorrections",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NoticeId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    DocumentNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Changes = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RestartsWindow = table.Column<bool>(type: "boolean", nullable: false),
                    ClosesOn = table.Column<DateOnly>(type: "date", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    InstanceId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoticeCorrections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Notices",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    TownId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DocumentNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    OpensOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ClosesOn = table.Column<DateOnly>(type: "date", nullable: true),
                    OpensAt = table.Column<long>(type: "bigint", nullable: true),
                    ClosesAt = table.Column<long>(type: "bigint", nullable: true),
                    Place = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Phone = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SupervisionPhone = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PublishedAt = table.Column<long>(type: "bigint", nullable: true),
                    InstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TermsAt = table.Column<long>(type: "bigint", nullable: true),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "NoticeVersions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NoticeId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    From = table.Column<long>(type: "bigint", nullable: false),
                    Until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoticeVersions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Objections",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ListId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ApplicationId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReceivedAt = table.Column<long>(type: "bigint", nullable: false),
                    IsRealName = table.Column<bool>(type: "boolean", nullable: false),
                    Channel = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ObjectorCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    ContentCipher = table.Column<byte[]>(type: "bytea", nullable: false),
                    AboutCadre = table.Column<bool>(type: "boolean", nullable: false),
                    Outcome = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FindingCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    ReplyCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    ExtendedAt = table.Column<long>(type: "bigint", nullable: true),
                    ClosedAt = table.Column<long>(type: "bigint", nullable: true),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Objections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OfficerNotices",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TextZh = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TextEn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TaskId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    ReadAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OfficerNotices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OpeningEntries",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ImportId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SourceRow = table.Column<int>(type: "integer", nullable: false),
                    PersonId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PlacementId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AsOf = table.Column<DateOnly>(type: "date", nullable: false),
                    MonthsUsedHundredths = table.Column<int>(type: "integer", nullable: false),
                    PaidCents = table.Column<long>(type: "bigint", nullable: false),
                    PaidThisYearCents = table.Column<long>(type: "bigint", nullable: true),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpeningEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OpeningImports",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FileName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AsOf = table.Column<DateOnly>(type: "date", nullable: false),
                    Rows = table.Column<int>(type: "integer", nullable: false),
                    LeftOut = table.Column<int>(type: "integer", nullable: false),
                    Done = table.Column<int>(type: "integer", nullable: false),
                    Passed = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ProposedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ProposedByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ProposedForId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ProposedForName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ProposedAt = table.Column<long>(type: "bigint", nullable: false),
                    RowsCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    InstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpeningImports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Operations",
                columns: table => new
                {
                    ActorId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OperationId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BodyHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Answer = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Operations", x => new { x.ActorId, x.OperationId });
                });

            migrationBuilder.CreateTable(
                name: "Outbox",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IdempotencyKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Body = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "bigint", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    SentAt = table.Column<long>(type: "bigint", nullable: true),
                    LastError = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    GivenUp = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ParameterValues",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Value = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    EffectiveFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ChangedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ParameterValues", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PayAccounts",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    HolderCipher = table.Column<byte[]>(type: "bytea", nullable: false),
                    BankCipher = table.Column<byte[]>(type: "bytea", nullable: false),
                    AccountCipher = table.Column<byte[]>(type: "bytea", nullable: false),
                    AccountIndex = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AccountMasked = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Faults = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IsCurrent = table.Column<bool>(type: "boolean", nullable: false),
                    RecordedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PayAccounts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "People",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Sex = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IdNumberCipher = table.Column<byte[]>(type: "bytea", nullable: false),
                    IdNumberIndex = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IdMasked = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PhoneCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    PhoneIndex = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PhoneMasked = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AccountMasked = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AccountCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    WrappedKey = table.Column<byte[]>(type: "bytea", nullable: false),
                    VillageId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Deceased = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_People", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PersonBars",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ClueId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Since = table.Column<long>(type: "bigint", nullable: false),
                    ClearedAt = table.Column<long>(type: "bigint", nullable: true),
                    ClearedBy = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonBars", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PersonNotices",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ApplicationId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TitleZh = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TitleEn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TextCipher = table.Column<byte[]>(type: "bytea", nullable: false),
                    Channel = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SmsSentAt = table.Column<long>(type: "bigint", nullable: true),
                    SmsFailedAt = table.Column<long>(type: "bigint", nullable: true),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    AcknowledgedAt = table.Column<long>(type: "bigint", nullable: true),
                    AcknowledgedBy = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonNotices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PlacementChanges",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PlacementId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    VillageId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PostName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Place = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FormerVillageId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FormerPostName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    RequestedAt = table.Column<long>(type: "bigint", nullable: false),
                    SettledAt = table.Column<long>(type: "bigint", nullable: true),
                    InstanceId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlacementChanges", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PlacementPauses",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PlacementId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlacementPauses", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Placements",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ApplicationId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Batch = table.Column<int>(type: "integer", nullable: false),
                    TownId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    VillageId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PostId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PostName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PostNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    EmployerUnit = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Place = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    StartsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "date", nullable: true),
                    ExitKind = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ApprovedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    RetiresOn = table.Column<DateOnly>(type: "date", nullable: true),
                    AgeLimitOn = table.Column<DateOnly>(type: "date", nullable: true),
                    InstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Placements", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PlanTotals",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Year = table.Column<int>(type: "integer", nullable: true),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    IsCurrent = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanTotals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ProvincialRecords",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DataCipher = table.Column<byte[]>(type: "bytea", nullable: false),
                    Sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UpdatedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UpdatedAt = table.Column<long>(type: "bigint", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProvincialRecords", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PublicityEntries",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ListId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ApplicationId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    PostId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    State = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PublicityEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PublicityLists",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RoundId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TownId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PostedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    StartsOn = table.Column<DateOnly>(type: "date", nullable: true),
                    EndsOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Provisional = table.Column<bool>(type: "boolean", nullable: false),
                    Interruptions = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PostingPhotoId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RemovalPhotoId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ConcludedAt = table.Column<long>(type: "bigint", nullable: true),
                    RemovedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    InstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PublicityLists", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "QuotaLines",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    TownId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Batch = table.Column<int>(type: "integer", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Taken = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QuotaLines", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Rectifications",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SourceId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TownId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UnitId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PlacementId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ProblemCipher = table.Column<byte[]>(type: "bytea", nullable: false),
                    ResponsibleRole = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OpenedAt = table.Column<long>(type: "bigint", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Extensions = table.Column<int>(type: "integer", nullable: false),
                    ResponsiblePerson = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    MeasuresCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    CompletedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    RepliedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RepliedAt = table.Column<long>(type: "bigint", nullable: true),
                    VerifiedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    VerifiedByName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ClosedAt = table.Column<long>(type: "bigint", nullable: true),
                    EscalatedAt = table.Column<long>(type: "bigint", nullable: true),
                    InstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Rectifications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Renewals",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PlacementId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    LatestEnd = table.Column<DateOnly>(type: "date", nullable: false),
                    UsedMonths = table.Column<int>(type: "integer", nullable: false),
                    UsedDays = table.Column<int>(type: "integer", nullable: false),
                    IsExtension = table.Column<bool>(type: "boolean", nullable: false),
                    IsLate = table.Column<bool>(type: "boolean", nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    AgreementId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RequestedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RequestedAt = table.Column<long>(type: "bigint", nullable: false),
                    SettledAt = table.Column<long>(type: "bigint", nullable: true),
                    InstanceId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Renewals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Repayments",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ClawbackId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PaidOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Fen = table.Column<long>(type: "bigint", nullable: false),
                    ProvinceFen = table.Column<long>(type: "bigint", nullable: false),
                    CityFen = table.Column<long>(type: "bigint", nullable: false),
                    DistrictFen = table.Column<long>(type: "bigint", nullable: false),
                    RecordedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Repayments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReviewItems",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SessionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ApplicationId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Recused = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PresentForItem = table.Column<int>(type: "integer", nullable: false),
                    Yes = table.Column<int>(type: "integer", nullable: false),
                    No = table.Column<int>(type: "integer", nullable: false),
                    Abstain = table.Column<int>(type: "integer", nullable: false),
                    Outcome = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Hardship = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewItems", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReviewMeetings",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NoticeId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TownId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    VillageId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    InstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewMeetings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReviewMembers",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SessionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IsResidentRepresentative = table.Column<bool>(type: "boolean", nullable: false),
                    Present = table.Column<bool>(type: "boolean", nullable: false),
                    IsSubstitute = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewMembers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReviewSessions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    MeetingId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    HeldOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Place = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Chair = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FirstTeller = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SecondTeller = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SheetAttachmentId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Minutes = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PhotoIds = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false),
                    CertifiedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CertifiedByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CertifiedAt = table.Column<long>(type: "bigint", nullable: true),
                    RosterCount = table.Column<int>(type: "integer", nullable: false),
                    PresentCount = table.Column<int>(type: "integer", nullable: false),
                    ResidentCount = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewSessions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RoleAssignments",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UnitId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    From = table.Column<DateOnly>(type: "date", nullable: true),
                    To = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoleAssignments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Rounds",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NoticeId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TownId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Batch = table.Column<int>(type: "integer", nullable: false),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RankMode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ScoreEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    DrawSeed = table.Column<long>(type: "bigint", nullable: true),
                    FrozenAt = table.Column<long>(type: "bigint", nullable: true),
                    InstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Rounds", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Settings",
                columns: table => new
                {
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Value = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Settings", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "SigningRequests",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ApplicationId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DocumentId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    RequestedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RequestedAt = table.Column<long>(type: "bigint", nullable: false),
                    AnsweredAt = table.Column<long>(type: "bigint", nullable: true),
                    SignedAttachmentId = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SigningRequests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SkipRequests",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    InstanceId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ExecutionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActivityId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Outcome = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RequestedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RequestedAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    DecidedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DecidedAt = table.Column<long>(type: "bigint", nullable: true),
                    DecisionReason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SkipRequests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SocialInsurancePayments",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PlacementId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Month = table.Column<DateOnly>(type: "date", nullable: false),
                    BaseFen = table.Column<long>(type: "bigint", nullable: false),
                    PensionFen = table.Column<long>(type: "bigint", nullable: false),
                    MedicalFen = table.Column<long>(type: "bigint", nullable: false),
                    UnemploymentFen = table.Column<long>(type: "bigint", nullable: false),
                    InjuryFen = table.Column<long>(type: "bigint", nullable: false),
                    PaidOn = table.Column<DateOnly>(type: "date", nullable: false),
                    SourceSha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false),
                    CorrectedById = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SocialInsurancePayments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StatusChanges",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ApplicationId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    From = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    To = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ReasonCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StatusChanges", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SubsidyBatches",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    TownId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Month = table.Column<int>(type: "integer", nullable: false),
                    Sequence = table.Column<int>(type: "integer", nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    InstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Cursor = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Done = table.Column<int>(type: "integer", nullable: false),
                    ToDo = table.Column<int>(type: "integer", nullable: false),
                    ContestUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    PayOn = table.Column<DateOnly>(type: "date", nullable: true),
                    AccrualFen = table.Column<long>(type: "bigint", nullable: false),
                    DeductionFen = table.Column<long>(type: "bigint", nullable: false),
                    PersonalFen = table.Column<long>(type: "bigint", nullable: false),
                    OtherFen = table.Column<long>(type: "bigint", nullable: false),
                    SurplusFen = table.Column<long>(type: "bigint", nullable: false),
                    ProvinceFen = table.Column<long>(type: "bigint", nullable: false),
                    CityFen = table.Column<long>(type: "bigint", nullable: false),
                    DistrictFen = table.Column<long>(type: "bigint", nullable: false),
                    ApprovedAt = table.Column<long>(type: "bigint", nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubsidyBatches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SubsidyLines",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BatchId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PlacementId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    VillageId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Month = table.Column<int>(type: "integer", nullable: false),
                    DaysOnPost = table.Column<int>(type: "integer", nullable: false),
                    ScheduledDays = table.Column<int>(type: "integer", nullable: false),
                    AbsentDays = table.Column<int>(type: "integer", nullable: false),
                    Attended = table.Column<bool>(type: "boolean", nullable: false),
                    AccrualFen = table.Column<long>(type: "bigint", nullable: false),
                    DeductionFen = table.Column<long>(type: "bigint", nullable: false),
                    PersonalFen = table.Column<long>(type: "bigint", nullable: false),
                    OtherFen = table.Column<long>(type: "bigint", nullable: false),
                    SurplusFen = table.Column<long>(type: "bigint", nullable: false),
                    WageFen = table.Column<long>(type: "bigint", nullable: true),
                    LeastWageFen = table.Column<long>(type: "bigint", nullable: false),
                    Warning = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ToldFen = table.Column<long>(type: "bigint", nullable: true),
                    Contest = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ContestCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    AnswerCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Holds = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReturnCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    Alerted = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AccountId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Issues = table.Column<int>(type: "integer", nullable: false),
                    BankResult = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PaidOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubsidyLines", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Timers",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    TargetId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    InstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DueAt = table.Column<long>(type: "bigint", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    RetryAt = table.Column<long>(type: "bigint", nullable: true),
                    LastError = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Timers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TipOffs",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TownId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AboutOfficer = table.Column<bool>(type: "boolean", nullable: false),
                    OfficerId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AboutCipher = table.Column<byte[]>(type: "bytea", nullable: false),
                    ContentCipher = table.Column<byte[]>(type: "bytea", nullable: false),
                    IsRealName = table.Column<bool>(type: "boolean", nullable: false),
                    ReporterCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    ContactCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    Channel = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReceivedAt = table.Column<long>(type: "bigint", nullable: false),
                    TakenBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PlacementId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Outcome = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FindingCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    ReplyCipher = table.Column<byte[]>(type: "bytea", nullable: true),
                    ClosedAt = table.Column<long>(type: "bigint", nullable: true),
                    InstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TipOffs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TrainingClasses",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TownId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    HeldOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Hours = table.Column<int>(type: "integer", nullable: true),
                    Place = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Lecturer = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    InstanceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TrainingClasses", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TrainingEnrolments",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ClassId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ApplicationId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Attempt = table.Column<int>(type: "integer", nullable: false),
                    Score = table.Column<int>(type: "integer", nullable: true),
                    Result = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TrainingEnrolments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Units",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NameEn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ParentId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    IsUrban = table.Column<bool>(type: "boolean", nullable: true),
                    Active = table.Column<bool>(type: "boolean", nullable: false),
                    SortOrder = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Units", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "UserTaskEvents",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TaskId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActorId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ActorName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserTaskEvents", x => new { x.TaskId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "UserTasks",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    InstanceId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DefinitionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActivityId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ExecutionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubjectType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubjectId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubjectName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TitleEn = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Stage = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StageEn = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UnitId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FormKey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FormVersion = table.Column<int>(type: "integer", nullable: false),
                    Instructions = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    InstructionsEn = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Outcomes = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    GroupKey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    AssigneeId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DueAt = table.Column<long>(type: "bigint", nullable: true),
                    InboxKey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    InboxDue = table.Column<long>(type: "bigint", nullable: true),
                    DueProvisional = table.Column<bool>(type: "boolean", nullable: false),
                    Priority = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    CompletedAt = table.Column<long>(type: "bigint", nullable: true),
                    CompletedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Outcome = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SubmissionId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    EscalatedAt = table.Column<long>(type: "bigint", nullable: true),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserTasks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Vouchers",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ChainId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReversesId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    BatchId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    LineId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PlacementId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ClawbackId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SourceSha256 = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    ByUserId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Vouchers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ClaimType = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ClaimValue = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AspNetUserClaims_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ProviderKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ProviderDisplayName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_AspNetUserLogins_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserTokens",
                columns: table => new
                {
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    LoginProvider = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Value = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_AspNetUserTokens_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "NoticeLines",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NoticeId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Batch = table.Column<int>(type: "integer", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoticeLines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_NoticeLines_Notices_NoticeId",
                        column: x => x.NoticeId,
                        principalTable: "Notices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Posts",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NoticeId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    LineId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    VillageId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Class = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Content = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Place = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    HoursPerMonth = table.Column<int>(type: "integer", nullable: true),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Conditions = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    EmployerUnit = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IsCombined = table.Column<bool>(type: "boolean", nullable: false),
                    DemandedBy = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Posts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Posts_Notices_NoticeId",
                        column: x => x.NoticeId,
                        principalTable: "Notices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_ApplicationId",
                table: "Agreements",
                column: "ApplicationId");

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_PlacementId",
                table: "Agreements",
                column: "PlacementId");

            migrationBuilder.CreateIndex(
                name: "IX_AllocationLines_Year_Kind_TownId_Batch_Version",
                table: "AllocationLines",
                columns: new[] { "Year", "Kind", "TownId", "Batch", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Applications_ActivePersonId",
                table: "Applications",
                column: "ActivePersonId",
                unique: true,
                filter: "\"ActivePersonId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Applications_InstanceId",
                table: "Applications",
                column: "InstanceId");

            migrationBuilder.CreateIndex(
                name: "IX_Applications_LineId_Status",
                table: "Applications",
                columns: new[] { "LineId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Applications_NoticeId_VillageId",
                table: "Applications",
                columns: new[] { "NoticeId", "VillageId" });

            migrationBuilder.CreateIndex(
                name: "IX_Applications_PersonId",
                table: "Applications",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Applications_ReceiptNumber",
                table: "Applications",
                column: "ReceiptNumber",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Applications_TownId_Status",
                table: "Applications",
                columns: new[] { "TownId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Applications_Year_TownId_Kind_Batch_BestCategory_Status_App~",
                table: "Applications",
                columns: new[] { "Year", "TownId", "Kind", "Batch", "BestCategory", "Status", "ApprovedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserClaims_UserId",
                table: "AspNetUserClaims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserLogins_UserId",
                table: "AspNetUserLogins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "AspNetUsers",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUsers_PersonId",
                table: "AspNetUsers",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "AspNetUsers",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Assessments_InstanceId",
                table: "Assessments",
                column: "InstanceId",
                unique: true,
                filter: "\"InstanceId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Assessments_PlacementId_Year_Month",
                table: "Assessments",
                columns: new[] { "PlacementId", "Year", "Month" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Assessments_Year_Month",
                table: "Assessments",
                columns: new[] { "Year", "Month" });

            migrationBuilder.CreateIndex(
                name: "IX_Attachments_Sha256",
                table: "Attachments",
                column: "Sha256");

            migrationBuilder.CreateIndex(
                name: "IX_Attachments_SubjectType_SubjectId",
                table: "Attachments",
                columns: new[] { "SubjectType", "SubjectId" });

            migrationBuilder.CreateIndex(
                name: "IX_AttendanceEntries_PlacementId_Year_Month_Version",
                table: "AttendanceEntries",
                columns: new[] { "PlacementId", "Year", "Month", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AttendanceEntries_SheetId",
                table: "AttendanceEntries",
                column: "SheetId");

            migrationBuilder.CreateIndex(
                name: "IX_AttendanceSheets_TownId_Year_Month",
                table: "AttendanceSheets",
                columns: new[] { "TownId", "Year", "Month" });

            migrationBuilder.CreateIndex(
                name: "IX_BarredAccounts_AccountIndex",
                table: "BarredAccounts",
                column: "AccountIndex",
                unique: true,
                filter: "\"LiftedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BarredAccounts_RecordedAt",
                table: "BarredAccounts",
                column: "RecordedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Bookmarks_InstanceId",
                table: "Bookmarks",
                column: "InstanceId");

            migrationBuilder.CreateIndex(
                name: "IX_Bookmarks_Kind_Key",
                table: "Bookmarks",
                columns: new[] { "Kind", "Key" },
                filter: "\"Key\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ClawbackItems_ClawbackId",
                table: "ClawbackItems",
                column: "ClawbackId");

            migrationBuilder.CreateIndex(
                name: "IX_Clawbacks_PersonId",
                table: "Clawbacks",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Clawbacks_PlacementId",
                table: "Clawbacks",
                column: "PlacementId");

            migrationBuilder.CreateIndex(
                name: "IX_Clawbacks_TownId_Status",
                table: "Clawbacks",
                columns: new[] { "TownId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Clues_OpenedAt",
                table: "Clues",
                column: "OpenedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Clues_SourceRef",
                table: "Clues",
                column: "SourceRef",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ComparisonEntries_HouseholdIndex",
                table: "ComparisonEntries",
                column: "HouseholdIndex",
                filter: "\"HouseholdIndex\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ComparisonEntries_ListId",
                table: "ComparisonEntries",
                column: "ListId");

            migrationBuilder.CreateIndex(
                name: "IX_ComparisonEntries_PersonIndex",
                table: "ComparisonEntries",
                column: "PersonIndex");

            migrationBuilder.CreateIndex(
                name: "IX_ComparisonHits_Kind",
                table: "ComparisonHits",
                column: "Kind");

            migrationBuilder.CreateIndex(
                name: "IX_ComparisonHits_PersonId_FactKey",
                table: "ComparisonHits",
                columns: new[] { "PersonId", "FactKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ComparisonHits_State_FoundAt",
                table: "ComparisonHits",
                columns: new[] { "State", "FoundAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ComparisonLists_Kind_Sha256",
                table: "ComparisonLists",
                columns: new[] { "Kind", "Sha256" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DataRequests_PersonId",
                table: "DataRequests",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_DataRequests_ReceivedAt",
                table: "DataRequests",
                column: "ReceivedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_ActorId_At",
                table: "Decisions",
                columns: new[] { "ActorId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_DefinitionVersions_DefinitionId_Version",
                table: "DefinitionVersions",
                columns: new[] { "DefinitionId", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Delegations_FromUserId",
                table: "Delegations",
                column: "FromUserId");

            migrationBuilder.CreateIndex(
                name: "IX_Delegations_Role_UnitId_Until",
                table: "Delegations",
                columns: new[] { "Role", "UnitId", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_Delegations_ToUserId",
                table: "Delegations",
                column: "ToUserId");

            migrationBuilder.CreateIndex(
                name: "IX_DismissalProposals_PlacementId",
                table: "DismissalProposals",
                column: "PlacementId");

            migrationBuilder.CreateIndex(
                name: "IX_DocumentNumbers_Series_Year_Number",
                table: "DocumentNumbers",
                columns: new[] { "Series", "Year", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ExclusionOverrides_ApplicationId",
                table: "ExclusionOverrides",
                column: "ApplicationId");

            migrationBuilder.CreateIndex(
                name: "IX_ExclusionOverrides_At",
                table: "ExclusionOverrides",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Exits_PersonId",
                table: "Exits",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Exits_PlacementId_State",
                table: "Exits",
                columns: new[] { "PlacementId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Exits_VillageId_BegunAt",
                table: "Exits",
                columns: new[] { "VillageId", "BegunAt" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowUps_ExitId",
                table: "FollowUps",
                column: "ExitId");

            migrationBuilder.CreateIndex(
                name: "IX_FollowUps_PersonId",
                table: "FollowUps",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_FollowUps_VillageId_DueOn",
                table: "FollowUps",
                columns: new[] { "VillageId", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_FormSubmissions_TaskId",
                table: "FormSubmissions",
                column: "TaskId");

            migrationBuilder.CreateIndex(
                name: "IX_GroupJobItems_JobId_Position",
                table: "GroupJobItems",
                columns: new[] { "JobId", "Position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_GroupJobs_ActorId_OperationId",
                table: "GroupJobs",
                columns: new[] { "ActorId", "OperationId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_HitReviews_HitId",
                table: "HitReviews",
                column: "HitId");

            migrationBuilder.CreateIndex(
                name: "IX_HouseholdLinks_ApplicationId_PersonIndex",
                table: "HouseholdLinks",
                columns: new[] { "ApplicationId", "PersonIndex" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_HouseholdLinks_PersonIndex",
                table: "HouseholdLinks",
                column: "PersonIndex");

            migrationBuilder.CreateIndex(
                name: "IX_InspectionRetests_InspectionId_Position",
                table: "InspectionRetests",
                columns: new[] { "InspectionId", "Position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InspectionRetests_RectificationId",
                table: "InspectionRetests",
                column: "RectificationId");

            migrationBuilder.CreateIndex(
                name: "IX_Inspections_UnitId_PeriodTo",
                table: "Inspections",
                columns: new[] { "UnitId", "PeriodTo" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InspectionSamples_InspectionId_Position",
                table: "InspectionSamples",
                columns: new[] { "InspectionId", "Position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InspectionSamples_PlacementId",
                table: "InspectionSamples",
                column: "PlacementId");

            migrationBuilder.CreateIndex(
                name: "IX_Instances_DefinitionId_Status_CreatedAt",
                table: "Instances",
                columns: new[] { "DefinitionId", "Status", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Instances_DefinitionVersionId",
                table: "Instances",
                column: "DefinitionVersionId");

            migrationBuilder.CreateIndex(
                name: "IX_Instances_NeedsAttention",
                table: "Instances",
                column: "NeedsAttention",
                filter: "\"NeedsAttention\"");

            migrationBuilder.CreateIndex(
                name: "IX_Instances_SubjectType_SubjectId",
                table: "Instances",
                columns: new[] { "SubjectType", "SubjectId" });

            migrationBuilder.CreateIndex(
                name: "IX_Instances_SuspendedAt",
                table: "Instances",
                column: "SuspendedAt",
                filter: "\"SuspendedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_InsurancePolicies_ApplicationId_RecordedAt",
                table: "InsurancePolicies",
                columns: new[] { "ApplicationId", "RecordedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_InsurancePolicies_PersonId",
                table: "InsurancePolicies",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_InvitationCodes_CodeHash",
                table: "InvitationCodes",
                column: "CodeHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_IssuedDocuments_Code",
                table: "IssuedDocuments",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_IssuedDocuments_SubjectType_SubjectId",
                table: "IssuedDocuments",
                columns: new[] { "SubjectType", "SubjectId" });

            migrationBuilder.CreateIndex(
                name: "IX_JournalHeads_Dirty",
                table: "JournalHeads",
                column: "Dirty");

            migrationBuilder.CreateIndex(
                name: "IX_LeaveRequests_InstanceId",
                table: "LeaveRequests",
                column: "InstanceId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LeaveRequests_PlacementId_From",
                table: "LeaveRequests",
                columns: new[] { "PlacementId", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_VoucherId",
                table: "LedgerEntries",
                column: "VoucherId");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_CauseId",
                table: "Messages",
                column: "CauseId");

            migrationBuilder.CreateIndex(
                name: "IX_NoticeCorrections_NoticeId_Number",
                table: "NoticeCorrections",
                columns: new[] { "NoticeId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_NoticeLines_NoticeId",
                table: "NoticeLines",
                column: "NoticeId");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_Year_TownId",
                table: "Notices",
                columns: new[] { "Year", "TownId" });

            migrationBuilder.CreateIndex(
                name: "IX_NoticeVersions_NoticeId_Number",
                table: "NoticeVersions",
                columns: new[] { "NoticeId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Objections_ApplicationId",
                table: "Objections",
                column: "ApplicationId");

            migrationBuilder.CreateIndex(
                name: "IX_OfficerNotices_UserId_At",
                table: "OfficerNotices",
                columns: new[] { "UserId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_OpeningEntries_PersonId",
                table: "OpeningEntries",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_OpeningEntries_PlacementId",
                table: "OpeningEntries",
                column: "PlacementId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OpeningImports_ProposedAt",
                table: "OpeningImports",
                column: "ProposedAt");

            migrationBuilder.CreateIndex(
                name: "IX_OpeningImports_Sha256",
                table: "OpeningImports",
                column: "Sha256");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_IdempotencyKey",
                table: "Outbox",
                column: "IdempotencyKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_SentAt_NextAttemptAt",
                table: "Outbox",
                columns: new[] { "SentAt", "NextAttemptAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ParameterValues_Key_EffectiveFrom",
                table: "ParameterValues",
                columns: new[] { "Key", "EffectiveFrom" });

            migrationBuilder.CreateIndex(
                name: "IX_PayAccounts_AccountIndex",
                table: "PayAccounts",
                column: "AccountIndex");

            migrationBuilder.CreateIndex(
                name: "IX_PayAccounts_PersonId_IsCurrent",
                table: "PayAccounts",
                columns: new[] { "PersonId", "IsCurrent" });

            migrationBuilder.CreateIndex(
                name: "IX_People_IdNumberIndex",
                table: "People",
                column: "IdNumberIndex",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_People_Name",
                table: "People",
                column: "Name");

            migrationBuilder.CreateIndex(
                name: "IX_People_PhoneIndex",
                table: "People",
                column: "PhoneIndex");

            migrationBuilder.CreateIndex(
                name: "IX_PersonBars_ClueId",
                table: "PersonBars",
                column: "ClueId");

            migrationBuilder.CreateIndex(
                name: "IX_PersonBars_PersonId",
                table: "PersonBars",
                column: "PersonId",
                filter: "\"ClearedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PersonNotices_ApplicationId",
                table: "PersonNotices",
                column: "ApplicationId");

            migrationBuilder.CreateIndex(
                name: "IX_PersonNotices_PersonId_At",
                table: "PersonNotices",
                columns: new[] { "PersonId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_PlacementChanges_InstanceId",
                table: "PlacementChanges",
                column: "InstanceId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PlacementChanges_PlacementId",
                table: "PlacementChanges",
                column: "PlacementId");

            migrationBuilder.CreateIndex(
                name: "IX_PlacementPauses_PlacementId",
                table: "PlacementPauses",
                column: "PlacementId");

            migrationBuilder.CreateIndex(
                name: "IX_Placements_ApplicationId",
                table: "Placements",
                column: "ApplicationId",
                unique: true,
                filter: "\"ApplicationId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Placements_PersonId",
                table: "Placements",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Placements_PostNumber",
                table: "Placements",
                column: "PostNumber",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Placements_TownId_Status",
                table: "Placements",
                columns: new[] { "TownId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Placements_VillageId_Status",
                table: "Placements",
                columns: new[] { "VillageId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Placements_Year_TownId_Kind_Batch_Status",
                table: "Placements",
                columns: new[] { "Year", "TownId", "Kind", "Batch", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Posts_NoticeId",
                table: "Posts",
                column: "NoticeId");

            migrationBuilder.CreateIndex(
                name: "IX_PublicityEntries_ApplicationId",
                table: "PublicityEntries",
                column: "ApplicationId");

            migrationBuilder.CreateIndex(
                name: "IX_PublicityEntries_ListId_ApplicationId",
                table: "PublicityEntries",
                columns: new[] { "ListId", "ApplicationId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PublicityLists_RoundId_Number",
                table: "PublicityLists",
                columns: new[] { "RoundId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_QuotaLines_Year_Kind_TownId_Batch",
                table: "QuotaLines",
                columns: new[] { "Year", "Kind", "TownId", "Batch" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Rectifications_Number",
                table: "Rectifications",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Rectifications_SourceId",
                table: "Rectifications",
                column: "SourceId");

            migrationBuilder.CreateIndex(
                name: "IX_Rectifications_UnitId_OpenedAt",
                table: "Rectifications",
                columns: new[] { "UnitId", "OpenedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Renewals_InstanceId",
                table: "Renewals",
                column: "InstanceId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Renewals_PlacementId",
                table: "Renewals",
                column: "PlacementId");

            migrationBuilder.CreateIndex(
                name: "IX_Repayments_ClawbackId",
                table: "Repayments",
                column: "ClawbackId");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewItems_ApplicationId",
                table: "ReviewItems",
                column: "ApplicationId");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewItems_SessionId_ApplicationId",
                table: "ReviewItems",
                columns: new[] { "SessionId", "ApplicationId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReviewMeetings_NoticeId_VillageId",
                table: "ReviewMeetings",
                columns: new[] { "NoticeId", "VillageId" });

            migrationBuilder.CreateIndex(
                name: "IX_ReviewMembers_SessionId",
                table: "ReviewMembers",
                column: "SessionId");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewSessions_MeetingId_Number",
                table: "ReviewSessions",
                columns: new[] { "MeetingId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RoleAssignments_Role_UnitId",
                table: "RoleAssignments",
                columns: new[] { "Role", "UnitId" });

            migrationBuilder.CreateIndex(
                name: "IX_RoleAssignments_UserId",
                table: "RoleAssignments",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Rounds_TownId_Status",
                table: "Rounds",
                columns: new[] { "TownId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_SigningRequests_ApplicationId",
                table: "SigningRequests",
                column: "ApplicationId",
                unique: true,
                filter: "\"State\" NOT IN ('Declined', 'Withdrawn')");

            migrationBuilder.CreateIndex(
                name: "IX_SkipRequests_InstanceId_State",
                table: "SkipRequests",
                columns: new[] { "InstanceId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_SocialInsurancePayments_PlacementId_Month",
                table: "SocialInsurancePayments",
                columns: new[] { "PlacementId", "Month" },
                unique: true,
                filter: "\"CorrectedById\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_StatusChanges_ApplicationId",
                table: "StatusChanges",
                column: "ApplicationId");

            migrationBuilder.CreateIndex(
                name: "IX_SubsidyBatches_TownId_Kind_Year_Month_Sequence",
                table: "SubsidyBatches",
                columns: new[] { "TownId", "Kind", "Year", "Month", "Sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SubsidyBatches_Year_Month",
                table: "SubsidyBatches",
                columns: new[] { "Year", "Month" });

            migrationBuilder.CreateIndex(
                name: "IX_SubsidyLines_BatchId_Id",
                table: "SubsidyLines",
                columns: new[] { "BatchId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SubsidyLines_BatchId_Status",
                table: "SubsidyLines",
                columns: new[] { "BatchId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_SubsidyLines_PersonId",
                table: "SubsidyLines",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_SubsidyLines_PlacementId_Year_Month",
                table: "SubsidyLines",
                columns: new[] { "PlacementId", "Year", "Month" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Timers_DueAt",
                table: "Timers",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_Timers_TargetId",
                table: "Timers",
                column: "TargetId");

            migrationBuilder.CreateIndex(
                name: "IX_TipOffs_Code",
                table: "TipOffs",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TipOffs_ReceivedAt",
                table: "TipOffs",
                column: "ReceivedAt");

            migrationBuilder.CreateIndex(
                name: "IX_TrainingEnrolments_ApplicationId",
                table: "TrainingEnrolments",
                column: "ApplicationId");

            migrationBuilder.CreateIndex(
                name: "IX_TrainingEnrolments_ClassId_ApplicationId",
                table: "TrainingEnrolments",
                columns: new[] { "ClassId", "ApplicationId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_UserTasks_CompletedBy_CompletedAt",
                table: "UserTasks",
                columns: new[] { "CompletedBy", "CompletedAt" },
                filter: "\"CompletedBy\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_UserTasks_DefinitionId_CompletedAt_ActivityId_UnitId_Create~",
                table: "UserTasks",
                columns: new[] { "DefinitionId", "CompletedAt", "ActivityId", "UnitId", "CreatedAt", "Id" },
                filter: "\"CompletedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_UserTasks_GroupKey_InboxKey_InboxDue_Id",
                table: "UserTasks",
                columns: new[] { "GroupKey", "InboxKey", "InboxDue", "Id" },
                filter: "\"GroupKey\" IS NOT NULL AND \"InboxKey\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_UserTasks_InboxKey_InboxDue_Id",
                table: "UserTasks",
                columns: new[] { "InboxKey", "InboxDue", "Id" },
                filter: "\"InboxKey\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_UserTasks_InstanceId",
                table: "UserTasks",
                column: "InstanceId");

            migrationBuilder.CreateIndex(
                name: "IX_UserTasks_PersonId",
                table: "UserTasks",
                column: "PersonId",
                filter: "\"PersonId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_UserTasks_UnitId_InboxDue_Id",
                table: "UserTasks",
                columns: new[] { "UnitId", "InboxDue", "Id" },
                filter: "\"InboxKey\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Vouchers_BatchId",
                table: "Vouchers",
                column: "BatchId",
                filter: "\"BatchId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Vouchers_LineId_Kind",
                table: "Vouchers",
                columns: new[] { "LineId", "Kind" },
                filter: "\"LineId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Vouchers_PlacementId",
                table: "Vouchers",
                column: "PlacementId",
                filter: "\"PlacementId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Vouchers_ReversesId",
                table: "Vouchers",
                column: "ReversesId",
                unique: true,
                filter: "\"ReversesId\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Agreements");

            migrationBuilder.DropTable(
                name: "AllocationLines");

            migrationBuilder.DropTable(
                name: "Applications");

            migrationBuilder.DropTable(
                name: "AspNetUserClaims");

            migrationBuilder.DropTable(
                name: "AspNetUserLogins");

            migrationBuilder.DropTable(
                name: "AspNetUserTokens");

            migrationBuilder.DropTable(
                name: "Assessments");

            migrationBuilder.DropTable(
                name: "Attachments");

            migrationBuilder.DropTable(
                name: "AttendanceEntries");

            migrationBuilder.DropTable(
                name: "AttendanceSheets");

            migrationBuilder.DropTable(
                name: "BarredAccounts");

            migrationBuilder.DropTable(
                name: "Bookmarks");

            migrationBuilder.DropTable(
                name: "CalendarYears");

            migrationBuilder.DropTable(
                name: "ClawbackItems");

            migrationBuilder.DropTable(
                name: "Clawbacks");

            migrationBuilder.DropTable(
                name: "Clues");

            migrationBuilder.DropTable(
                name: "ComparisonEntries");

            migrationBuilder.DropTable(
                name: "ComparisonHits");

            migrationBuilder.DropTable(
                name: "ComparisonLists");

            migrationBuilder.DropTable(
                name: "DataRequests");

            migrationBuilder.DropTable(
                name: "Decisions");

            migrationBuilder.DropTable(
                name: "DefinitionVersions");

            migrationBuilder.DropTable(
                name: "Delegations");

            migrationBuilder.DropTable(
                name: "DismissalProposals");

            migrationBuilder.DropTable(
                name: "DocumentNumbers");

            migrationBuilder.DropTable(
                name: "DocumentTemplates");

            migrationBuilder.DropTable(
                name: "ExclusionOverrides");

            migrationBuilder.DropTable(
                name: "Exits");

            migrationBuilder.DropTable(
                name: "FollowUps");

            migrationBuilder.DropTable(
                name: "FormSubmissions");

            migrationBuilder.DropTable(
                name: "FormVersions");

            migrationBuilder.DropTable(
                name: "GroupJobItems");

            migrationBuilder.DropTable(
                name: "GroupJobs");

            migrationBuilder.DropTable(
                name: "HitReviews");

            migrationBuilder.DropTable(
                name: "HouseholdLinks");

            migrationBuilder.DropTable(
                name: "InspectionRetests");

            migrationBuilder.DropTable(
                name: "Inspections");

            migrationBuilder.DropTable(
                name: "InspectionSamples");

            migrationBuilder.DropTable(
                name: "Instances");

            migrationBuilder.DropTable(
                name: "InsurancePolicies");

            migrationBuilder.DropTable(
                name: "InvitationCodes");

            migrationBuilder.DropTable(
                name: "IssuedDocuments");

            migrationBuilder.DropTable(
                name: "JournalEntries");

            migrationBuilder.DropTable(
                name: "JournalHeads");

            migrationBuilder.DropTable(
                name: "LeaveRequests");

            migrationBuilder.DropTable(
                name: "LedgerEntries");

            migrationBuilder.DropTable(
                name: "Messages");

            migrationBuilder.DropTable(
                name: "MilestoneNotices");

            migrationBuilder.DropTable(
                name: "NoticeCorrections");

            migrationBuilder.DropTable(
                name: "NoticeLines");

            migrationBuilder.DropTable(
                name: "NoticeVersions");

            migrationBuilder.DropTable(
                name: "Objections");

            migrationBuilder.DropTable(
                name: "OfficerNotices");

            migrationBuilder.DropTable(
                name: "OpeningEntries");

            migrationBuilder.DropTable(
                name: "OpeningImports");

            migrationBuilder.DropTable(
                name: "Operations");

            migrationBuilder.DropTable(
                name: "Outbox");

            migrationBuilder.DropTable(
                name: "ParameterValues");

            migrationBuilder.DropTable(
                name: "PayAccounts");

            migrationBuilder.DropTable(
                name: "People");

            migrationBuilder.DropTable(
                name: "PersonBars");

            migrationBuilder.DropTable(
                name: "PersonNotices");

            migrationBuilder.DropTable(
                name: "PlacementChanges");

            migrationBuilder.DropTable(
                name: "PlacementPauses");

            migrationBuilder.DropTable(
                name: "Placements");

            migrationBuilder.DropTable(
                name: "PlanTotals");

            migrationBuilder.DropTable(
                name: "Posts");

            migrationBuilder.DropTable(
                name: "ProvincialRecords");

            migrationBuilder.DropTable(
                name: "PublicityEntries");

            migrationBuilder.DropTable(
                name: "PublicityLists");

            migrationBuilder.DropTable(
                name: "QuotaLines");

            migrationBuilder.DropTable(
                name: "Rectifications");

            migrationBuilder.DropTable(
                name: "Renewals");

            migrationBuilder.DropTable(
                name: "Repayments");

            migrationBuilder.DropTable(
                name: "ReviewItems");

            migrationBuilder.DropTable(
                name: "ReviewMeetings");

            migrationBuilder.DropTable(
                name: "ReviewMembers");

            migrationBuilder.DropTable(
                name: "ReviewSessions");

            migrationBuilder.DropTable(
                name: "RoleAssignments");

            migrationBuilder.DropTable(
                name: "Rounds");

            migrationBuilder.DropTable(
                name: "Settings");

            migrationBuilder.DropTable(
                name: "SigningRequests");

            migrationBuilder.DropTable(
                name: "SkipRequests");

            migrationBuilder.DropTable(
                name: "SocialInsurancePayments");

            migrationBuilder.DropTable(
                name: "StatusChanges");

            migrationBuilder.DropTable(
                name: "SubsidyBatches");

            migrationBuilder.DropTable(
                name: "SubsidyLines");

            migrationBuilder.DropTable(
                name: "Timers");

            migrationBuilder.DropTable(
                name: "TipOffs");

            migrationBuilder.DropTable(
                name: "TrainingClasses");

            migrationBuilder.DropTable(
                name: "TrainingEnrolments");

            migrationBuilder.DropTable(
                name: "Units");

            migrationBuilder.DropTable(
                name: "UserTaskEvents");

            migrationBuilder.DropTable(
                name: "UserTasks");

            migrationBuilder.DropTable(
                name: "Vouchers");

            migrationBuilder.DropTable(
                name: "AspNetUsers");

            migrationBuilder.DropTable(
                name: "Notices");
        }
    }
}
