using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Enforcement.Designer;

internal sealed partial class StepReader
{
    private StepClock Clock(FlowNode node, ExtensionElement clock)
    {
        var id = Required(node, clock, "ref");
        var action = Required(node, clock, "action");
        if (action.Length > 0 && !Vocabulary.ClockActions.Contains(action))
        {
            Fault("clock.action", node, clock.Line, $"Expected start, stop, suspend, resume or extend, but found {action}");
        }

        if (id.Length > 0 && ClockBook.Official.Rules.All(rule => rule.Id != id))
        {
            Fault("clock.unknown", node, clock.Line, $"Expected a clock of the table, but found {id}");
        }

        var from = clock.Attributes.GetValueOrDefault("from");
        if (from is not null && !IsDay(from))
        {
            Fault("fact.unknown", node, clock.Line, $"Expected {id} to count from a day of the dictionary, but found {from}");
        }

        var read = new StepClock(id, action, OnEnter(node, clock, "on"), Words(clock, "outcome"), from, Condition(node, clock))
        {
            Ground = action == "suspend" ? Required(node, clock, "ground") : string.Empty,
            Document = clock.Attributes.GetValueOrDefault("document", string.Empty),
        };
        CheckClock(node, clock, read);
        return read;
    }

    private static bool IsDay(string word) => Vocabulary.ClockOfLastDay(word) is { } clock
        ? ClockBook.Official.Rules.Any(rule => rule.Id == clock)
        : FactsDictionary.Official.Knows(word) && FactsDictionary.Official[word].Type == FactType.Date;

    private void CheckClock(FlowNode node, ExtensionElement clock, StepClock read)
    {
        if (read.Action == "extend" && (read.OnEnter || node is not UserTask))
        {
            Fault("clock.extend", node, clock.Line, $"Expected {read.Clock} to be extended by a person who finishes a user task, but {node.Id} extends it otherwise");
        }

        if (read.Document.Length > 0 && !DocumentCatalogue.Official.Knows(read.Document))
        {
            Fault("document.unknown", node, clock.Line, $"Expected a document of the catalogue, but found {read.Document}");
        }
    }
}
