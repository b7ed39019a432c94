using System.Text.Json;

namespace WorkflowEnforcement.Enforcement.Discretion;

/// <summary>How a bureau treats its tables of discretion. No statute fixes these; they are parameters with their sources.</summary>
/// <param name="DepartureNeedsReview">A fine outside the range needs a passed legal review before the decision.</param>
/// <param name="DepartureNeedsHead">A fine outside the range is decided by the principal head, or after a collective discussion.</param>
/// <param name="RefuseWhenNotAsked">
/// A flow whose forms ask for none of the facts of the table is refused its fine. False lets cases on earlier drawings go on, which could never enter them.
/// </param>
public sealed record DiscretionRules(DiscretionParameter DepartureNeedsReview, DiscretionParameter DepartureNeedsHead, DiscretionParameter RefuseWhenNotAsked)
{
    /// <summary>The parameters shipped with the product.</summary>
    public static DiscretionRules Official { get; } = Load();

    private static DiscretionRules Load()
    {
        var json = LawData.Parse(LawData.Embedded("Discretion.discretion-rules.json"));
        return new DiscretionRules(Read(json, "departureNeedsReview"), Read(json, "departureNeedsHead"), Read(json, "refuseWhenNotAsked"));
    }

    private static DiscretionParameter Read(JsonElement json, string name)
    {
        var rule = LawData.Member(json, name, JsonValueKind.Object);
        return new DiscretionParameter(
            rule.GetProperty("value").GetBoolean(), new LegalSource(LawData.Text(rule, "law"), LawData.Text(rule, "article"), LawData.Tag(rule, "tag")), LawData.Date(rule, "validFrom"));
    }
}

/// <summary>A yes or no that holds from a day.</summary>
/// <param name="Value">Whether it is asked.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="ValidFrom">Local day from which it holds, included.</param>
public sealed record DiscretionParameter(bool Value, LegalSource Source, DateOnly ValidFrom)
{
    /// <summary>Whether it is asked on a local day; before its first day nothing is.</summary>
    public bool On(DateOnly day) => Value && day >= ValidFrom;
}
