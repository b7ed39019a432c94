using System.Collections.Immutable;

namespace WorkflowEnforcement.Engine.Conditions;

/// <summary>The relations of points and ranges of DMN 1.3, table 78. A range that is open at an end it would need is null.</summary>
internal static class FeelRangeFunctions
{
    private const string Both = "point1: item, point2: item|point: item, range: item|range: item, point: item|range1: item, range2: item";
    private const string Ranges = "range1: item, range2: item";

    public static readonly ImmutableArray<FeelFunction> All =
    [
        new("before", Both, (run, a) => Truth(Before(run, a[0], a[1]))),
        new("after", Both, (run, a) => Truth(Before(run, a[1], a[0]))),
        new("meets", Ranges, (run, a) => OfRanges(a[0], a[1], (x, y) => Meets(run, x, y))),
        new("met by", Ranges, (run, a) => OfRanges(a[1], a[0], (x, y) => Meets(run, x, y))),
        new("overlaps", Ranges, (run, a) => OfRanges(a[0], a[1], (x, y) => Overlap(run, x, y))),
        new("overlaps before", Ranges, (run, a) => OfRanges(a[0], a[1], (x, y) => OverlapsBefore(run, x, y))),
        new("overlaps after", Ranges, (run, a) => OfRanges(a[1], a[0], (x, y) => OverlapsBefore(run, x, y))),
        new("finishes", "point: item, range: item|range1: item, range2: item", (run, a) => Finishes(run, a[0], a[1])),
        new("finished by", "range: item, point: item|range1: item, range2: item", (run, a) => Finishes(run, a[1], a[0])),
        new("includes", "range: item, point: item|range1: item, range2: item", (run, a) => Includes(run, a[0], a[1])),
        new("during", "point: item, range: item|range1: item, range2: item", (run, a) => Includes(run, a[1], a[0])),
        new("starts", "point: item, range: item|range1: item, range2: item", (run, a) => Starts(run, a[0], a[1])),
        new("started by", "range: item, point: item|range1: item, range2: item", (run, a) => Starts(run, a[1], a[0])),
        new("coincides", "point1: item, point2: item|range1: item, range2: item", (run, a) => Coincides(run, a[0], a[1])),
    ];

    private static FeelValue Truth(bool? value) => value is { } known ? FeelValue.Of(known) : FeelValue.Null;

    private static FeelValue OfRanges(FeelValue a, FeelValue b, Func<FeelRange, FeelRange, bool?> test) =>
        (a, b) is (FeelRange x, FeelRange y) ? Truth(test(x, y)) : FeelValue.Null;

    private static bool? Before(FeelRun run, FeelValue a, FeelValue b)
    {
        var (end, start) = ((a as FeelRange)?.End ?? a, (b as FeelRange)?.Start ?? b);
        var touching = a is FeelRange { EndIncluded: false } || b is FeelRange { StartIncluded: false };
        return FeelCompare.Order(run, end, start) is { } order ? order < 0 || (order == 0 && touching) : null;
    }

    private static bool? Meets(FeelRun run, FeelRange a, FeelRange b) =>
        FeelCompare.Order(run, a.End, b.Start) is { } order ? order == 0 && a.EndIncluded && b.StartIncluded : null;

    private static bool? Overlap(FeelRun run, FeelRange a, FeelRange b) =>
        (Before(run, a, b), Before(run, b, a)) is ({ } first, { } second) ? !first && !second : null;

    private static bool? OverlapsBefore(FeelRun run, FeelRange a, FeelRange b)
    {
        if (FeelCompare.Order(run, a.Start, b.Start) is not { } starts || FeelCompare.Order(run, a.End, b.End) is not { } ends
            || Before(run, a, b) is not { } apart)
        {
            return null;
        }

        return (starts < 0 || (starts == 0 && a.StartIncluded && !b.StartIncluded))
            && !apart
            && (ends < 0 || (ends == 0 && (!a.EndIncluded || b.EndIncluded)));
    }

    private static FeelValue Finishes(FeelRun run, FeelValue a, FeelValue b)
    {
        if (b is not FeelRange whole)
        {
            return FeelValue.Null;
        }

        if (a is not FeelRange part)
        {
            return Truth(FeelCompare.Order(run, a, whole.End) is { } order ? order == 0 && whole.EndIncluded : null);
        }

        return Truth((FeelCompare.Order(run, part.End, whole.End), FeelCompare.Order(run, part.Start, whole.Start)) is ({ } ends, { } starts)
            ? ends == 0 && part.EndIncluded == whole.EndIncluded && (starts > 0 || (starts == 0 && (!part.StartIncluded || whole.StartIncluded)))
            : null);
    }

    private static FeelValue Starts(FeelRun run, FeelValue a, FeelValue b)
    {
        if (b is not FeelRange whole)
        {
            return FeelValue.Null;
        }

        if (a is not FeelRange part)
        {
            return Truth(FeelCompare.Order(run, a, whole.Start) is { } order ? order == 0 && whole.StartIncluded : null);
        }

        return Truth((FeelCompare.Order(run, part.Start, whole.Start), FeelCompare.Order(run, part.End, whole.End)) is ({ } starts, { } ends)
            ? starts == 0 && part.StartIncluded == whole.StartIncluded && (ends < 0 || (ends == 0 && (!part.EndIncluded || whole.EndIncluded)))
            : null);
    }

    private static FeelValue Includes(FeelRun run, FeelValue a, FeelValue b)
    {
        if (a is not FeelRange whole)
        {
            return FeelValue.Null;
        }

        return b is FeelRange part
            ? FeelCompare.And(Truth(StartsNoLater(run, whole, part)), Truth(EndsNoEarlier(run, whole, part)))
            : FeelRanges.Contains(run, whole, b);
    }

    private static bool? StartsNoLater(FeelRun run, FeelRange whole, FeelRange part) =>
        whole.Start is FeelNull ? true
        : part.Start is FeelNull ? false
        : FeelCompare.Order(run, whole.Start, part.Start) is { } order
        ? order < 0 || (order == 0 && (whole.StartIncluded || !part.StartIncluded))
        : null;

    private static bool? EndsNoEarlier(FeelRun run, FeelRange whole, FeelRange part) =>
        whole.End is FeelNull ? true
        : part.End is FeelNull ? false
        : FeelCompare.Order(run, whole.End, part.End) is { } order
        ? order > 0 || (order == 0 && (whole.EndIncluded || !part.EndIncluded))
        : null;

    private static FeelValue Coincides(FeelRun run, FeelValue a, FeelValue b) =>
        a is FeelRange == b is FeelRange && a is not FeelNull && b is not FeelNull
            ? Truth(FeelCompare.AreEqual(run, a, b))
            : FeelValue.Null;
}
