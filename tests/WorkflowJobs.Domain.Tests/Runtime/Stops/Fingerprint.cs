using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace WorkflowJobs.Domain.Tests.Runtime.Stops;

/// <summary>The whole database as text: every row of every table.</summary>
internal static partial class Fingerprint
{
    /// <summary>To the letter: nothing at all has changed.</summary>
    public static async Task<string> Exact(RuntimeFixture runtime) => string.Join('\n', await Rows(runtime));

    /// <summary>As two runs of the same have it: what is drawn anew each time (ids, hashes, seeds) is left out.</summary>
    public static async Task<string> Alike(RuntimeFixture runtime) =>
        string.Join('\n', (await Rows(runtime)).Select(Alike).Order(StringComparer.Ordinal));

    public static string Alike(string text) => Seed().Replace(Drawn().Replace(text, "#"), "seed");

    private static Task<List<string>> Rows(RuntimeFixture runtime) => runtime.Read(async work =>
    {
        var rows = new List<string>();
        var connection = work.Db.Database.GetDbConnection();
        foreach (var table in work.Db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Distinct().Order(StringComparer.Ordinal))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            command.Transaction = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(work.Db.Database.CurrentTransaction!);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var row = new StringBuilder(table);
                for (var at = 0; at < reader.FieldCount; at++)
                    row.Append('|').Append(await reader.GetFieldValueAsync<object>(at) is var value && value is byte[] bytes ? Convert.ToHexString(bytes) : value);
                rows.Add(row.ToString());
            }
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    });

    /// <summary>Ids, hashes and what is made of them: words of twenty digits and letters, Base64 of a hash or of half of one, runs of twelve or more hexadecimal digits.</summary>
    [GeneratedRegex("(?<![A-Za-z0-9+/])([0-9a-v]{20}|[A-Za-z0-9+/]{22}|[A-Za-z0-9+/]{43})(?![A-Za-z0-9+/])|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{12,}")]
    private static partial Regex Drawn();

    [GeneratedRegex("\"seed\":-?[0-9]+")]
    private static partial Regex Seed();
}
