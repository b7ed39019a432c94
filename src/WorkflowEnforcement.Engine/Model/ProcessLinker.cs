using System.Collections.Frozen;
using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Decisions;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Engine.Model;

/// <summary>Ties call activities to the definitions they call, and business rule tasks to their decisions.</summary>
public static class ProcessLinker
{
    /// <summary>Finds what a process calls, and what that calls in turn, among other definitions.</summary>
    /// <param name="root">The process.</param>
    /// <param name="others">Definitions that may be called, by process id or by the key of their <c>enf:procedure</c>; the process itself is one of them.</param>
    /// <param name="decisions">Decisions that business rule tasks may name; of two with one id the first counts.</param>
    /// <returns>The process with <see cref="ProcessModel.Called"/> filled, or a fault for each call that leads nowhere.</returns>
    public static ReadResult Link(ProcessModel root, IEnumerable<ProcessModel> others, params IEnumerable<DecisionModel> decisions)
    {
        var known = new Dictionary<string, ProcessModel>(StringComparer.Ordinal);
        foreach (var model in others.Prepend(root))
        {
            known.TryAdd(model.Id, model);
            if (KeyOf(model) is { } key)
            {
                known.TryAdd(key, model);
            }
        }

        var called = new Dictionary<string, ProcessModel>(StringComparer.Ordinal);
        var faults = ImmutableArray.CreateBuilder<ModelFault>();
        var open = new Queue<ProcessModel>([root]);
        while (open.TryDequeue(out var model))
        {
            foreach (var call in Calls(model))
            {
                if (Follow(call, known, faults) is { } target && called.TryAdd(call.CalledElement, target))
                {
                    open.Enqueue(target);
                }
            }
        }

        return faults.Count > 0
            ? new ReadResult(null, [.. faults.OrderBy(fault => fault.Line)])
            : new ReadResult(root with { Called = called.ToFrozenDictionary(StringComparer.Ordinal), Decisions = ById(decisions) }, []);
    }

    /// <summary>The call activities of a process, in the order of the file.</summary>
    public static IEnumerable<CallActivity> Calls(ProcessModel model) => model.Nodes.Values.OfType<CallActivity>().OrderBy(call => call.Line);

    private static FrozenDictionary<string, Decision> ById(IEnumerable<DecisionModel> decisions) =>
        decisions.SelectMany(model => model.Decisions).DistinctBy(decision => decision.Id).ToFrozenDictionary(decision => decision.Id, StringComparer.Ordinal);

    private static ProcessModel? Follow(CallActivity call, Dictionary<string, ProcessModel> known, ImmutableArray<ModelFault>.Builder faults)
    {
        if (!known.TryGetValue(call.CalledElement, out var target))
        {
            faults.Add(new ModelFault("call.unknown", call.Id, call.Line, $"Expected call activity {call.Id} to call a known process, but found none with id or key '{call.CalledElement}'"));
            return null;
        }

        if (target.Root.Start is null && target.Root.Begins.IsEmpty)
        {
            faults.Add(new ModelFault("call.no-start", call.Id, call.Line, $"Expected called process {target.Id} to have a start event without a trigger, but it has none"));
            return null;
        }

        return target;
    }

    private static string? KeyOf(ProcessModel model) => model.Extensions
        .FirstOrDefault(extension => extension.Namespace == ExtensionElement.EnforcementNamespace && extension.Name == "procedure")
        ?.Attributes.GetValueOrDefault("key");
}
