using System.Collections.Frozen;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>Whether an account is the worker's own (DOMAIN §7, payment safety; S24). Pure.</summary>
public static class AccountRules
{
    private static readonly string[] UnitWords = ["委员会", "村委", "居委", "社区", "合作社", "公司", "集体", "财政所", "人民政府", "办事处", "服务中心", "站", "厂"];
    private static readonly FrozenSet<char> Blanks = " 　·•．.".ToFrozenSet();

    /// <summary>Codes of what is wrong with the holder: UNIT_ACCOUNT, HOLDER_NAME, HOLDER_ID; empty when name and number are the worker's.</summary>
    /// <param name="holderId">The holder's identity number as the bank states it; null when it does not.</param>
    public static IReadOnlyList<string> Faults(string name, string idNumber, string holder, string? holderId)
    {
        var found = new List<string>();
        var (own, stated) = (Bare(name), Bare(holder));
        if (own != stated)
            found.Add(stated.Length > 4 && UnitWords.Any(word => stated.Contains(word, StringComparison.Ordinal)) ? HoldCodes.UnitAccount : HoldCodes.HolderName);
        if (holderId is { Length: > 0 } number && !string.Equals(number.Trim(), idNumber, StringComparison.OrdinalIgnoreCase))
            found.Add(HoldCodes.HolderId);
        return found;
    }

    /// <summary>A bank's number: 8 to 30 digits, blanks left out; ACCOUNT_NUMBER otherwise.</summary>
    public static Result<string> Number(string? text)
    {
        var digits = string.Concat((text ?? "").Where(letter => !char.IsWhiteSpace(letter) && letter != '-'));
        return digits.Length is >= 8 and <= 30 && digits.All(char.IsAsciiDigit)
            ? digits
            : new Refusal("ACCOUNT_NUMBER", "账号应为8至30位数字", "An account is 8 to 30 digits.") { Status = 400 };
    }

    private static string Bare(string name) => string.Concat(name.Where(letter => !Blanks.Contains(letter)));
}
