namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>What a node of the net takes before it fires.</summary>
internal enum Intake
{
    /// <summary>One token, from any way in.</summary>
    Any,

    /// <summary>One token from each way in.</summary>
    All,

    /// <summary>The tokens that are there, once no other can come.</summary>
    Coming,
}

/// <summary>A place where tokens are taken and given: an element, or several made one.</summary>
internal sealed class NetNode(int id, string element, Intake intake)
{
    public int Id => id;

    /// <summary>Id of the element at whose ways in its tokens arrive.</summary>
    public string Element => element;

    public Intake Intake => intake;

    public SortedSet<int> Ins { get; } = [];

    /// <summary>The sets of flows of which it gives one token each; it chooses a set.</summary>
    public List<int[]> Sets { get; set; } = [];

    /// <summary>Whether more sets exist than are named.</summary>
    public bool IsPartial { get; set; }

    /// <summary>Whether it is wrong that tokens stand at two of its ways in at once.</summary>
    public bool TellsDoubles { get; set; }

    /// <summary>Whether something is done in it that takes time.</summary>
    public bool Works { get; set; }

    /// <summary>Whether it lay on a loop as drawn.</summary>
    public bool IsInLoop { get; set; }

    public Trail Trail { get; set; } = Trail.Of(element);

    /// <summary>Where tokens end without another.</summary>
    public bool IsSink => Sets is [{ Length: 0 }];
}

/// <summary>A way for tokens, from one node to the next.</summary>
internal sealed class NetFlow(int id, string drawn, int source, int target, string arrivesAt)
{
    public int Id => id;

    /// <summary>Id of the flow as drawn by which its tokens arrive.</summary>
    public string Drawn { get; set; } = drawn;

    /// <summary>Id of the element at which its tokens arrive.</summary>
    public string ArrivesAt { get; set; } = arrivesAt;

    /// <summary>The node it leaves; -1 where no token ever comes.</summary>
    public int Source { get; set; } = source;

    public int Target { get; set; } = target;

    /// <summary>Whether something is done on the way that takes time.</summary>
    public bool Works { get; set; }

    public Trail Trail { get; set; } = Trail.Empty;
}

/// <summary>A scope as a game of tokens: where they can lie, and what moves them.</summary>
internal sealed class Net
{
    /// <summary>Stands in a set for the end of the scope with all tokens in it.</summary>
    public const int Clears = -1;

    /// <summary>The node that gives the first tokens.</summary>
    public const int Start = 0;

    public Dictionary<int, NetNode> Nodes { get; } = [];

    public Dictionary<int, NetFlow> Flows { get; } = [];

    public NetNode Target(int flow) => Nodes[Flows[flow].Target];

    /// <summary>Puts a set in the place of those that are equal.</summary>
    public static List<int[]> Distinct(IEnumerable<int[]> sets)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. sets.Select(set => set.Distinct().Order().ToArray()).Where(set => seen.Add(string.Join(' ', set)))];
    }
}
