using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>Runs a compiled pattern over texts: all ways at once, character by character, so that none can run for ever. What it does is paid.</summary>
/// <param name="run">Who pays.</param>
/// <param name="steps">The steps of the pattern.</param>
/// <param name="groups">How many groups it has.</param>
/// <param name="isMultiline">Whether <c>^</c> and <c>$</c> hold at lines too.</param>
internal sealed class FeelPatternMatcher(FeelRun run, ImmutableArray<FeelPatternStep> steps, int groups, bool isMultiline)
{
    // Moves within a pattern that cost as much as a step of an expression.
    private const int MovesOfStep = 32;

    private readonly int[] _seen = new int[steps.Length];
    private readonly Stack<(int Step, int[] Slots)> _open = new();
    private List<(int Step, int[] Slots)> _now = [];
    private List<(int Step, int[] Slots)> _next = [];
    private string _text = "";
    private int _mark;
    private int _moves;

    /// <summary>How many groups the pattern has.</summary>
    public int Groups => groups;

    /// <summary>Whether the pattern matches anywhere.</summary>
    public bool IsMatch(string text) => Run(text, 0, any: true) is not null;

    /// <summary>The first match from a place on.</summary>
    /// <returns>Start and end of the match and of each group, -1 where a group took no part; a null reference where there is no match.</returns>
    public int[]? Find(string text, int from) => Run(text, from, any: false);

    private int[]? Run(string text, int from, bool any)
    {
        _text = text;
        _now.Clear();
        _mark++;
        int[]? best = null;
        for (var (at, width) = (from, 0); ; at += width)
        {
            if (best is null)
            {
                Add(_now, 0, at, Unset());
            }

            var code = CodePoint(at, out width);
            _mark++;
            _next.Clear();
            foreach (var (step, slots) in _now)
            {
                if (steps[step].Act == FeelPatternAct.Match)
                {
                    best = slots;
                    break;
                }

                Pay(steps[step].Set!.Weight);
                if (width > 0 && steps[step].Set!.Has(code))
                {
                    Add(_next, step + 1, at + width, slots);
                }
            }

            (_now, _next) = (_next, _now);
            if (width == 0 || (best is not null && (any || _now.Count == 0)))
            {
                return best;
            }
        }
    }

    private int[] Unset()
    {
        var slots = new int[2 * (groups + 1)];
        Array.Fill(slots, -1);
        return slots;
    }

    // Depth first, so that what is preferred stands before what is not.
    private void Add(List<(int Step, int[] Slots)> list, int start, int at, int[] startSlots)
    {
        _open.Push((start, startSlots));
        while (_open.TryPop(out var next))
        {
            var (step, slots) = next;
            Pay(1);
            if (_seen[step] == _mark)
            {
                continue;
            }

            _seen[step] = _mark;
            switch (steps[step].Act)
            {
                case FeelPatternAct.Jump:
                    _open.Push((steps[step].To, slots));
                    break;
                case FeelPatternAct.Fork:
                    _open.Push((steps[step].Or, slots));
                    _open.Push((steps[step].To, slots));
                    break;
                case FeelPatternAct.Keep:
                    _open.Push((step + 1, Kept(slots, steps[step].To, at)));
                    break;
                case FeelPatternAct.Start when !IsStart(at):
                case FeelPatternAct.End when !IsEnd(at):
                    break;
                case FeelPatternAct.Start or FeelPatternAct.End:
                    _open.Push((step + 1, slots));
                    break;
                default:
                    list.Add(next);
                    break;
            }
        }
    }

    private int[] Kept(int[] slots, int slot, int at)
    {
        Pay(1 + (slots.Length / 4));
        var kept = (int[])slots.Clone();
        kept[slot] = at;
        return kept;
    }

    // A newline that ends the text begins no line (XPath functions 3.0, 5.6.2).
    private bool IsStart(int at) => at == 0 || (isMultiline && _text[at - 1] == '\n' && at < _text.Length);

    private bool IsEnd(int at) => at == _text.Length || (isMultiline && _text[at] == '\n');

    private int CodePoint(int at, out int width)
    {
        width = at == _text.Length ? 0 : 1;
        if (width == 0)
        {
            return -1;
        }

        var isPair = char.IsHighSurrogate(_text[at]) && at + 1 < _text.Length && char.IsLowSurrogate(_text[at + 1]);
        width = isPair ? 2 : 1;
        return isPair ? char.ConvertToUtf32(_text[at], _text[at + 1]) : _text[at];
    }

    private void Pay(int moves)
    {
        _moves += moves;
        if (_moves >= MovesOfStep)
        {
            run.Spend(_moves / MovesOfStep);
            _moves %= MovesOfStep;
        }
    }
}
