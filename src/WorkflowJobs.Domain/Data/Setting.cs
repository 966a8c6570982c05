namespace WorkflowJobs.Domain.Data;

/// <summary>Small named values of the installation: the demo clock's offset, the data format, the last sweep.</summary>
public sealed class Setting
{
    public required string Key { get; init; }
    public required string Value { get; set; }
}

public static class SettingRows
{
    /// <summary>Sets a value in the caller's unit of work, whether or not there was one.</summary>
    public static async Task Put(this AppDb db, string key, string value, CancellationToken cancel)
    {
        if (await db.Settings.FindAsync([key], cancel) is { } row)
            row.Value = value;
        else
            db.Settings.Add(new Setting { Key = key, Value = value });
    }
}
