using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using WorkflowJobs.Domain.Data;

namespace WorkflowJobs.Domain.Identity;

/// <summary>A column of the model that holds something sealed. Found by its name, so that no column is forgotten: …Cipher, or WrappedKey.</summary>
internal sealed record SealedColumn(string Table, string Key, string Column, bool IsKey)
{
    public string Purpose => IsKey ? AesVault.WrapPurpose : AesVault.SystemPurpose;

    /// <exception cref="InvalidOperationException">A column of bytes has another name, or its table another key than one text.</exception>
    public static IReadOnlyList<SealedColumn> Of(AppDb db) =>
        [.. db.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties().Where(property => property.ClrType == typeof(byte[])).Select(property => Of(entity, property)))];

    private static SealedColumn Of(IEntityType entity, IProperty property)
    {
        var key = entity.FindPrimaryKey()!.Properties;
        if (key.Count != 1 || key[0].ClrType != typeof(string) || (!property.Name.EndsWith("Cipher", StringComparison.Ordinal) && property.Name != nameof(Person.WrappedKey)))
            throw new InvalidOperationException($"{entity.Name}.{property.Name} holds bytes, but is no sealed column of a table with one text as its key.");
        return new SealedColumn(entity.GetTableName()!, key[0].GetColumnName(), property.GetColumnName(), property.Name == nameof(Person.WrappedKey));
    }

    public async Task<IReadOnlyList<(string Id, byte[] Cipher)>> Read(AppDb db, string after, int atMost, CancellationToken cancel)
    {
        await using var command = Command(db, $"SELECT \"{Key}\", \"{Column}\" FROM \"{Table}\" WHERE \"{Key}\" > @after AND \"{Column}\" IS NOT NULL ORDER BY \"{Key}\" LIMIT {atMost}", ("after", after));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<(string, byte[])>();
        while (await reader.ReadAsync(cancel))
            rows.Add((reader.GetString(0), (byte[])reader.GetValue(1)));
        return rows;
    }

    public async Task<int> Update(AppDb db, string id, byte[] cipher, CancellationToken cancel)
    {
        await using var command = Command(db, $"UPDATE \"{Table}\" SET \"{Column}\" = @cipher WHERE \"{Key}\" = @id", ("cipher", cipher), ("id", id));
        return await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The names are the model's own, the values parameters.</summary>
    private static DbCommand Command(AppDb db, string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = text;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
