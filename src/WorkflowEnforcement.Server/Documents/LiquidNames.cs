using System.Collections.Immutable;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>
/// Checks every name of a template against the facts and the known names before anything is rendered, in branches
/// not taken too: a slip of the pen must not wait for the one case that takes the branch.
/// </summary>
internal sealed class LiquidNames
{
    private static readonly string[] LoopNames = ["index", "index0", "rindex", "rindex0", "first", "last", "length"];
    private readonly Place _root;
    private readonly Stack<(string Name, Place Place)> _scope = new();
    private readonly Stack<int> _blocks = new();
    private int _loops;

    public LiquidNames(DocumentData data) => _root = new Place([data.Root], data.KnownNames.Root);

    /// <exception cref="TemplateFault">A name that neither the facts nor the known names hold.</exception>
    public void Check(IEnumerable<LiquidToken> tokens)
    {
        foreach (var token in tokens)
        {
            Check(token);
        }
    }

    private void Check(LiquidToken token)
    {
        var places = token.Paths.Select(path => Find(path, token)).ToList();
        if (token.Opens)
        {
            _blocks.Push(_scope.Count);
        }

        if (token.Tag == "for")
        {
            _loops++;
            var overList = token.Paths is [_] && !token.Source.Contains('(', StringComparison.Ordinal);
            _scope.Push((token.Variable!, overList ? places[0].Items() : Place.Value));
        }
        else if (token.Tag == "assign")
        {
            Assign(token, places);
        }
        else if (token.Closes && _blocks.TryPop(out var depth))
        {
            _loops -= token.Tag == "endfor" ? 1 : 0;
            KeepAssigned(depth, token.Tag == "endfor");
        }
    }

    // In Liquid an assigned name outlives its block; only the loop's own variable ends with it.
    private void KeepAssigned(int depth, bool isLoop)
    {
        var above = new List<(string, Place)>();
        while (_scope.Count > depth)
        {
            above.Add(_scope.Pop());
        }

        foreach (var kept in Enumerable.Reverse(above).Skip(isLoop ? 1 : 0))
        {
            _scope.Push(kept);
        }
    }

    private void Assign(LiquidToken token, List<Place> places)
    {
        var plain = token.Paths is [_] && !token.Source.Contains('|', StringComparison.Ordinal);
        _scope.Push((token.Variable!, plain ? places[0] : Place.Value));
    }

    private Place Find(LiquidPath path, LiquidToken token)
    {
        if (path.Steps is ["forloop", var loopName])
        {
            return _loops > 0 && LoopNames.Contains(loopName) ? Place.Value : throw Unknown(path, token);
        }

        var local = _scope.FirstOrDefault(variable => variable.Name == path.Steps[0]);
        var (place, rest) = local.Place is null ? (_root, path.Steps) : (local.Place, path.Steps.Skip(1));
        foreach (var step in rest)
        {
            place = place.Step(step) ?? throw Unknown(path, token);
        }

        return place;
    }

    private static TemplateFault Unknown(LiquidPath path, LiquidToken token) => new(
        TemplateCodes.UnknownName,
        $"模板用到的数据名称应在数据名称表中，但没有“{path}”这一名称。模板此处写的是“{TemplateFault.Shorten(token.Place)}”。");

    /// <summary>Where a name leads: the facts found there and what is known of the place.</summary>
    private sealed record Place(IReadOnlyList<object?> Facts, NameNode? Known)
    {
        /// <summary>A single value: nothing lies below it.</summary>
        public static Place Value { get; } = new([""], null);

        public Place Items() => new([.. Facts.OfType<ImmutableList<object?>>().SelectMany(list => list)], Known?.Item);

        public Place? Step(string step)
        {
            if (step[0] == '[' || (step is "first" or "last" && IsList))
            {
                return Items();
            }

            if (step == "size" && (IsList || Facts.Any(fact => fact is string)))
            {
                return Value;
            }

            var groups = Facts.OfType<ImmutableDictionary<string, object?>>().Where(group => group.ContainsKey(step)).ToList();
            var known = Known?.Children.GetValueOrDefault(step);
            if (groups.Count > 0 || known is not null)
            {
                return new Place([.. groups.Select(group => group[step])], known);
            }

            // The items of an empty list nobody described: their names cannot be judged, and are never printed.
            return Facts.Count == 0 && Known is null ? this : null;
        }

        private bool IsList => Known?.Item is not null || Facts.Any(fact => fact is ImmutableList<object?>);
    }
}
