using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Reads a timer event definition.</summary>
internal static class TimerReading
{
    /// <summary>The timer; null after a fault.</summary>
    public static TimerDefinition? Read(XmlItem definition, string element, FaultList faults)
    {
        var times = definition.Children.FindAll(child => child.IsBpmn && IsTime(child.Name));
        switch (times)
        {
            case [var time]:
                return Parse(time, element, faults);
            case []:
                faults.Add("timer.missing", element, definition.Line, $"Expected a timeDate, timeDuration or timeCycle in the timer of {element}, but there is none");
                return null;
            default:
                faults.Add("timer.ambiguous", element, definition.Line, $"Expected one time in the timer of {element}, but there are {times.Count}");
                return null;
        }
    }

    /// <summary>Whether an element in the definition says when.</summary>
    public static bool IsTime(string name) => name is "timeDate" or "timeDuration" or "timeCycle";

    private static TimerDefinition? Parse(XmlItem time, string element, FaultList faults)
    {
        var text = time.Text.Trim();
        if (text.StartsWith('='))
        {
            return new TimerExpression(text, ExpressionReading.Parse(time, element, faults));
        }

        var (timer, wanted) = Literal(time.Name, text);
        if (timer is null)
        {
            faults.Add("timer.invalid", element, time.Line, $"Expected the timer of {element} to be {wanted}, or an expression after '=', but found '{text}'");
        }

        return timer;
    }

    private static (TimerDefinition? Timer, string Wanted) Literal(string name, string text) => name switch
    {
        "timeDate" => (TimerDate.At(text, TimeSpan.Zero) is null ? null : new TimerDate(text), "a date or moment such as 2026-03-02T09:00:00+08:00"),
        "timeDuration" => (IsoDuration.Read(text) is { Months: >= 0, Time.Ticks: >= 0 } ? new TimerDuration(text) : null, "a duration such as P3DT4H"),
        _ => (TimerCycle.IsCycle(text) ? new TimerCycle(text) : null, "a cycle such as R3/PT10M"),
    };
}
