using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Plans;

/// <summary>A line as the district proposes it.</summary>
public sealed record ProposedLine(PostKind Kind, string TownId, int Batch, int Number, string PostNames)
{
    public LineKey Key => new(Kind, TownId, Batch);
}

/// <summary>A total as the district proposes it.</summary>
public sealed record ProposedTotal(TotalKey Key, int Number);

/// <summary>What stands in the way of a year's allocation (DOMAIN §8, stage 0). That it does not add up is a warning, never a block (I1). Pure.</summary>
public static class AllocationRules
{
    /// <summary>ALLOCATION_LINE_TWICE, ALLOCATION_BELOW_TAKEN or ALLOCATION_LINE_IN_USE, each at its row; empty when it may take effect.</summary>
    public static IReadOnlyList<FieldError> Check(IReadOnlyList<ProposedLine> proposed, IReadOnlyList<QuotaLine> quotas, IReadOnlySet<LineKey> announced)
    {
        var errors = new List<FieldError>();
        for (var i = 0; i < proposed.Count; i++)
        {
            var line = proposed[i];
            if (proposed.Take(i).Any(other => other.Key == line.Key))
                errors.Add(new FieldError($"lines[{i}].batch", "ALLOCATION_LINE_TWICE", "同一镇街、类别、批次出现两次", "The town, kind and batch appear twice."));
            var taken = Taken(quotas, line.Key);
            if (line.Number < taken)
                errors.Add(new FieldError($"lines[{i}].number", "ALLOCATION_BELOW_TAKEN", $"已批准占用{taken}个名额，不得少于{taken}", $"{taken} places are taken; the number may not be below that."));
        }

        foreach (var missing in quotas.Select(quota => quota.Key).Where(key => proposed.All(line => line.Key != key) && (Taken(quotas, key) > 0 || announced.Contains(key))))
            errors.Add(new FieldError("lines", "ALLOCATION_LINE_IN_USE",
                $"不得删去已公告或已占用的一行（{(missing.Kind == PostKind.Rural ? "乡村" : "城镇")}第{missing.Batch}批）；如不再招用，数量填为已占用数",
                $"The {missing.Kind} line of batch {missing.Batch} was announced or is in use and cannot be removed; set its number to what is taken."));
        return errors;
    }

    /// <summary>ALLOCATION_TOTAL_TWICE at its row; empty when each total is stated once.</summary>
    public static IReadOnlyList<FieldError> Check(IReadOnlyList<ProposedTotal> totals) =>
    [
        .. totals.Select((total, i) => (total, i)).Where(at => totals.Take(at.i).Any(other => other.Key == at.total.Key))
            .Select(at => new FieldError($"totals[{at.i}].kind", "ALLOCATION_TOTAL_TWICE", "同一范围、类别的计划数出现两次", "The total of this scope and kind is stated twice.")),
    ];

    private static int Taken(IReadOnlyList<QuotaLine> quotas, LineKey key) =>
        quotas.FirstOrDefault(quota => quota.Key == key)?.Taken ?? 0;
}
