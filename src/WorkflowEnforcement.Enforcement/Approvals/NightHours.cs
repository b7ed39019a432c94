using WorkflowEnforcement.Enforcement.Registers;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>The hours in which nothing is enforced.</summary>
/// <param name="From">First minute of the night.</param>
/// <param name="To">First minute after it, on the next morning.</param>
/// <param name="Source">The article; the law itself names no hours.</param>
/// <legal>行政强制法 (2012) art. 43(1).</legal>
public sealed record NightHours(TimeOnly From, TimeOnly To, LegalSource Source)
{
    /// <summary>The hours as the register of parameters has them on a local day.</summary>
    public static NightHours On(RegisterBook registers, DateOnly day)
    {
        var from = registers.Threshold(ParameterIds.NightFrom, day);
        return new NightHours(from.Minute, registers.Threshold(ParameterIds.NightTo, day).Minute, from.Source);
    }

    /// <summary>True for a minute of the night; none is where it begins and ends with the same minute.</summary>
    public bool Holds(TimeOnly at) => From <= To ? at >= From && at < To : at >= From || at < To;
}
