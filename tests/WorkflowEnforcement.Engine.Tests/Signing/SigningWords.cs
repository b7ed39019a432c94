using System.Globalization;
using WorkflowEnforcement.Engine.Signing;
using WorkflowEnforcement.Engine.Tests.TestKit;

namespace WorkflowEnforcement.Engine.Tests.Signing;

/// <summary>The short language in which the page on approval operations and the tests write rules, seats and commands.</summary>
internal static class SigningWords
{
    /// <summary>For example <c>ratio &gt;1/2 of votes, return to Draft, veto B, presiding A, drawn removable</c>.</summary>
    public static SigningRule Rule(string words) =>
        words.Split(", ").Aggregate(new SigningRule(), (rule, part) => Part(rule, part.Split(' ')));

    /// <summary>Names with blanks between them; <c>-</c> is a seat in the pool.</summary>
    public static ValueList<string?> Seats(string words) => [.. Persons(words).Select(person => person == "-" ? null : person)];

    /// <summary>For example <c>P for A: add X Y before</c>.</summary>
    public static WorkCommand Command(string words)
    {
        var (who, what) = words.Split(": ") is [var left, var right] ? (left, right) : throw new FormatException($"Expected 'who: what', but found '{words}'");
        var hands = who.Split(" for ");
        return Command(what.Split(' '), hands[0], hands.Length > 1 ? hands[1] : null);
    }

    private static SigningRule Part(SigningRule rule, string[] words) => words switch
    {
        ["single"] => rule with { Mode = SigningMode.SingleSeat },
        ["all"] => rule with { Mode = SigningMode.All },
        ["first"] => rule with { Mode = SigningMode.First },
        ["sequence"] => rule with { Mode = SigningMode.Sequence },
        ["ratio", var share, "of", "seats"] => rule with { Mode = SigningMode.Ratio, Ratio = Share(share), RatioOf = RatioBase.Seats },
        ["ratio", var share, "of", "votes"] => rule with { Mode = SigningMode.Ratio, Ratio = Share(share), RatioOf = RatioBase.VotesCast },
        ["end"] => rule with { OnRejection = RejectionRule.End },
        ["stay"] => rule with { OnRejection = RejectionRule.Stay },
        ["return"] => rule with { OnRejection = RejectionRule.Return },
        ["return", "to", var element] => rule with { OnRejection = RejectionRule.Return, ReturnTo = element },
        ["veto", .. var persons] => rule with { Veto = [.. persons] },
        ["presiding", var person] => rule with { Presiding = person },
        ["drawn", "removable"] => rule with { DrawnSeatsRemovable = true },
        _ => throw new FormatException($"Expected a part of a rule, but found '{string.Join(' ', words)}'"),
    };

    private static SigningRatio Share(string words)
    {
        var parts = words.TrimStart('>').Split('/');
        return new SigningRatio(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture), words[0] == '>');
    }

    private static WorkCommand Command(string[] what, string by, string? onBehalfOf)
    {
        var at = TestRun.Monday;
        return what switch
        {
            ["claim"] => new ClaimWork { By = by, OnBehalfOf = onBehalfOf, At = at },
            ["release"] => new ReleaseWork { By = by, OnBehalfOf = onBehalfOf, At = at },
            ["transfer", var to] => new TransferWork(to) { By = by, OnBehalfOf = onBehalfOf, At = at },
            ["delegate", var to] => new DelegateWork(to) { By = by, OnBehalfOf = onBehalfOf, At = at },
            ["hand", "back"] => new HandBackWork("looked at") { By = by, OnBehalfOf = onBehalfOf, At = at },
            ["recall"] => new RecallDelegation { By = by, OnBehalfOf = onBehalfOf, At = at },
            ["add", .. var persons, var position] =>
                new AddSigners(Enum.Parse<SignerPosition>(position, ignoreCase: true), [.. persons]) { By = by, OnBehalfOf = onBehalfOf, At = at },
            ["remove", .. var persons] => new RemoveSigners([.. persons]) { By = by, OnBehalfOf = onBehalfOf, At = at },
            ["sign", var outcome, var counts] =>
                new SignWork(outcome, Enum.Parse<Vote>(counts, ignoreCase: true)) { By = by, OnBehalfOf = onBehalfOf, At = at },
            ["take", "back"] => new TakeBackSignature { By = by, OnBehalfOf = onBehalfOf, At = at },
            ["urge"] => new UrgeWork("soon") { By = by, OnBehalfOf = onBehalfOf, At = at },
            ["copy", .. var persons] => new SendCopy([.. persons]) { By = by, OnBehalfOf = onBehalfOf, At = at },
            _ => throw new FormatException($"Expected a command, but found '{string.Join(' ', what)}'"),
        };
    }

    private static string[] Persons(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
