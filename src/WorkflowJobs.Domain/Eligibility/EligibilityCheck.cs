using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Plans;

namespace WorkflowJobs.Domain.Eligibility;

/// <summary>
/// The gates of DOMAIN §5.3 in their order: G1 identity, G2 residence, G3 group, G4 fitness, G5 the exclusions E1 to E12,
/// G6 quota. All gates are looked at, so that the officer sees everything; the first that stops names the code.
/// </summary>
public static class EligibilityCheck
{
    /// <param name="facts">What is known of the applicant.</param>
    /// <param name="kind">Kind of the post applied for.</param>
    /// <param name="asOf">The closing date of the batch; ages and validity count on it.</param>
    /// <param name="parameters">The bounds in force.</param>
    /// <param name="askedOn">The day of the check, which decides the retirement law; the as-of date when null.</param>
    public static EligibilityResult Check(ApplicantFacts facts, PostKind kind, DateOnly asOf, EligibilityParameters parameters, DateOnly? askedOn = null)
    {
        var parsed = CitizenId.Parse(facts.IdNumber, asOf);
        if (parsed.Refusal is { } refusal)
            return Ended([new GateResult("G1", new Finding(CitizenId.Family, refusal.MessageZh, refusal.MessageEn) { Detail = refusal.Code })], [], []);

        var id = parsed.Value!;
        var rules = new ClaimRules(facts, id, asOf, askedOn ?? asOf, parameters);
        IReadOnlyList<ClaimResult> claims = [.. facts.Claims.Where(c => Categories.Find(c.Code)?.Kind == kind).Select(rules.Check)];
        var exclusions = Exclusions(facts, RetirementRules.Exclusion(id, facts.WomanCategory, kind, facts.AgreementStart ?? asOf, askedOn ?? asOf), parameters);
        IReadOnlyList<GateResult> gates =
        [
            new("G1", PersonIsAlive(facts) ?? PersonHasNoOtherActiveApplication(facts)),
            new("G2", ResidenceFitsThePost(facts, kind, parameters)),
            new("G3", OneGroupIsTrue(claims, kind)),
            new("G4", PersonIsFit(facts)),
            new("G5", exclusions.Where(e => e.Grade == ExclusionGrade.Hard).Select(e => new Finding(e.Code, e.Zh, e.En) { Detail = Name(e.Variant) }).FirstOrDefault()),
            new("G6", APlaceIsLeft(facts)),
        ];
        return Ended(gates, claims, [.. Warnings(facts, id, kind), .. exclusions.Where(e => e.Grade != ExclusionGrade.Hard).Select(e => new Warning(e.Code, e.Zh, e.En))]);

        EligibilityResult Ended(IReadOnlyList<GateResult> gates, IReadOnlyList<ClaimResult> claims, IReadOnlyList<Warning> warnings) =>
            new(OutcomeOf(gates), asOf, gates, claims, warnings);
    }

    private static EligibilityOutcome OutcomeOf(IReadOnlyList<GateResult> gates) => gates.FirstOrDefault(g => !g.Passed)?.Gate switch
    {
        null => EligibilityOutcome.Eligible,
        "G6" => EligibilityOutcome.Waitlist,
        _ => EligibilityOutcome.Ineligible,
    };

    private static Finding? PersonIsAlive(ApplicantFacts facts) =>
        facts.Deceased || facts.Exclusions.Any(found => found.Code == ExclusionCodes.Deceased) ? new Finding("DECEASED", "该人员已登记死亡", "The person is recorded as deceased.") : null;

    private static Finding? PersonHasNoOtherActiveApplication(ApplicantFacts facts) => facts.ActiveElsewhere
        ? new Finding("DUPLICATE_ACTIVE", "在本区已有进行中的申请或已在岗", "There is already an active application or post in this district.")
        : null;

    private static Finding? ResidenceFitsThePost(ApplicantFacts facts, PostKind kind, EligibilityParameters parameters)
    {
        var wanted = kind == PostKind.Rural ? RegisterKind.Rural : RegisterKind.Urban;
        var byRegister = facts.RegisteredInTown && facts.Register == wanted;
        var byLiving = parameters.ResidentCounts && facts.ResidentInTown && facts.ResidentUnitIsUrban == (kind == PostKind.Urban);
        if (byRegister || byLiving)
            return null;
        var (zh, en) = parameters.ResidentCounts ? ("户籍或常住地", "register or residence") : ("户籍", "register");
        return kind == PostKind.Rural
            ? new Finding("RESIDENCE_MISMATCH", $"乡村公益性岗位须为本镇街农村户籍{(parameters.ResidentCounts ? "或常住本镇街村" : "")}，填报的{zh}不符", $"A rural post needs a rural household of this town; the {en} given does not match.")
            : new Finding("RESIDENCE_MISMATCH", $"城镇公益性岗位须为本镇街城镇户籍{(parameters.ResidentCounts ? "或常住本镇街社区" : "")}，填报的{zh}不符", $"An urban post needs an urban household of this town; the {en} given does not match.");
    }

    private static Finding? OneGroupIsTrue(IReadOnlyList<ClaimResult> claims, PostKind kind)
    {
        if (claims.Any(c => c.Satisfied))
            return null;
        if (claims.Count == 0)
        {
            var (zh, en) = kind == PostKind.Rural ? ("乡村", "rural") : ("城镇", "urban");
            return new Finding("NO_CATEGORY", $"没有申报{zh}公益性岗位的安置类别", $"No group that may hold a {en} post was claimed.") { Curable = true };
        }

        var single = claims.Count == 1;
        return new Finding(
            "NO_CATEGORY",
            string.Join('；', claims.Select(c => (single ? "" : Categories.Find(c.Category)!.NameZh + "：") + string.Join('，', c.Reasons.Select(r => r.Zh)))),
            string.Join(' ', claims.Select(c => (single ? "" : Categories.Find(c.Category)!.NameEn + ": ") + string.Join(' ', c.Reasons.Select(r => r.En)))))
        {
            Curable = claims.Any(c => c.Reasons.All(r => r.Curable)),
        };
    }

    private static Finding? PersonIsFit(ApplicantFacts facts)
    {
        var missing = new List<(string Zh, string En)>();
        if (!facts.Able)
            missing.Add(("劳动能力", "ability to work"));
        if (!facts.Willing)
            missing.Add(("就业意愿", "willingness"));
        if (!facts.Healthy)
            missing.Add(("健康承诺", "health declaration"));
        return missing.Count == 0 ? null : new Finding(
            "UNFIT",
            $"不具备：{string.Join('、', missing.Select(m => m.Zh))}",
            $"Lacking: {string.Join(", ", missing.Select(m => m.En))}.");
    }

    /// <summary>G5: what the applicant declares (E1, E2), the retirement date and what was found, by the grade of each, each code once; what is switched off is not looked at.</summary>
    private static List<(string Code, string Variant, ExclusionGrade Grade, string Zh, string En)> Exclusions(ApplicantFacts facts, ExclusionFact? retired, EligibilityParameters parameters)
    {
        var declared = new List<ExclusionFact>();
        if (facts.InSchool)
            declared.Add(new ExclusionFact(ExclusionCodes.Student));
        if (facts.DrawsPension)
            declared.Add(new ExclusionFact(ExclusionCodes.Pension));
        else if (retired is not null)
            declared.Add(retired);
        var all = new List<(string Code, string Variant, ExclusionGrade Grade, string Zh, string En)>();
        foreach (var fact in declared.Where(fact => facts.Exclusions.All(found => found.Code != fact.Code)))
        {
            var (zh, en) = ExclusionRules.Sentence(fact);
            all.Add((fact.Code, fact.Variant, parameters.Exclusions.GradeOf(fact.Code, fact.Variant), zh, en));
        }

        all.AddRange(facts.Exclusions.Where(found => found.Code != ExclusionCodes.Deceased).Select(found => (found.Code, found.Variant, found.Grade, found.Zh, found.En)));
        return all.FindAll(e => e.Grade != ExclusionGrade.Off);
    }

    private static string? Name(string variant) => variant.Length == 0 ? null : variant;

    private static Finding? APlaceIsLeft(ApplicantFacts facts) =>
        facts.PlacesLeft is <= 0 ? new Finding("WAITLIST", "名额已满，列入候补", "No place is left; waitlisted.") : null;

    private static IReadOnlyList<Warning> Warnings(ApplicantFacts facts, CitizenId id, PostKind kind)
    {
        var warnings = new List<Warning>();
        if (facts.DeclaredSex is { } declared && id.SexMismatch(declared) is { } mismatch)
            warnings.Add(mismatch);
        if (kind == PostKind.Urban && StatutoryRetirement.CategoryOf(id.Sex, facts.WomanCategory).NeedsConfirmation)
            warnings.Add(new Warning(
                "WOMAN_CATEGORY_UNCONFIRMED",
                "女性退休类别不明，暂按50周岁类别计算，请人工确认（档案或社保记录）",
                "The woman's retirement category is unknown; worked out as woman50. Please confirm by employment file or insurance record."));
        return warnings;
    }
}
