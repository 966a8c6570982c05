namespace WorkflowJobs.Domain.Identity;

public enum Sex
{
    Male,
    Female,
}

public static class SexCodes
{
    /// <summary>M or F, as stored.</summary>
    public static string Code(this Sex sex) => sex == Sex.Male ? "M" : "F";

    public static string Zh(this Sex sex) => sex == Sex.Male ? "男" : "女";

    public static Sex? Parse(string? code) => code switch
    {
        "M" or "男" => Sex.Male,
        "F" or "女" => Sex.Female,
        _ => null,
    };
}
