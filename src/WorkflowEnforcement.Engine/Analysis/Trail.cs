namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>Elements passed in order, kept as a tree so that two trails are joined without copying.</summary>
internal sealed class Trail
{
    public static readonly Trail Empty = new(null, null, null);

    // The ends of a long way tell more than its middle.
    private const int Shown = 12;

    private readonly string? _element;
    private readonly Trail? _left;
    private readonly Trail? _right;

    private Trail(string? element, Trail? left, Trail? right) => (_element, _left, _right) = (element, left, right);

    public static Trail Of(string element) => new(element, null, null);

    public static Trail operator +(Trail left, Trail right) => left == Empty ? right : right == Empty ? left : new Trail(null, left, right);

    /// <summary>The elements in order.</summary>
    public IEnumerable<string> Elements()
    {
        var open = new Stack<Trail>();
        open.Push(this);
        while (open.TryPop(out var trail))
        {
            if (trail._element is { } element)
            {
                yield return element;
            }
            else if (trail is { _left: { } left, _right: { } right })
            {
                open.Push(right);
                open.Push(left);
            }
        }
    }

    /// <summary>A way as a sentence names it.</summary>
    public static string Said(IReadOnlyList<string> way) => way.Count <= Shown
        ? string.Join(" > ", way)
        : $"{string.Join(" > ", way.Take(Shown / 3))} > ... > {string.Join(" > ", way.Skip(way.Count - (Shown * 2 / 3)))}";
}
