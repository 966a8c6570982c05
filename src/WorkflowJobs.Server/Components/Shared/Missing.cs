namespace WorkflowJobs.Server.Components.Shared;

/// <summary>Marks a static page as "not found", with its words. Set while rendering, Blazor would take the status as a wish for no body at all.</summary>
internal static class Missing
{
    public static void Mark(HttpContext http) => http.Response.OnStarting(() =>
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
