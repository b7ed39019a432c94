using System.Globalization;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Engine.Simulation;

/// <summary>Lets time pass: each timer fires at its own moment, those that are set on the way too.</summary>
internal static class VirtualTime
{
    public static EngineRefused? Advance(VirtualRun run, AwaitedStart start, AdvanceStep step)
    {
        var length = IsoDuration.Read(step.Duration)!.Value;
        if (TimerPlan.After(run.Now, length.Months, length.Time) is not { } until)
        {
            return new EngineRefused("advance.out-of-range", $"Expected to advance to a moment before the year 10000, but {step.Duration} leads beyond it");
        }

        var back = run.Mark();
        run.Settle();
        start.FireUntil(until);
        while (run.NextTimer(until) is { } timer)
        {
            if (run.Firings >= VirtualRun.MaxFirings)
            {
                back();
                return new EngineRefused(
                    "advance.too-many-timers",
                    string.Create(CultureInfo.InvariantCulture, $"Expected at most {VirtualRun.MaxFirings} timers to fire in one advance, but {step.Duration} brings more"));
            }

            run.Fire(timer);
            run.Settle();
        }

        run.Now = until;
        return null;
    }
}
