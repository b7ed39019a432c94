using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>回避: nobody decides on his own avoidance, and who must avoid a case takes no further part in it.</summary>
/// <legal>行政处罚法 (2021) art. 43.</legal>
internal static class AvoidanceGuards
{
    private const string Granted = "avoidance.granted";

    private static readonly LegalSource Source = LegalSource.PenaltyLaw("第四十三条");

    public static Refused? WhyNot(IntendedAct act) => WhoMustAvoid(act) ?? (act.MakesNow("G05b") ? Decision(act) : act.Enters("discussion.members") ? OwnDiscussion(act) : null);

    /// <summary>Adds to the entries of a decision on avoidance the person who must avoid the case from now on.</summary>
    public static ImmutableSortedDictionary<string, FeelValue> WithGranted(
        CaseState state, StepDefinition step, StepOutcome outcome, ImmutableSortedDictionary<string, FeelValue> entered)
    {
        if (step.OutcomeVariable != "avoidance.result" || outcome.Key != "agree")
        {
            return entered;
        }

        var row = FeelContext.Empty.With("person", FeelValue.Of(state.Text("avoidance.person")));
        var rows = state.Facts.GetValueOrDefault(Granted) is FeelList known ? known.Items.Append(row) : [row];
        return entered.SetItem(Granted, new FeelList([.. rows]));
    }

    /// <summary>The person of whose avoidance it was asked and not decided yet; null for nobody.</summary>
    public static string? Undecided(IntendedAct act) => act.PlaceOf("G05a") > act.PlaceOf("G05b") ? act.Before.Text("avoidance.person") : null;

    /// <summary>True for the principal head (主要负责人).</summary>
    public static bool IsPrincipal(IntendedAct act, string person) => act.Setting.Staff.GetValueOrDefault(person)?.Roles.Contains(Roles.Director) == true;

    private static Refused? WhoMustAvoid(IntendedAct act)
    {
        var away = Persons(act.Before);
        var who = away.Contains(act.Command.By.Id) ? act.Command.By.Id : act.After.Officers.FirstOrDefault(away.Contains);
        return who is null ? null : new Refused("avoidance.granted", $"{Seating.NameOf(act.Setting, who)}已经决定回避，不得再参与本案。", Source);
    }

    private static Refused? Decision(IntendedAct act)
    {
        var person = act.Before.Text("avoidance.person");
        if (act.Command.By.Id == person)
        {
            return new Refused("avoidance.own", $"{act.Command.By.Name}的回避不能由本人决定；主要负责人的回避由负责人集体讨论决定。", Source);
        }

        if (IsPrincipal(act, person) && act.PlaceOf("G11") < act.PlaceOf("G05a"))
        {
            return new Refused("avoidance.collective", "主要负责人的回避由负责人集体讨论决定，提出回避申请以后尚没有集体讨论记录。", Source);
        }

        return act.Outcome.Key == "agree" && act.After.Officers.Contains(person)
            ? IntendedAct.Refusal(
                "avoidance.not-replaced", $"同意{Seating.NameOf(act.Setting, person)}回避的，须更换承办人。", Source, act.After.Officers[0] == person ? "officers.lead" : "officers.assist", "请另行指定承办人。")
            : null;
    }

    // While his own avoidance is not decided, nobody sits among those who discuss the case.
    private static Refused? OwnDiscussion(IntendedAct act)
    {
        var sits = act.After.Facts.GetValueOrDefault("discussion.members") is FeelList rows ? rows.Items.OfType<FeelContext>().Select(row => row["person"]).OfType<FeelText>().Select(person => person.Value) : [];
        return Undecided(act) is { } person && sits.Contains(person)
            ? IntendedAct.Refusal("avoidance.own", $"{Seating.NameOf(act.Setting, person)}的回避尚未决定，本人不得参加集体讨论。", Source, "discussion.members", "请从参加人中去掉该人。")
            : null;
    }

    private static HashSet<string> Persons(CaseState state) => state.Facts.GetValueOrDefault(Granted) is FeelList rows
        ? [.. rows.Items.OfType<FeelContext>().Select(row => row["person"]).OfType<FeelText>().Select(person => person.Value)]
        : [];
}
