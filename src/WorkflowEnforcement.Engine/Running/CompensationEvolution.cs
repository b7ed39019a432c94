using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>Applies what happened to the records of compensation.</summary>
internal static class CompensationEvolution
{
    public static ProcessInstance Kept(ProcessInstance state, CompensationKept e)
    {
        ImmutableArray<CompensationRecord> inner = e.From is { } from ? [.. state.Compensations.Values.Where(record => record.Scope == from)] : [];
        var around = e.Instance is { } instance ? Captured(state, instance) : FeelContext.Empty;
        var variables = e.From is { } closing ? Over(around, state.Scopes[closing].Variables) : around;
        return state with
        {
            NextId = Math.Max(state.NextId, e.Record + 1),
            Compensations = state.Compensations
                .RemoveRange(inner.Select(record => record.Id))
                .RemoveRange(state.Compensations.Values.Where(record => record.Returned && record.Scope == e.Scope && record.Element == e.Element).Select(record => record.Id))
                .Add(e.Record, new CompensationRecord(e.Record, e.Scope, e.Element, variables, inner) { Visit = e.Token ?? 0 }),
        };
    }

    /// <summary>What is done again after a return is compensated once: what was done before is kept only until then.</summary>
    public static ProcessInstance Returned(ProcessInstance state, StepReturned e)
    {
        if (state.Compensations.IsEmpty)
        {
            return state;
        }

        var undone = state.Tokens.Values.Where(token => Math.Abs(token.Trail.VisitOf(e.To)) == e.Visit).ToList();
        var scope = undone.Count == 0 ? 0 : undone[0].Scope;
        var steps = undone.SelectMany(token => token.Trail.Steps).Where(step => Math.Abs(step.Visit) >= e.Visit).Select(step => step.Element).ToHashSet(StringComparer.Ordinal);
        return state with
        {
            Compensations = state.Compensations.SetItems(
                from record in state.Compensations.Values
                where record.Visit != 0 && record.Scope == scope && record.Id > e.Visit && steps.Contains(record.Element)
                select KeyValuePair.Create(record.Id, record with { Returned = true })),
        };
    }

    /// <summary>What was withdrawn is not compensated.</summary>
    public static ProcessInstance WithoutVisits(ProcessInstance state, IReadOnlyCollection<long> visits)
    {
        var gone = state.Compensations.Values.Where(record => visits.Contains(record.Visit)).Select(record => record.Id).ToList();
        return gone.Count == 0 ? state : state with { Compensations = state.Compensations.RemoveRange(gone) };
    }

    public static ProcessInstance HandedUp(ProcessInstance state, CompensationHandedUp e)
    {
        var around = Captured(state, e.From);
        return state with
        {
            Compensations = state.Compensations.SetItems(
                from record in state.Compensations.Values
                where record.Scope == e.From
                select KeyValuePair.Create(record.Id, record with { Scope = e.Into, Variables = Over(around, record.Variables) })),
        };
    }

    public static ProcessInstance Taken(ProcessInstance state, CompensationTaken e)
    {
        var record = state.Compensations[e.Record];
        var work = state.Compensating[e.Token];
        var left = work.Records.Remove(e.Record);
        var inner = record.Inner.Select(within => e.Into is { } scope ? within with { Scope = scope } : Outward(within, record)).ToList();
        return state with
        {
            Compensations = state.Compensations.Remove(e.Record).AddRange(inner.Select(within => KeyValuePair.Create(within.Id, within))),
            Compensating = state.Compensating.SetItem(e.Token, work with
            {
                Records = e.Into is null ? [.. inner.Select(within => within.Id).Reverse(), .. left] : left,
            }),
        };
    }

    public static ImmutableSortedDictionary<long, CompensationRecord> Without(ImmutableSortedDictionary<long, CompensationRecord> records, long scope) =>
        records.IsEmpty ? records : records.RemoveRange(records.Values.Where(record => record.Scope == scope).Select(record => record.Id));

    // What was completed within a subprocess still sees the variables the subprocess had at its end.
    private static CompensationRecord Outward(CompensationRecord within, CompensationRecord around) => within with
    {
        Scope = around.Scope,
        Variables = Over(around.Variables, within.Variables),
    };

    // What is undone later is still that instance of its loop.
    private static FeelContext Captured(ProcessInstance state, long scope) =>
        state.Scopes[scope] is { Counter: { } counter } instance
            ? Over(FeelContext.Empty.With(Unfolding.LoopCounter, FeelValue.Of(counter)), instance.Variables)
            : state.Scopes[scope].Variables;

    private static FeelContext Over(FeelContext outer, FeelContext inner) => new(outer.Entries.SetItems(inner.Entries));
}
