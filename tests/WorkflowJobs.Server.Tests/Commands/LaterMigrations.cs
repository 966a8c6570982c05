using System.Reflection;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Internal;

namespace WorkflowJobs.Server.Tests.Commands;

#pragma warning disable EF1001 // How the mapper finds its migrations is its own affair; that a version has one more cannot be said otherwise.
/// <summary>The migrations of this program and one more: those of a later version of it.</summary>
internal sealed class MigrationsWith<T>(ICurrentDbContext context, IDbContextOptions options, IMigrationsIdGenerator ids, IDiagnosticsLogger<Microsoft.EntityFrameworkCore.DbLoggerCategory.Migrations> log)
    : MigrationsAssembly(context, options, ids, log)
    where T : Migration
{
    public override IReadOnlyDictionary<string, TypeInfo> Migrations =>
        new SortedList<string, TypeInfo>(base.Migrations.ToDictionary(), StringComparer.Ordinal) { [typeof(T).GetCustomAttribute<MigrationAttribute>()!.Id] = typeof(T).GetTypeInfo() };
}
#pragma warning restore EF1001

/// <summary>A column, filled from what is there, and an index.</summary>
[Migration(Id)]
internal sealed class LaterMigration : Migration
{
    public const string Id = "99980101000000_Later";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Motto", "Units", nullable: true);
        migrationBuilder.Sql("""UPDATE "Units" SET "Motto" = "Name" """);
        migrationBuilder.CreateIndex("IX_Units_Motto", "Units", "Motto");
    }
}

/// <summary>One that breaks after a part of it was done.</summary>
[Migration(Id)]
internal sealed class BrokenMigration : Migration
{
    public const string Id = "99980101000000_Broken";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Motto", "Units", nullable: true);
        migrationBuilder.Sql("""UPDATE "Units" SET "NoSuchColumn" = "Name" """);
    }
}
