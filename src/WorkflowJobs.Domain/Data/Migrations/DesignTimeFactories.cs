using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace WorkflowJobs.Domain.Data.Migrations;

// For `dotnet ef` alone; neither opens a connection when a migration is added:
//   dotnet tool restore
//   dotnet ef migrations add NAME --project src/WorkflowJobs.Domain --context SqliteDb --output-dir Data/Migrations/Sqlite
//   dotnet ef migrations add NAME --project src/WorkflowJobs.Domain --context PostgreSqlDb --output-dir Data/Migrations/PostgreSql

internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=:memory:").Options);
}

internal sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<PostgreSqlDb>
{
    public PostgreSqlDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgreSqlDb>().UseNpgsql("Host=none").Options);
}
