namespace WorkflowEnforcement.Engine.Analysis;

/// <summary>Which flows hold a token. Equal by content.</summary>
internal readonly struct Marking : IEquatable<Marking>
{
    private readonly ulong[] _words;
    private readonly int _hash;

    private Marking(ulong[] words)
    {
        _words = words;
        var hash = default(HashCode);
        foreach (var word in words)
        {
            hash.Add(word);
        }

        _hash = hash.ToHashCode();
    }

    public static Marking Of(int size, IEnumerable<int> flows)
    {
        var words = new ulong[(size + 63) / 64];
        foreach (var flow in flows)
        {
            words[flow / 64] |= 1UL << (flow % 64);
        }

        return new Marking(words);
    }

    public bool this[int flow] => (_words[flow / 64] & (1UL << (flow % 64))) != 0;

    public bool IsEmpty => Array.TrueForAll(_words, word => word == 0);

    public bool Meets(Marking other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            if ((_words[i] & other._words[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    public Marking Or(Marking other) => new([.. _words.Zip(other._words, (one, two) => one | two)]);

    public Marking Without(Marking other) => new([.. _words.Zip(other._words, (one, two) => one & ~two)]);

    /// <summary>The flows in order.</summary>
    public IEnumerable<int> Flows()
    {
        for (var i = 0; i < _words.Length; i++)
        {
            for (var left = _words[i]; left != 0; left &= left - 1)
            {
                yield return (i * 64) + System.Numerics.BitOperations.TrailingZeroCount(left);
            }
        }
    }

    public bool Equals(Marking other) => _words.AsSpan().SequenceEqual(other._words);

    public override bool Equals(object? obj) => obj is Marking other && Equals(other);

    public override int GetHashCode() => _hash;
}
