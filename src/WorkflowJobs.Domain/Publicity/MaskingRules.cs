using System.Globalization;
using WorkflowJobs.Domain.Parameters;

namespace WorkflowJobs.Domain.Publicity;

/// <summary>How much a public list shows (DOMAIN §9.2).</summary>
public sealed record MaskingParameters(bool FullName, bool FirstSixOfId, bool GroupClass)
{
    public static MaskingParameters From(ParameterSet set) => new(
        set.Text("masking.name") == "FULL",
        set.Text("masking.id") == "FIRST6_LAST4",
        set.Text("masking.category") == "GROUP_CLASS");
}

/// <summary>What is known of a person on a list. The masked ID is all that these rules need of the number.</summary>
public sealed record ListedPerson(string Key, string Name, string IdMasked, string Village, string CategoryCode);

/// <summary>What the public sees of a person.</summary>
public sealed record PublicEntry(string Key, string Name, string Id, string Village, string Category);

/// <summary>De-identification of public lists: never a full number, phone, address, illness, income, single-parent or child data.</summary>
public static class MaskingRules
{
    /// <summary>“符合安置条件”: all that is said of a group by default.</summary>
    public const string MeetsConditions = "符合安置条件";

    /// <summary>The public entries of a list, in its order. Namesakes of one village are told apart by the last four of the ID (S09).</summary>
    public static IReadOnlyList<PublicEntry> PublicEntries(IReadOnlyList<ListedPerson> people, MaskingParameters parameters)
    {
        var shown = people.Select(p => parameters.FullName ? p.Name : MaskName(p.Name)).ToList();
        return
        [
            .. people.Select((person, i) =>
            {
                var repeated = people.Where((other, j) => j != i && other.Village == person.Village && shown[j] == shown[i]).Any();
                return new PublicEntry(
                    person.Key,
                    repeated ? $"{shown[i]}（{Last4(person.IdMasked)}）" : shown[i],
                    parameters.FirstSixOfId ? person.IdMasked : Last4(person.IdMasked),
                    person.Village,
                    parameters.GroupClass ? GroupClass(person.CategoryCode) : MeetsConditions);
            }),
        ];
    }

    /// <summary>First and last character stay: 张*三, 司**厚; of two only the first: 张*.</summary>
    public static string MaskName(string name)
    {
        var text = new StringInfo(name.Trim());
        return text.LengthInTextElements switch
        {
            0 => "",
            1 => "*",
            2 => text.SubstringByTextElements(0, 1) + "*",
            _ => text.SubstringByTextElements(0, 1) + new string('*', text.LengthInTextElements - 2) + text.SubstringByTextElements(text.LengthInTextElements - 1),
        };
    }

    /// <summary>139****5678; landlines keep their last four.</summary>
    public static string MaskPhone(string phone) => phone.Length switch
    {
        11 when phone[0] == '1' => string.Concat(phone.AsSpan(0, 3), "****", phone.AsSpan(7)),
        > 4 => new string('*', phone.Length - 4) + phone[^4..],
        _ => new string('*', phone.Length),
    };

    /// <summary>The last four digits of a bank account.</summary>
    public static string MaskAccount(string account) => account.Length > 4 ? new string('*', account.Length - 4) + account[^4..] : new string('*', account.Length);

    /// <summary>
    /// The class of a group that may be published. Disability, low income, single parents and mothers stay unnamed even so:
    /// the group itself would tell illness, income or family.
    /// </summary>
    private static string GroupClass(string category) => category switch
    {
        Eligibility.Categories.RuralOlder => "农村大龄人员",
        Eligibility.Categories.UrbanOlder => "城镇大龄失业人员",
        Eligibility.Categories.RuralYouth or Eligibility.Categories.UrbanYouth => "登记失业青年",
        _ => MeetsConditions,
    };

    private static string Last4(string id) => id.Length >= 4 ? id[^4..] : "";
}
