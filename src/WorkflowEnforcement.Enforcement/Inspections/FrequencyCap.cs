namespace WorkflowEnforcement.Enforcement.Inspections;

/// <summary>What the yearly cap says of one more inspection.</summary>
public enum CapFinding
{
    /// <summary>There is room, or the cap does not speak of the kind.</summary>
    Free,

    /// <summary>The cap is reached; the kind is allowed all the same, with a reason.</summary>
    Warned,

    /// <summary>The cap is reached, and the kind is bound by it.</summary>
    Reached,
}

/// <summary>The yearly cap on inspections of one object (频次控制).</summary>
/// <legal>国办发〔2024〕54号.</legal>
public static class FrequencyCap
{
    /// <summary>Says whether an object may be inspected once more this year.</summary>
    /// <param name="rules">The parameters.</param>
    /// <param name="kind">Kind of the inspection; one that is not known is bound like a daily one.</param>
    /// <param name="objectClass">Class of the object; one that is not known has the lowest cap there is.</param>
    /// <param name="countedThisYear">Inspections of the object in this calendar year that count, without this one.</param>
    public static CapFinding Check(InspectionRules rules, string kind, string objectClass, int countedThisYear)
    {
        var atCap = rules.Kind(kind)?.AtCap ?? AtCap.Refuse;
        return atCap == AtCap.Nothing || countedThisYear < CapOf(rules, objectClass) ? CapFinding.Free
            : atCap == AtCap.Warn ? CapFinding.Warned
            : CapFinding.Reached;
    }

    /// <summary>The most inspections that may count for an object of a class in a year.</summary>
    public static int CapOf(InspectionRules rules, string objectClass) =>
        rules.Class(objectClass)?.YearlyCap ?? rules.Classes.Min(known => known.YearlyCap);
}
