using Microsoft.EntityFrameworkCore;

namespace WorkflowJobs.Domain.Data;

/// <summary>The model on SQLite.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : AppDb(options);

/// <summary>The model on PostgreSQL.</summary>
public sealed class PostgreSqlDb(DbContextOptions<PostgreSqlDb> options) : AppDb(options);
