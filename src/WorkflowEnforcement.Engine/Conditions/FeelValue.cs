using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>A value of FEEL, the expression language of BPMN and DMN: what flow variables, facts and conditions are made of.</summary>
/// <remarks>Values are immutable and equal by content, so two states that were reached in different ways can be compared.</remarks>
public abstract record FeelValue
{
    /// <summary>The one null.</summary>
    public static readonly FeelValue Null = new FeelNull();

    private static readonly FeelValue True = new FeelBoolean(true);
    private static readonly FeelValue False = new FeelBoolean(false);

    /// <summary>How many lists and contexts lie within each other, from here down; what walks over values goes as deep.</summary>
    internal virtual int Levels => 0;

    /// <summary>How much it is when it is written down, where each value counts as often as it stands there: one for each that holds no other, more for a long text.</summary>
    internal virtual long Size => 1;

    /// <summary>Wraps a text; a null reference becomes <see cref="Null"/>.</summary>
    public static FeelValue Of(string? value) => value is null ? Null : new FeelText(value);

    /// <summary>Wraps a decimal number.</summary>
    public static FeelValue Of(decimal value) => new FeelNumber(value);

    /// <summary>Wraps a truth value.</summary>
    public static FeelValue Of(bool value) => value ? True : False;

    /// <summary>Wraps a local date.</summary>
    public static FeelValue Of(DateOnly value) => new FeelDate(value);

    /// <summary>Wraps a moment.</summary>
    public static FeelValue Of(DateTimeOffset value) => new FeelDateTime(value);

    /// <summary>Wraps a list.</summary>
    public static FeelValue Of(IEnumerable<FeelValue> items) => new FeelList([.. items]);
}

/// <summary>No value. A null condition counts as false.</summary>
public sealed record FeelNull : FeelValue;

/// <summary>True or false.</summary>
public sealed record FeelBoolean(bool Value) : FeelValue;

/// <summary>A decimal number; 0.1 + 0.2 is 0.3.</summary>
public sealed record FeelNumber(decimal Value) : FeelValue;

/// <summary>A text.</summary>
public sealed record FeelText(string Value) : FeelValue
{
    internal override long Size => 1 + (Value.Length / 64);
}

/// <summary>A day of the calendar, without a time zone.</summary>
public sealed record FeelDate(DateOnly Value) : FeelValue;

/// <summary>A time of day.</summary>
public sealed record FeelTime(TimeOnly Value) : FeelValue
{
    /// <summary>Its offset from UTC; null where it was given without a place.</summary>
    public TimeSpan? Offset { get; init; }

    /// <summary>The named zone (<c>Asia/Shanghai</c>) that gave the offset; null where none was named.</summary>
    public string? Zone { get; init; }
}

/// <summary>A moment with its offset from UTC.</summary>
public sealed record FeelDateTime(DateTimeOffset Value) : FeelValue
{
    /// <summary>Whether it was written without an offset, and so bears that of the command that read it.</summary>
    public bool IsLocal { get; init; }

    /// <summary>The named zone (<c>Asia/Shanghai</c>) that gave the offset; null where none was named.</summary>
    public string? Zone { get; init; }
}

/// <summary>A length of time in days, hours, minutes and seconds.</summary>
public sealed record FeelDuration(TimeSpan Value) : FeelValue;

/// <summary>A length of time in whole months (twelve to the year), which days cannot express.</summary>
public sealed record FeelMonths(int Value) : FeelValue;

/// <summary>All values between two ends of one kind; an end that is null lies open.</summary>
public sealed record FeelRange(FeelValue Start, bool StartIncluded, FeelValue End, bool EndIncluded) : FeelValue;

/// <summary>An ordered list; equal when all items are equal in order.</summary>
public sealed record FeelList(ImmutableArray<FeelValue> Items) : FeelValue
{
    // Counted once, when it is first asked for.
    private int _levels;
    private long _size;

    /// <summary>The items in order; a missing array is an empty one.</summary>
    public ImmutableArray<FeelValue> Items { get; init; } = Items.IsDefault ? [] : Items;

    internal override int Levels => _levels > 0 ? _levels : _levels = 1 + Deepest();

    internal override long Size => _size > 0 ? _size : _size = Math.Max(1, Sum());

    /// <inheritdoc/>
    public bool Equals(FeelList? other) => other is not null && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in Items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    private long Sum()
    {
        var sum = 0L;
        foreach (var item in Items)
        {
            sum += item.Size;
        }

        return sum;
    }

    private int Deepest()
    {
        var levels = 0;
        foreach (var item in Items)
        {
            levels = Math.Max(levels, item.Levels);
        }

        return levels;
    }
}

/// <summary>Named values; keys are compared by ordinal, equal when all entries are equal.</summary>
public sealed record FeelContext(ImmutableSortedDictionary<string, FeelValue> Entries) : FeelValue
{
    // Counted once, when it is first asked for.
    private int _levels;
    private long _size;

    /// <summary>The entries in ordinal order of their names, whatever order was given: equality and the stored form depend on it.</summary>
    public ImmutableSortedDictionary<string, FeelValue> Entries { get; init; } = Entries.WithComparers(StringComparer.Ordinal);

    /// <summary>The context without entries.</summary>
    public static readonly FeelContext Empty = new(ImmutableSortedDictionary.Create<string, FeelValue>(StringComparer.Ordinal));

    /// <summary>The entry of that name, or null where there is none.</summary>
    public FeelValue this[string name] => Entries.GetValueOrDefault(name, Null);

    internal override int Levels => _levels > 0 ? _levels : _levels = 1 + (Entries.IsEmpty ? 0 : Entries.Values.Max(value => value.Levels));

    internal override long Size => _size > 0 ? _size : _size = Math.Max(1, Entries.Values.Sum(value => value.Size));

    /// <summary>This context with one entry set.</summary>
    public FeelContext With(string name, FeelValue value) => new(Entries.SetItem(name, value));

    /// <summary>This context with one entry set at a dotted path; contexts on the way are made, other values on the way are replaced.</summary>
    public FeelContext WithPath(string path, FeelValue value)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return With(path, value);
        }

        var head = path[..dot];
        var inner = this[head] as FeelContext ?? Empty;
        return With(head, inner.WithPath(path[(dot + 1)..], value));
    }

    /// <inheritdoc/>
    public bool Equals(FeelContext? other) =>
        other is not null
        && Entries.Count == other.Entries.Count
        && Entries.Keys.SequenceEqual(other.Entries.Keys, StringComparer.Ordinal)
        && Entries.Values.SequenceEqual(other.Entries.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => Entries.Aggregate(19, (hash, entry) => HashCode.Combine(hash, entry.Key, entry.Value));
}
