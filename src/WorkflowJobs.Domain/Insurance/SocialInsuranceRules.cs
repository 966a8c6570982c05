using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;

namespace WorkflowJobs.Domain.Insurance;

/// <summary>The employer's rates of a month, in ten-thousandths of the base.</summary>
public sealed record EmployerRates(int Pension, int Medical, int Unemployment, int Injury)
{
    public static EmployerRates From(ParameterSet set)
    {
        var rates = set.Map("social.employerRates");
        return new EmployerRates(rates["PENSION"], rates["MEDICAL"], rates["UNEMPLOYMENT"], rates["INJURY"]);
    }
}

/// <summary>What the employer's part should be, beside what was paid (DOMAIN §7, urban: the part actually paid counts). Pure.</summary>
public static class SocialInsuranceRules
{
    private const long TenThousand = 10_000;

    /// <summary>A share of the base, rounded half up to the 分.</summary>
    public static long Share(long baseFen, int rate) => ((baseFen * rate) + (TenThousand / 2)) / TenThousand;

    /// <summary>
    /// SOCIAL_RATE_DIFFERS for each kind that was paid otherwise than by the rates of the month: told, and no hindrance, since what was paid is what is subsidised.
    /// </summary>
    public static IReadOnlyList<Warning> Differences(string where, SocialInsurancePayment paid, EmployerRates rates)
    {
        (string Zh, string En, long Paid, int Rate)[] parts =
        [
            ("养老", "pension", paid.PensionFen, rates.Pension),
            ("医疗（含生育）", "medical", paid.MedicalFen, rates.Medical),
            ("失业", "unemployment", paid.UnemploymentFen, rates.Unemployment),
            ("工伤", "injury", paid.InjuryFen, rates.Injury),
        ];
        return
        [
            .. parts.Where(part => part.Paid != Share(paid.BaseFen, part.Rate)).Select(part => new Warning("SOCIAL_RATE_DIFFERS",
                $"{where}：{part.Zh}实缴{Yuan(part.Paid)}元，按费率应为{Yuan(Share(paid.BaseFen, part.Rate))}元，以实缴为准",
                $"{where}: {part.En} paid {Yuan(part.Paid)}, by the rate it would be {Yuan(Share(paid.BaseFen, part.Rate))}; what was paid counts.")),
        ];
    }

    private static string Yuan(long fen) => (fen / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
}
