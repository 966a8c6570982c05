namespace WorkflowJobs.Browser.Tests;

/// <summary>A picture of one pixel, whole from its signature to IEND.</summary>
internal static class SmallPng
{
    public static byte[] Bytes { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
}
