using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>What a step of a compiled pattern does.</summary>
internal enum FeelPatternAct
{
    /// <summary>Takes one character of the set.</summary>
    Take,

    /// <summary>Goes on at two places, the first before the second.</summary>
    Fork,

    /// <summary>Goes on elsewhere.</summary>
    Jump,

    /// <summary>Keeps the place in the text, as a start or end of a group.</summary>
    Keep,

    /// <summary>Passes where the text or line starts.</summary>
    Start,

    /// <summary>Passes where the text or line ends.</summary>
    End,

    /// <summary>The pattern has matched.</summary>
    Match,
}

/// <summary>A step: what it does, where it goes on, and where else; for <see cref="FeelPatternAct.Keep"/> the slot.</summary>
internal readonly record struct FeelPatternStep(FeelPatternAct Act, int To = 0, int Or = 0, FeelCharacters? Set = null);

/// <summary>Makes the steps of a pattern. Each is paid, since <c>(a{9}){9}</c> is eighty-one of them.</summary>
internal sealed class FeelPatternCompiler(FeelRun run)
{
    private readonly ImmutableArray<FeelPatternStep>.Builder _steps = ImmutableArray.CreateBuilder<FeelPatternStep>();

    public ImmutableArray<FeelPatternStep> Whole(FeelPattern pattern)
    {
        Group(pattern, 0);
        Add(new FeelPatternStep(FeelPatternAct.Match));
        return _steps.ToImmutable();
    }

    private int Add(FeelPatternStep step)
    {
        run.Spend(1);
        _steps.Add(step);
        return _steps.Count - 1;
    }

    private void Compile(FeelPattern pattern)
    {
        switch (pattern)
        {
            case FeelPatternCharacter one:
                Add(new FeelPatternStep(FeelPatternAct.Take, Set: one.Set));
                break;
            case FeelPatternAnchor anchor:
                Add(new FeelPatternStep(anchor.IsStart ? FeelPatternAct.Start : FeelPatternAct.End));
                break;
            case FeelPatternGroup group:
                Group(group.Body, group.Number);
                break;
            case FeelPatternSequence sequence:
                foreach (var part in sequence.Parts)
                {
                    Compile(part);
                }

                break;
            case FeelPatternChoice choice:
                Choice(choice.Ways);
                break;
            case FeelPatternRepeat repeat:
                Repeat(repeat);
                break;
        }
    }

    private void Group(FeelPattern body, int number)
    {
        Add(new FeelPatternStep(FeelPatternAct.Keep, 2 * number));
        Compile(body);
        Add(new FeelPatternStep(FeelPatternAct.Keep, (2 * number) + 1));
    }

    private void Choice(ImmutableArray<FeelPattern> ways)
    {
        var ends = new List<int>();
        foreach (var way in ways[..^1])
        {
            var fork = Add(default);
            Compile(way);
            ends.Add(Add(default));
            SetFork(fork, fork + 1, _steps.Count, first: true);
        }

        Compile(ways[^1]);
        foreach (var end in ends)
        {
            _steps[end] = new FeelPatternStep(FeelPatternAct.Jump, _steps.Count);
        }
    }

    private void Repeat(FeelPatternRepeat repeat)
    {
        var isAtLeastOnce = repeat is { Least: 1, Most: null };
        var once = _steps.Count;
        for (var i = 0; i < repeat.Least; i++)
        {
            run.Spend(1);
            Compile(repeat.Body);
        }

        if (isAtLeastOnce)
        {
            // Back to the one that is there: written twice, pluses within pluses would double each time.
            SetFork(Add(default), once, _steps.Count, repeat.IsGreedy);
        }
        else if (repeat.Most is null)
        {
            var fork = Add(default);
            Compile(repeat.Body);
            Add(new FeelPatternStep(FeelPatternAct.Jump, fork));
            SetFork(fork, fork + 1, _steps.Count, repeat.IsGreedy);
        }
        else
        {
            Optional(repeat, repeat.Most.Value - repeat.Least);
        }
    }

    private void Optional(FeelPatternRepeat repeat, int times)
    {
        var forks = new List<int>();
        for (var i = 0; i < times; i++)
        {
            forks.Add(Add(default));
            Compile(repeat.Body);
        }

        foreach (var fork in forks)
        {
            SetFork(fork, fork + 1, _steps.Count, repeat.IsGreedy);
        }
    }

    private void SetFork(int fork, int on, int past, bool first) =>
        _steps[fork] = first ? new FeelPatternStep(FeelPatternAct.Fork, on, past) : new FeelPatternStep(FeelPatternAct.Fork, past, on);
}
