using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Reads a timer event definition.</summary>
internal static class TimerReading
{
    /// <summary>The timer; null after a fault.</summary>
    public static TimerDefinition? Read(XmlItem definition, string element, FaultList faults)
    {
        foreach (var other in definition.Children.Where(child => !IsKnown(child)))
        {
            faults.Add("element.unsupported", element, other.Line, $"Expected timeDate or timeDuration in the timer of {element}, but found {other.Name}");
        }

        var times = definition.Children.Where(child => child.IsBpmn && child.Name is "timeDate" or "timeDuration").ToList();
        switch (times)
        {
            case [var time]:
                return Parse(time, element, faults);
            case []:
                // A cycle was already refused by name.
                if (!definition.Named("timeCycle").Any())
                {
                    faults.Add("timer.missing", element, definition.Line, $"Expected a timeDate or timeDuration in the timer of {element}, but there is none");
                }

                return null;
            default:
                faults.Add("timer.ambiguous", element, definition.Line, $"Expected one time in the timer of {element}, but there are {times.Count}");
                return null;
        }
    }

    private static bool IsKnown(XmlItem child) =>
        child.IsBpmn && child.Name is "timeDate" or "timeDuration" or "documentation" or "extensionElements";

    private static TimerDefinition? Parse(XmlItem time, string element, FaultList faults)
    {
        var text = time.Text.Trim();
        if (text.StartsWith('='))
        {
            return ExpressionReading.Parse(time, element, faults) is { } expression ? new TimerExpression(text, expression) : null;
        }

        TimerDefinition? timer = time.Name == "timeDate"
            ? TimerDate.At(text, TimeSpan.Zero) is null ? null : new TimerDate(text)
            : IsoDuration.Read(text) is { Months: >= 0, Time.Ticks: >= 0 } ? new TimerDuration(text) : null;
        if (timer is null)
        {
            var wanted = time.Name == "timeDate" ? "a date or moment such as 2026-03-02T09:00:00+08:00" : "a duration such as P3DT4H";
            faults.Add("timer.invalid", element, time.Line, $"Expected the timer of {element} to be {wanted}, or an expression after '=', but found '{text}'");
        }

        return timer;
    }
}
