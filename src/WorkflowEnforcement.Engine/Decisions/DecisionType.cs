using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Decisions;

/// <summary>A type of a column or variable: built in, or an item definition of the file.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="IsOfType">Whether a value is of the kind, leaving its components aside.</param>
internal sealed record DecisionType(string Name, FeelTypeTest IsOfType)
{
    // Counted once, when it is first asked for.
    private int _levels;

    /// <summary>Whether it is a list of such values.</summary>
    public bool IsCollection { get; init; }

    /// <summary>The tests one of which a value must pass; null where any will do.</summary>
    public FeelUnaryTests? Allowed { get; init; }

    /// <summary>The type this one narrows; null where it is built in or has components.</summary>
    public DecisionType? Base { get; init; }

    /// <summary>Components of a context.</summary>
    public ImmutableArray<(string Name, DecisionType Type)> Components { get; init; } = [];

    /// <summary>Its allowed values, or those of the type it narrows; null where there are none.</summary>
    public FeelUnaryTests? Values => Allowed ?? Base?.Values;

    /// <summary>How many types stand upon one another, from here down; what holds values against them goes as deep.</summary>
    public int Levels => _levels > 0 ? _levels : _levels = 1 + Math.Max(Base?.Levels ?? 0, Components.Select(component => component.Type.Levels).DefaultIfEmpty().Max());

    /// <summary>The value as this type has it, after the conversions of DMN 1.3, 10.3.2.9.4; a null reference where it is none. Null is of any type.</summary>
    public FeelValue? Conform(FeelRun run, FeelValue value)
    {
        run.Spend(1);
        if (value is FeelNull)
        {
            return value;
        }

        return IsCollection ? All(run, value as FeelList ?? new FeelList([value]))
            : One(run, value) ?? (value is FeelList { Items: [var only] } ? One(run, only) : null);
    }

    /// <summary>The items of a list, each as this type has it, unless it is a type of lists itself, which then holds for the whole.</summary>
    public FeelValue? ConformEach(FeelRun run, FeelValue value) =>
        value is FeelList list && !TakesLists(run) ? All(run, list) : Conform(run, value);

    private bool TakesLists(FeelRun run) => IsCollection || (Base?.TakesLists(run) ?? IsOfType(run, FeelValue.Of([])));

    private FeelList? All(FeelRun run, FeelList list)
    {
        var items = ImmutableArray.CreateBuilder<FeelValue>(list.Items.Length);
        foreach (var item in list.Items)
        {
            if (item is FeelNull)
            {
                items.Add(item);
            }
            else if (One(run, item) is { } conforming)
            {
                items.Add(conforming);
            }
            else
            {
                return null;
            }
        }

        return new FeelList(items.ToImmutable());
    }

    private FeelValue? One(FeelRun run, FeelValue value)
    {
        var converted = Name is "date and time" && value is FeelDate date ? MidnightUtc(date) : value;
        var based = Base is null ? (IsOfType(run, converted) ? converted : null) : Base.Conform(run, converted);
        return based is not null && (Allowed?.Root.Passes(run, based) ?? true) && Fits(run, based) ? based : null;
    }

    private bool Fits(FeelRun run, FeelValue value) => Components.All(component =>
        value is FeelContext context && component.Type.Conform(run, context[component.Name]) is not null);

    private static FeelDateTime MidnightUtc(FeelDate date) => new(new DateTimeOffset(date.Value.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
}
