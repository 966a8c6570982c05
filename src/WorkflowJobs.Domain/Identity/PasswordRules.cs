namespace WorkflowJobs.Domain.Identity;

/// <summary>What a password must be: long rather than odd (DOMAIN §9.4).</summary>
public static class PasswordRules
{
    public const int MinLength = 10;
    public const int MaxLength = 128;

    /// <summary>Length, a letter and a digit, more than a few different characters, and not the user's own name.</summary>
    public static bool IsGoodEnough(string? password, string? userName) =>
        password is { Length: >= MinLength and <= MaxLength }
        && password.Any(char.IsLetter) && password.Any(char.IsDigit)
        && password.Distinct().Count() >= 5
        && (string.IsNullOrEmpty(userName) || !password.Contains(userName, StringComparison.OrdinalIgnoreCase));
}
