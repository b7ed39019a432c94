using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Linking;

/// <summary>由本案立案: one way in which a case is opened from another, whose facts it takes over so that nobody types them twice.</summary>
/// <param name="From">Keys of the procedures from whose cases it is opened.</param>
/// <param name="To">Key of the procedure that is opened.</param>
/// <param name="Label">What it is for, as the button says.</param>
/// <param name="When">Holds when it is due: FEEL over the facts, <c>case</c>, <c>made</c> (documents by code) and <c>clocks</c> of the first case.</param>
/// <param name="Refusal">One plain sentence that says why it is not due.</param>
/// <param name="Many">True where more than one case may follow from one.</param>
/// <param name="Facts">What is carried over: the key in the new case, and FEEL over the same names that gives its value.</param>
/// <param name="Source">The article.</param>
public sealed record CaseLink(
    ImmutableArray<string> From,
    string To,
    string Label,
    FeelExpression When,
    string Refusal,
    bool Many,
    ImmutableArray<KeyValuePair<string, FeelExpression>> Facts,
    LegalSource Source)
{
    /// <summary>Says why no case may be opened from another now.</summary>
    /// <param name="origin">The first case.</param>
    /// <param name="at">The moment.</param>
    /// <returns>Null when it is due.</returns>
    public Refused? WhyNot(LinkOrigin origin, DateTimeOffset at)
    {
        if (!Many && origin.Followers.FirstOrDefault(follower => follower.Procedure == To) is { Number: var number })
        {
            return new Refused("link.done", $"「{Label}」已经办理（{number}），不得由本案重复立案。", Source);
        }

        return When.Evaluate(FeelSurroundings.Of(Names(origin.State), at)).Value is FeelBoolean { Value: true } ? null : new Refused("link.not-due", Refusal, Source);
    }

    /// <summary>The facts with which the new case begins; what the first case does not know is left out.</summary>
    public ImmutableSortedDictionary<string, FeelValue> Carried(CaseState origin, DateTimeOffset at)
    {
        var names = FeelSurroundings.Of(Names(origin), at);
        return CaseState.NoFacts.AddRange(Facts
            .Where(fact => FactsDictionary.Official.Knows(fact.Key))
            .Select(fact => KeyValuePair.Create(fact.Key, fact.Value.Evaluate(names).Value))
            .Where(fact => fact.Value is not FeelNull));
    }

    private static FeelContext Names(CaseState origin) => NestedFacts.Of(origin.Facts)
        .With("case", FeelContext.Empty
            .With("number", FeelValue.Of(origin.Number ?? origin.ClueNumber))
            .With("title", FeelValue.Of(origin.Title))
            .With("ended", FeelValue.Of(origin.EndedAt is not null)))
        .With("made", origin.Documents.Where(document => document.State is DocumentState.Issued or DocumentState.Served)
            .Aggregate(FeelContext.Empty, (made, document) => made.With(document.Code, FeelContext.Empty
                .With("number", FeelValue.Of(document.Number))
                .With("on", FeelValue.Of(document.On)))))
        .With("clocks", origin.Clocks.Values.Aggregate(FeelContext.Empty, (clocks, clock) => clocks.With(clock.Id, FeelContext.Empty.With("due", FeelValue.Of(clock.Due)))));
}

/// <summary>The case from which another is opened.</summary>
/// <param name="Case">Its id.</param>
/// <param name="State">The case as it stands.</param>
/// <param name="Followers">The cases opened from it so far.</param>
public sealed record LinkOrigin(Guid Case, CaseState State, ImmutableArray<LinkFollower> Followers);

/// <summary>A case that was opened from another.</summary>
/// <param name="Procedure">Key of its procedure.</param>
/// <param name="Number">Its number as shown.</param>
public sealed record LinkFollower(string Procedure, string Number);
