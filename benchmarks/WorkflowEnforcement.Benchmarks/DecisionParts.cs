using System.Diagnostics;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Records;

namespace WorkflowEnforcement.Benchmarks;

/// <summary>What of a command is no database: the decision, and the bytes and hashes of its ledger entries, in milliseconds.</summary>
/// <remarks>Timed beside the store by the same public functions, so that the store needs no clock inside.</remarks>
internal sealed record DecisionParts(double Decide, double Entries)
{
    public static DecisionParts Of(CaseSetting setting, CaseState? state, CaseCommand command)
    {
        var started = Stopwatch.GetTimestamp();
        var accepted = CaseDecider.Decide(setting, state, command) as Accepted
            ?? throw new InvalidOperationException($"Expected {command} to be taken");
        var decide = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        started = Stopwatch.GetTimestamp();
        Write(state, accepted, command);
        return new DecisionParts(decide, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private static void Write(CaseState? state, Accepted accepted, CaseCommand command)
    {
        var version = state?.Version ?? 0;
        byte[] previous = version == 0 ? [] : new byte[32];
        foreach (var happened in accepted.Events)
        {
            previous = LedgerHash.Leaf(new LedgerEntry
            {
                Log = "workflow-enforcement/bureau",
                Seq = 1_000_000,
                CaseId = Guid.Empty,
                CaseVersion = ++version,
                Type = CaseEventJson.TypeOf(happened),
                At = DateTimeOffset.FromUnixTimeMilliseconds(command.At.ToUnixTimeMilliseconds()),
                Actor = new LedgerActor(command.By.Id, command.By.Name, [.. command.By.Roles], command.By.Unit, "password"),
                CommandId = command.CommandId,
                DefinitionHash = accepted.State.Definition,
                Payload = CaseEventJson.Write(happened),
                PreviousInCase = Convert.ToHexStringLower(previous),
            }.Write());
        }
    }
}
