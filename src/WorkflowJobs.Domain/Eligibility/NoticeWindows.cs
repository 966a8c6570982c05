using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Plans;

namespace WorkflowJobs.Domain.Eligibility;

/// <summary>A group as a notice prints it: with the dates of birth that qualify, so that nobody argues about “至65周岁” (DOMAIN §5.1).</summary>
public sealed record NoticeWindow(string Category, string Zh, string En);

/// <summary>The groups that a notice invites, with their birth windows on its closing date.</summary>
public static class NoticeWindows
{
    public static IReadOnlyList<NoticeWindow> For(PostKind kind, DateOnly asOf, EligibilityParameters parameters) =>
        [.. Categories.Of(kind).Select(category => Window(category, asOf, parameters))];

    private static NoticeWindow Window(Category category, DateOnly asOf, EligibilityParameters parameters)
    {
        var (zh, en) = Text(category.Code, asOf, parameters);
        return new NoticeWindow(category.Code, $"{category.NameZh}{(zh.Length > 0 ? "：" : "")}{zh}", $"{category.NameEn}{(en.Length > 0 ? ": " : "")}{en}");
    }

    private static (string Zh, string En) Text(string category, DateOnly asOf, EligibilityParameters parameters)
    {
        var woman = parameters.BoundsOf(category, Sex.Female)?.BirthWindow(asOf);
        var man = parameters.BoundsOf(category, Sex.Male)?.BirthWindow(asOf);
        return category switch
        {
            Categories.UrbanOlder => (
                $"女{Zh(woman!.Value)}、男{Zh(man!.Value)}，且未达法定退休年龄",
                $"women {En(woman.Value)}, men {En(man.Value)}, and not yet at the statutory retirement age"),
            Categories.UrbanZeroEmployment => ($"{Zh(woman!.Value)}，且未达法定退休年龄", $"{En(woman.Value)}, and not yet at the statutory retirement age"),
            Categories.UrbanOther => ("未达法定退休年龄", "not yet at the statutory retirement age"),
            Categories.RuralMother or Categories.UrbanMother => (
                $"{parameters.MotherChildren}名以上子女{Zh(MinorChild(asOf, parameters))}",
                $"{parameters.MotherChildren} or more children {En(MinorChild(asOf, parameters))}"),
            Categories.RuralSingleParent => (
                $"{Zh(woman!.Value)}，子女{Zh(MinorChild(asOf, parameters))}",
                $"{En(woman.Value)}, with a child {En(MinorChild(asOf, parameters))}"),
            _ => (Zh(woman!.Value), En(woman.Value)),
        };
    }

    private static BirthWindow MinorChild(DateOnly asOf, EligibilityParameters parameters) =>
        new(new AgeBounds(null, parameters.ChildUnder - 1, UpperAgeMode.CompletedYears).BirthWindow(asOf).Earliest, null);

    private static string Zh(BirthWindow window) => window switch
    {
        { Earliest: { } first, Latest: { } last } => $"{first.Iso()}至{last.Iso()}出生",
        { Earliest: { } first } => $"{first.Iso()}及以后出生",
        { Latest: { } last } => $"{last.Iso()}及以前出生",
        _ => "年龄不限",
    };

    private static string En(BirthWindow window) => window switch
    {
        { Earliest: { } first, Latest: { } last } => $"born {first.Iso()} to {last.Iso()}",
        { Earliest: { } first } => $"born on or after {first.Iso()}",
        { Latest: { } last } => $"born on or before {last.Iso()}",
        _ => "of any age",
    };
}
