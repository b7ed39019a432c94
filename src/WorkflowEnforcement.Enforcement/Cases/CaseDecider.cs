namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>Decides what a command makes happen in a case: the flow by the engine, and around it the law.</summary>
public static class CaseDecider
{
    /// <summary>Decides what a command makes happen.</summary>
    /// <param name="setting">Procedure, people and number registers.</param>
    /// <param name="state">The case so far; null before <see cref="OpenCase"/>.</param>
    /// <param name="command">What is asked.</param>
    /// <returns>Events and the state after them, or a refusal with its legal source.</returns>
    public static CaseOutcome Decide(CaseSetting setting, CaseState? state, CaseCommand command) => throw new NotSupportedException();
}
