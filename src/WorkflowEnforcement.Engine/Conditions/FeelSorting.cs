namespace WorkflowEnforcement.Engine.Conditions;

/// <summary><c>sort(list, function(a, b) before)</c>.</summary>
internal static class FeelSorting
{
    public static FeelValue Sort(FeelRun run, FeelValue[] a)
    {
        if (a is not [FeelList { Items: var items }, FeelCallable precedes])
        {
            return FeelValue.Null;
        }

        // Merge sort: stable, and sure to end whatever the function answers.
        return run.List([.. Sorted(run, [.. items], precedes)]);
    }

    private static FeelValue[] Sorted(FeelRun run, FeelValue[] items, FeelCallable precedes)
    {
        if (items.Length < 2)
        {
            return items;
        }

        var left = Sorted(run, items[..(items.Length / 2)], precedes);
        var right = Sorted(run, items[(items.Length / 2)..], precedes);
        var merged = new FeelValue[items.Length];
        for (int i = 0, l = 0, r = 0; i < merged.Length; i++)
        {
            var takeRight = l == left.Length
                || (r < right.Length && precedes.Call(run, [right[r], left[l]]) is FeelBoolean { Value: true });
            merged[i] = takeRight ? right[r++] : left[l++];
        }

        return merged;
    }
}
