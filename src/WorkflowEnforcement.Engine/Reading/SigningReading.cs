using System.Globalization;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Reads what a user task says of its signing (<c>enf:signing</c>).</summary>
internal static class SigningReading
{
    private static readonly string[] Known = ["mode", "signers", "ratio", "of", "veto", "presiding", "onReject", "returnTo", "removable"];

    /// <summary>The signing; null where none is drawn.</summary>
    public static SigningDefinition? Read(XmlItem task, string id, FaultList faults)
    {
        var drawn = Drawn(task);
        foreach (var second in drawn.Skip(1))
        {
            faults.Add("signing.several", id, second.Line, $"Expected one enf:signing on {id}, but found another");
        }

        return drawn is [var first, ..] ? Read(new Reading(first, id, faults)) : null;
    }

    /// <summary>Where signing is drawn on a task.</summary>
    public static List<XmlItem> Drawn(XmlItem task) =>
    [
        .. task.Named("extensionElements")
            .SelectMany(extensions => extensions.Children)
            .Where(child => child.Namespace == ExtensionElement.EnforcementNamespace && child.Name == "signing"),
    ];

    private static SigningDefinition Read(Reading drawn)
    {
        foreach (var unknown in drawn.Item.Attributes.Where(attribute => attribute.Namespace.Length == 0 && !Known.Contains(attribute.Name)))
        {
            drawn.Fault("signing.attribute-unknown", $"Expected enf:signing to have only {string.Join(", ", Known)}, but found {unknown.Name}");
        }

        var mode = drawn.OneOf("mode", ("single", SigningMode.SingleSeat), ("all", SigningMode.All), ("first", SigningMode.First), ("ratio", SigningMode.Ratio), ("sequence", SigningMode.Sequence));
        var signers = drawn.Expression("signers");
        CheckNamed(drawn, mode, Written(signers));
        if (mode != SigningMode.SingleSeat && signers is null)
        {
            drawn.Fault("signing.signers-missing", "Expected enf:signing of several to name its signers, but it does not");
        }

        if (mode != SigningMode.Ratio && (drawn.Item.Attribute("ratio") ?? drawn.Item.Attribute("of")) is not null)
        {
            drawn.Fault("signing.ratio-not-allowed", "Expected a ratio only where mode is ratio, but it is another");
        }

        var onRejection = drawn.OneOf("onReject", ("end", RejectionRule.End), ("stay", RejectionRule.Stay), ("return", RejectionRule.Return));
        if (onRejection != RejectionRule.Return && drawn.Item.Attribute("returnTo") is not null)
        {
            drawn.Fault("signing.return-not-allowed", "Expected returnTo only where onReject is return, but it is another");
        }

        return new SigningDefinition(new SigningRule
        {
            Mode = mode,
            Ratio = Ratio(drawn) ?? new SigningRule().Ratio,
            RatioOf = drawn.OneOf("of", ("seats", RatioBase.Seats), ("votes", RatioBase.VotesCast)),
            OnRejection = onRejection,
            ReturnTo = drawn.Item.Attribute("returnTo"),
            DrawnSeatsRemovable = AttributeReading.Flag(drawn.Item, "removable", drawn.Task, otherwise: false, drawn.Faults),
        })
        {
            Signers = signers,
            Veto = drawn.Expression("veto"),
            Presiding = drawn.Expression("presiding"),
        };
    }

    private static List<string> Written(FeelExpression? signers) =>
        signers?.Root is FeelListNode list ? [.. list.Items.Select(item => item is FeelLiteral { Value: FeelText text } ? text.Value : null).OfType<string>()] : [];

    // Only persons written down are known before the task is entered.
    private static void CheckNamed(Reading drawn, SigningMode mode, List<string> persons)
    {
        if (mode == SigningMode.SingleSeat && persons.Distinct().Count() > 1)
        {
            drawn.Fault("signing.single-several", $"Expected one person who signs alone, but found {persons.Count}");
        }

        foreach (var twice in persons.GroupBy(person => person).Where(same => same.Count() > 1))
        {
            drawn.Fault("signing.named-twice", $"Expected each signer to be named once, but found {twice.Key} more often");
        }
    }

    // 2/3 is as much as that or more, >1/2 is more than that.
    private static SigningRatio? Ratio(Reading drawn)
    {
        if (drawn.Item.Attribute("ratio") is not { } text)
        {
            return null;
        }

        var more = text.StartsWith('>');
        var parts = text[(more ? 1 : 0)..].Split('/');
        if (parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var upper)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var lower)
            && upper >= 1 && upper <= (more ? lower - 1 : lower))
        {
            return new SigningRatio(upper, lower, more);
        }

        drawn.Fault("signing.ratio-invalid", $"Expected a ratio such as 2/3 or >1/2, greater than 0 and at most 1, but found '{text}'");
        return null;
    }

    private sealed record Reading(XmlItem Item, string Task, FaultList Faults)
    {
        public void Fault(string code, string message) => Faults.Add(code, Task, Item.Line, message);

        public FeelExpression? Expression(string name) =>
            Item.Attribute(name) is { } text ? ExpressionReading.Parse(text, Item.Line, Task, Faults) : null;

        /// <summary>The value a word stands for; the first where the attribute is missing or wrong.</summary>
        public T OneOf<T>(string name, params ReadOnlySpan<(string Word, T Value)> words)
        {
            if (Item.Attribute(name) is not { } found)
            {
                return words[0].Value;
            }

            var known = new List<string>();
            foreach (var (word, value) in words)
            {
                if (word == found)
                {
                    return value;
                }

                known.Add(word);
            }

            Fault("signing.word-unknown", $"Expected {name} of enf:signing to be one of {string.Join(", ", known)}, but found '{found}'");
            return words[0].Value;
        }
    }
}
