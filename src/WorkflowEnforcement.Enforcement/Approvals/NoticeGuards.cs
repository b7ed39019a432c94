using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>No penalty before the party was told of exactly this penalty and had the time to answer.</summary>
/// <legal>行政处罚法 (2021) art. 44, 45, 62.</legal>
internal static class NoticeGuards
{
    // What art. 44 has the agency tell: content, facts, reasons and basis of the penalty, to this party.
    private static readonly string[] Told =
    [
        "party.kind", "party.name", "matter.code", "findings.facts", "findings.law", "findings.basis", "proposed.kind", "proposed.text", "proposed.fine", "proposed.types",
    ];

    public static Refused? WhyNot(IntendedAct act)
    {
        if (!act.Punishes)
        {
            return null;
        }

        if (act.Latest("C21", "C22") is not { State: DocumentState.Served } notice)
        {
            return new Refused("notice.missing", "作出处罚决定前须将事先告知书送达当事人，现未查到已送达的告知书。", LegalSource.PenaltyLaw("第四十四条、第六十二条"));
        }

        return Outdated(act) ?? TimeToAnswer(act.Before, notice, act.Command.Today);
    }

    private static Refused? Outdated(IntendedAct act)
    {
        var changed = Told.Where(key => !Value(act.Before.NoticedFacts!, key).Equals(Value(act.After.Facts, key))).Select(key => FactsDictionary.Official[key].Label).ToList();
        var reason = Math.Max(act.PlaceOf("C21"), act.PlaceOf("C22")) < act.PlaceOf("C20") ? "告知以后又重新调查终结"
            : changed.Count > 0 ? $"告知以后{string.Join("、", changed)}已经改变"
            : null;
        return reason is null
            ? null
            : new Refused("notice.outdated", $"已送达的事先告知书不是针对现在的拟处罚：{reason}。须重新告知并听取陈述申辩后才能作出处罚决定。", LegalSource.PenaltyLaw("第四十四条、第六十二条"));
    }

    private static Refused? TimeToAnswer(CaseState before, CaseDocument notice, DateOnly today)
    {
        var source = LegalSource.PenaltyLaw("第四十五条、第六十二条");
        if (before.Clocks.GetValueOrDefault("T13") is not { } clock || clock.StartedOn < notice.ServedOn)
        {
            return new Refused("notice.period-missing", "事先告知书送达后没有起算当事人的陈述申辩期，不得作出处罚决定。", source);
        }

        return clock.State == ClockState.Running && clock.Due >= today
            ? new Refused("notice.period-open", $"当事人的陈述申辩期至{clock.Due:yyyy年M月d日}届满，期满或当事人陈述、明确放弃前不得作出处罚决定。", source)
            : null;
    }

    private static FeelValue Value(ImmutableSortedDictionary<string, FeelValue> facts, string key) => facts.GetValueOrDefault(key, FeelValue.Null);
}
