using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace WorkflowJobs.Domain.Data.Rows;

/// <summary>One column of a plain row: how its value goes into a parameter and comes out of a reader.</summary>
internal sealed class RowColumn
{
    private readonly Func<object, object?> get;
    private readonly Action<object, object?> set;
    private readonly Func<object?, object?>? toProvider;
    private readonly Func<object?, object?>? fromProvider;
    private readonly Type provider;
    private readonly RelationalTypeMapping mapping;

    public RowColumn(IProperty property)
    {
        var member = property.PropertyInfo ?? throw new InvalidOperationException($"{property.DeclaringType.Name}.{property.Name} is no plain property.");
        (Property, Name, IsToken) = (property, property.GetColumnName(), property.IsConcurrencyToken);
        mapping = property.GetRelationalTypeMapping();
        provider = Nullable.GetUnderlyingType(mapping.Converter?.ProviderClrType ?? property.ClrType) ?? mapping.Converter?.ProviderClrType ?? property.ClrType;
        (toProvider, fromProvider) = (mapping.Converter?.ConvertToProvider, mapping.Converter?.ConvertFromProvider);
        var (row, value) = (Expression.Parameter(typeof(object)), Expression.Parameter(typeof(object)));
        var typed = Expression.Property(Expression.Convert(row, member.DeclaringType!), member);
        get = Expression.Lambda<Func<object, object?>>(Expression.Convert(typed, typeof(object)), row).Compile();
        set = Expression.Lambda<Action<object, object?>>(Expression.Assign(typed, Expression.Convert(value, member.PropertyType)), row, value).Compile();
    }

    public IProperty Property { get; }

    public string Name { get; }

    /// <summary>An update must find the value that was read.</summary>
    public bool IsToken { get; }

    public object? Of(object row) => get(row);

    /// <summary>A value of the property as the database stores it.</summary>
    public object Stored(object? value) => value is null ? DBNull.Value : (toProvider is null ? value : toProvider(value)) ?? DBNull.Value;

    /// <summary>A parameter of the column's type, without a name: parameters go by position.</summary>
    public DbParameter Parameter(DbCommand maker, string name)
    {
        var parameter = mapping.CreateParameter(maker, name, null, true);
        parameter.ParameterName = name;
        return parameter;
    }

    public void Read(DbDataReader reader, int ordinal, object into)
    {
        if (reader.IsDBNull(ordinal))
            return;
        object stored = provider switch
        {
            _ when provider == typeof(string) => reader.GetString(ordinal),
            _ when provider == typeof(long) => reader.GetInt64(ordinal),
            _ when provider == typeof(int) => reader.GetInt32(ordinal),
            _ when provider == typeof(bool) => reader.GetBoolean(ordinal),
            _ when provider == typeof(byte[]) => reader.GetFieldValue<byte[]>(ordinal),
            _ => throw new InvalidOperationException($"{Property.DeclaringType.Name}.{Property.Name} is stored as {provider.Name}, which plain rows do not read."),
        };
        set(into, fromProvider is null ? stored : fromProvider(stored));
    }
}

/// <summary>An entity type as plain SQL, made once of EF's model, so that both ways of writing a row store it alike.</summary>
internal sealed class RowShape
{
    private readonly Func<object> create;

    public RowShape(IEntityType entity)
    {
        if (entity.GetForeignKeys().Any() || entity.GetIndexes().Any(index => index.IsUnique))
            throw new InvalidOperationException($"{entity.DisplayName()} has a foreign key or a unique index: the order of its writes is EF's to find.");
        Columns = [.. entity.GetProperties().Select(property => new RowColumn(property))];
        Key = [.. entity.FindPrimaryKey()!.Properties.Select(property => Columns.First(column => column.Property == property))];
        Tokens = [.. Columns.Where(column => column.IsToken)];
        create = Expression.Lambda<Func<object>>(Expression.New(entity.ClrType)).Compile();
        Table = Quote(entity.GetTableName()!);
        var names = string.Join(", ", Columns.Select(column => Quote(column.Name)));
        Insert = $"INSERT INTO {Table} ({names}) VALUES ({string.Join(", ", Columns.Select((_, at) => Mark(at)))})";
        Select = $"SELECT {names} FROM {Table} WHERE {Matches(Key, 0)}";
        Delete = $"DELETE FROM {Table} WHERE {Matches([.. Key, .. Tokens], 0)}";
    }

    public IReadOnlyList<RowColumn> Columns { get; }

    public IReadOnlyList<RowColumn> Key { get; }

    public IReadOnlyList<RowColumn> Tokens { get; }

    public string Table { get; }

    public string Insert { get; }

    public string Select { get; }

    public string Delete { get; }

    public string Update(IReadOnlyList<RowColumn> changed) =>
        $"UPDATE {Table} SET {string.Join(", ", changed.Select((column, at) => $"{Quote(column.Name)} = {Mark(at)}"))} WHERE {Matches([.. Key, .. Tokens], changed.Count)}";

    public string DeleteWhere(RowColumn column) => $"DELETE FROM {Table} WHERE {Matches([column], 0)}";

    public object Read(DbDataReader reader)
    {
        var row = create();
        for (var at = 0; at < Columns.Count; at++)
            Columns[at].Read(reader, at, row);
        return row;
    }

    public bool HasKey(EntityEntry entry, IReadOnlyList<object> key)
    {
        for (var at = 0; at < Key.Count; at++)
            if (!Equals(Key[at].Of(entry.Entity), key[at]))
                return false;
        return true;
    }

    /// <summary>Positional parameters in both databases: <c>$1</c> is also a legal name in SQLite.</summary>
    public static string Mark(int at) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"${at + 1}");

    private static string Matches(IReadOnlyList<RowColumn> columns, int first) =>
        string.Join(" AND ", columns.Select((column, at) => $"{Quote(column.Name)} = {Mark(first + at)}"));

    private static string Quote(string name) => "\"" + name + "\"";
}
