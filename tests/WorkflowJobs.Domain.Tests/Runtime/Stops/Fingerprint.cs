using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Tests.Runtime.Stops;

/// <summary>The whole database as text: every row of every table.</summary>
internal static partial class Fingerprint
{
    /// <summary>To the letter: nothing at all has changed.</summary>
    public static async Task<string> Exact(IReader reader) => string.Join('\n', await Rows(reader));

    /// <summary>As two runs of the same have it: what is drawn anew each time (ids, hashes, seeds) is left out.</summary>
    public static async Task<string> Alike(IReader reader) =>
        string.Join('\n', (await Rows(reader)).Select(Alike).Order(StringComparer.Ordinal));

    public static string Alike(string text) => Clock().Replace(Seed().Replace(Drawn().Replace(text, "#"), "seed"), "time");

    private static Task<List<string>> Rows(IReader reader) => reader.Read(async (work, cancel) =>
    {
        var rows = new List<string>();
        var connection = work.Db.Database.GetDbConnection();
        foreach (var table in work.Db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Distinct().Order(StringComparer.Ordinal))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            command.Transaction = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(work.Db.Database.CurrentTransaction!);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
            {
                var row = new StringBuilder(table);
                for (var at = 0; at < reader.FieldCount; at++)
                    row.Append('|').Append(await reader.GetFieldValueAsync<object>(at, cancel) is var value && value is byte[] bytes ? "0x" + Convert.ToHexString(bytes) : value);
                rows.Add(row.ToString());
            }
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    });

    /// <summary>Ids, bytes, hashes and what is made of them: words of twenty digits and letters, Base64 of a hash or of half of one, runs of twelve or more hexadecimal digits, a paper's code.</summary>
    [GeneratedRegex("0x[0-9A-F]+|(?<![A-Za-z0-9+/])([0-9a-v]{20}|[A-Za-z0-9+/]{22}|[A-Za-z0-9+/]{43})(?![A-Za-z0-9+/])|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{12,}|[0-9A-Z]{4}(-[0-9A-Z]{4}){3}")]
    private static partial Regex Drawn();

    /// <summary>Instants to the second, and the seconds at which a sign-in ends: a server's clock runs.</summary>
    [GeneratedRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?|(?<=#\\|)1[0-9]{9}$")]
    private static partial Regex Clock();

    [GeneratedRegex("\"seed\":-?[0-9]+")]
    private static partial Regex Seed();
}
