using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Running;

namespace WorkflowEnforcement.Enforcement.Migrating;

/// <summary>Gives what a case holds its ids of the other version. Numbers of tasks, clocks and all else stay as they are.</summary>
internal static class CaseMigrationEvolution
{
    public static CaseState Migrated(CaseState state, CaseMigrated e)
    {
        var moved = e.Moved.Where(element => element.Called.Length == 0).ToImmutableDictionary(element => element.From, element => element.To, StringComparer.Ordinal);
        var names = e.Finished.ToImmutableDictionary(step => step.Element, step => step.Name, StringComparer.Ordinal);
        string Of(string element) => moved.GetValueOrDefault(element, element);
        return state with
        {
            Definition = e.To,
            Instance = e.Steps.Aggregate(state.Instance, ProcessEngine.Evolve),
            Tasks = ImmutableSortedDictionary.CreateRange(
                state.Tasks.Select(task => KeyValuePair.Create(task.Key, task.Value with { Element = Of(task.Value.Element) }))),
            Completions = state.Completions.ConvertAll(done => done with
            {
                Element = Of(done.Element),
                NameThen = done.NameThen ?? names.GetValueOrDefault(done.Element, done.Element),
            }),
            Documents = moved.IsEmpty ? state.Documents : state.Documents.ConvertAll(document => document with { Element = Of(document.Element) }),
            EarlierHandlers = state.EarlierHandlers.Union(e.Handlers),
        };
    }
}
