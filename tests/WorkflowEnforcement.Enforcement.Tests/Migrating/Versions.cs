using System.Text.RegularExpressions;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Migrating;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using WorkflowEnforcement.Engine.Signing;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Migrating;

/// <summary>Versions of the shipped procedure, and the migration to them.</summary>
internal static class Versions
{
    /// <summary>The shipped procedure with its flow changed.</summary>
    public static ProcedureDefinition Drawn(Func<string, string> change)
    {
        var definition = TestBureau.Sound(TestBureau.ReadPenalty(change));
        Assert.NotEqual(TestBureau.Penalty.Hash, definition.Hash);
        return definition;
    }

    /// <summary>The shipped procedure with one text in place of another.</summary>
    public static ProcedureDefinition Drawn(string old, string replacement) => Drawn(flow => flow.Replace(old, replacement, StringComparison.Ordinal));

    /// <summary>The shipped procedure with one id in place of another.</summary>
    public static ProcedureDefinition Renamed(string old, string id, Func<string, string>? change = null) => TestBureau.Sound(TestBureau.ReadPenalty(flow => Regex.Replace(change?.Invoke(flow) ?? flow, $@"\b{old}\b", id), forms =>
    {
        if (forms.Remove(old, out var form))
        {
            forms[id] = form;
        }
    }));

    /// <summary>The shipped procedure with something changed within one step.</summary>
    public static ProcedureDefinition In(string step, string old, string replacement) => Drawn(flow =>
    {
        var at = flow.IndexOf($"<bpmn:userTask id=\"{step}\"", StringComparison.Ordinal);
        var end = flow.IndexOf("</bpmn:userTask>", at, StringComparison.Ordinal);
        Assert.Contains(old, flow[at..end], StringComparison.Ordinal);
        return flow[..at] + flow[at..end].Replace(old, replacement, StringComparison.Ordinal) + flow[end..];
    });

    /// <summary>A case that a scenario brought to a step is to move to another version.</summary>
    public static Then Migrate(this GivenCase given, ProcedureDefinition to, string by = "legalhead", params (string From, string To)[] moved) =>
        given.When(walk => Command(given, to, by, moved));

    /// <summary>What would happen to it.</summary>
    public static CaseMigrationReport DryRun(this GivenCase given, ProcedureDefinition to, params (string From, string To)[] moved) =>
        CaseMigration.DryRun(given.Walk.Setting, given.State, Command(given, to, "legalhead", moved));

    public static MigrateCase Command(GivenCase given, ProcedureDefinition to, string by = "legalhead", params (string From, string To)[] moved) =>
        new(new DefinitionVersion(1, given.Walk.Setting.Procedure), new DefinitionVersion(2, to), Moved(moved), "新规定自即日起施行。")
        {
            By = TestBureau.Actor(given.Walk.Setting, by),
            At = given.Next.At,
            CommandId = given.Walk.NextId(),
        };

    private static ValueList<MovedElement> Moved((string From, string To)[] moved) => [.. moved.Select(pair => MovedElement.Of(pair.From, pair.To))];
}
