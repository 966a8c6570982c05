namespace WorkflowJobs.Domain.Common;

/// <summary>Something the officer must see and that blocks nothing, e.g. a plan that does not add up (DOMAIN I1).</summary>
public sealed record Warning(string Code, string MessageZh, string MessageEn);
