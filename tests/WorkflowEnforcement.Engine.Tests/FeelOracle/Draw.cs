namespace WorkflowEnforcement.Engine.Tests.FeelOracle;

/// <summary>Chance that can be replayed: the same seed draws the same on every machine and version of .NET.</summary>
internal sealed class Draw(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A whole number from 0 up to but not including the bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool Once(int inSo) => Below(inSo) == 0;

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    // SplitMix64: one addition and three mixings, well spread and ours to keep.
    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
