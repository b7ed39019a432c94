using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>Facts as contexts within contexts, as expressions read them: <c>party.name</c> is the entry <c>name</c> of <c>party</c>.</summary>
public static class NestedFacts
{
    // Most commands change no fact: the contexts of the same facts are made once and go when the facts go.
    private static readonly ConditionalWeakTable<ImmutableSortedDictionary<string, FeelValue>, FeelContext> Known = [];

    /// <summary>The contexts of facts with dotted keys. Where a key is the beginning of another, its own value gives way.</summary>
    public static FeelContext Of(ImmutableSortedDictionary<string, FeelValue> facts) => Known.GetValue(facts, Made);

    private static FeelContext Made(ImmutableSortedDictionary<string, FeelValue> facts)
    {
        var whole = new Section();
        foreach (var (key, value) in facts)
        {
            whole.Set(key, value);
        }

        return whole.Context();
    }

    private sealed class Section
    {
        private readonly Dictionary<string, FeelValue> values = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Section> sections = new(StringComparer.Ordinal);

        public void Set(ReadOnlySpan<char> path, FeelValue value)
        {
            var dot = path.IndexOf('.');
            if (dot < 0)
            {
                values[path.ToString()] = value;
                return;
            }

            var byName = sections.GetAlternateLookup<ReadOnlySpan<char>>();
            if (!byName.TryGetValue(path[..dot], out var section))
            {
                byName[path[..dot]] = section = new Section();
            }

            section.Set(path[(dot + 1)..], value);
        }

        public FeelContext Context()
        {
            foreach (var (name, section) in sections)
            {
                values[name] = section.Context();
            }

            return new FeelContext(values.ToImmutableSortedDictionary(StringComparer.Ordinal));
        }
    }
}
