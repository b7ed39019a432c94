using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>All ways in which some conditions can hold beside each other, found by trying values on both sides of every written one.</summary>
internal sealed class GuardSpace
{
    private const int MaxTries = 4_096;

    private readonly Func<string, ImmutableArray<string>?> _textsOf;
    private readonly SortedDictionary<string, ImmutableArray<FeelValue>> _samples = new(StringComparer.Ordinal);
    private readonly List<Func<FeelSurroundings, bool>> _conditions = [];

    private GuardSpace(Func<string, ImmutableArray<string>?> textsOf) => _textsOf = textsOf;

    /// <summary>Every combination in which the conditions can hold, each once; null where there are too many to try.</summary>
    /// <param name="conditions">The conditions; a null reference stands for one of which nothing is known.</param>
    /// <param name="textsOf">The only texts a name can have; null where it can have any.</param>
    public static List<(bool[] Holds, string Where)>? Try(IReadOnlyList<FeelExpression?> conditions, Func<string, ImmutableArray<string>?> textsOf)
    {
        var space = new GuardSpace(textsOf);
        space.Read(conditions);
        return space._samples.Values.Aggregate(1L, (tries, values) => Math.Min(tries * values.Length, MaxTries + 1)) > MaxTries ? null : space.TryAll();
    }

    private void Read(IReadOnlyList<FeelExpression?> conditions)
    {
        var tokens = conditions.Select(condition => condition is null ? [] : GuardTokens.Of(condition.Text)).ToList();
        var uses = tokens.Select(GuardUses.Of).ToList();
        var plain = GuardDomains.Of(uses.OfType<List<GuardUse>>().SelectMany(use => use), _textsOf);
        for (var i = 0; i < conditions.Count; i++)
        {
            if (conditions[i] is { } condition && uses[i] is { } use && use.All(name => plain.ContainsKey(name.Path)))
            {
                Add(condition, use.Select(name => (name.Path, plain[name.Path])));
            }
            else
            {
                _conditions.Add(Unknown(tokens[i], i));
            }
        }
    }

    private void Add(FeelExpression condition, IEnumerable<(string Path, ImmutableArray<FeelValue> Values)> names)
    {
        foreach (var (path, values) in names)
        {
            _samples[path] = values;
        }

        _conditions.Add(surroundings => condition.Evaluate(surroundings).Value is FeelBoolean { Value: true });
    }

    // What cannot be worked out is a name of its own: equal texts hold together, and opposite ones never do.
    private Func<FeelSurroundings, bool> Unknown(ImmutableArray<FeelToken> tokens, int index)
    {
        var (core, negated) = GuardTokens.Unwrap(tokens);
        if (GuardTokens.Comparison(core) is not var (left, symbol, right))
        {
            var name = core.IsEmpty ? $"#{index}" : $"#{GuardTokens.Text(core)}";
            _samples[name] = [FeelValue.Of(true), FeelValue.Of(false)];
            return surroundings => surroundings.Find(name) is FeelBoolean { Value: var holds } && holds != negated;
        }

        var swapped = string.CompareOrdinal(left, right) > 0;
        var key = swapped ? $"#{right} ~ {left}" : $"#{left} ~ {right}";
        _samples[key] = [FeelValue.Of(-1), FeelValue.Of(0), FeelValue.Of(1)];
        return surroundings => Compares(symbol, (int)((FeelNumber)surroundings.Find(key)!).Value * (swapped ? -1 : 1)) != negated;
    }

    private static bool Compares(string symbol, int order) => symbol switch
    {
        "=" => order == 0,
        "!=" => order != 0,
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order >= 0,
    };

    private List<(bool[] Holds, string Where)> TryAll()
    {
        var names = _samples.Keys.ToList();
        var at = new int[names.Count];
        var found = new Dictionary<string, (bool[], string)>(StringComparer.Ordinal);
        do
        {
            var values = names.Select((name, i) => (Name: name, Value: _samples[name][at[i]])).ToList();
            var holds = HoldAt(values);
            found.TryAdd(string.Concat(holds.Select(hold => hold ? '1' : '0')), (holds, Where(values)));
        }
        while (Next(names, at));
        return [.. found.Values];
    }

    private bool Next(List<string> names, int[] at)
    {
        for (var i = 0; i < at.Length; i++)
        {
            if (++at[i] < _samples[names[i]].Length)
            {
                return true;
            }

            at[i] = 0;
        }

        return false;
    }

    private bool[] HoldAt(List<(string Name, FeelValue Value)> values)
    {
        var context = values.Aggregate(FeelContext.Empty, (made, pair) => pair.Name[0] == '#' ? made.With(pair.Name, pair.Value) : made.WithPath(pair.Name, pair.Value));
        var surroundings = FeelSurroundings.Of(context, DateTimeOffset.UnixEpoch);
        return [.. _conditions.Select(condition => condition(surroundings))];
    }

    private static string Where(List<(string Name, FeelValue Value)> values) =>
        string.Join(" and ", values.Where(pair => pair.Name[0] != '#').Select(pair => $"{pair.Name} is {GuardDomains.Said(pair.Value)}"));
}
