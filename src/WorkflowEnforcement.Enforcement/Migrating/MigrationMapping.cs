using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Migrating;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Migrating;

/// <summary>Which element of one version becomes which of another.</summary>
public static class MigrationMapping
{
    /// <summary>What is wrong with a mapping, whatever the case.</summary>
    /// <returns>Null for nothing; else a refusal whose fields name each element by its id.</returns>
    public static Refused? WhyNot(ProcedureDefinition from, ProcedureDefinition to, ValueList<MovedElement> moved)
    {
        var own = moved.Where(element => element.Called.Length == 0).ToList();
        var taken = own.ToLookup(element => element.To, StringComparer.Ordinal);
        var left = own.Select(element => element.From).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<FieldFault> faults =
        [
            .. own.Select(element => Fault(from.Model, to.Model, element) ?? Twice(from.Model, to, element, taken, left)).OfType<FieldFault>(),
            .. own.GroupBy(element => element.From, StringComparer.Ordinal).Where(group => group.Count() > 1)
                .Select(group => new FieldFault($"mapping.{group.Key}", $"「{MigrationWords.NameOf(from, group.Key)}」只能对应一个环节。")),
        ];
        return faults.IsEmpty ? null : new Refused("migration.mapping", $"环节对应有{faults.Length}处须更正：{faults[0].Message}") { Fields = faults };
    }

    /// <summary>The plan that the engine is given.</summary>
    internal static MigrationPlan Plan(MigrateCase migrate)
    {
        var plan = new MigrationPlan(Versioned(migrate.From.Definition), Versioned(migrate.To.Definition));
        return migrate.Moved.Aggregate(plan, (planned, element) => planned.Moving(element.Called, (element.From, element.To)));
    }

    private static ProcessModel Versioned(ProcedureDefinition definition) => definition.Model with { Version = definition.Hash };

    private static FieldFault? Fault(ProcessModel from, ProcessModel to, MovedElement element) =>
        !Knows(from, element.From) ? new FieldFault($"mapping.{element.From}", $"旧版本流程没有编号为 {element.From} 的环节。")
        : !Knows(to, element.To) ? new FieldFault($"mapping.{element.From}", $"新版本流程没有编号为 {element.To} 的环节。")
        : null;

    // Two steps that became one could not be told apart any more: who did which, and by which way a join was reached.
    private static FieldFault? Twice(ProcessModel from, ProcedureDefinition to, MovedElement element, ILookup<string, MovedElement> taken, HashSet<string> left) =>
        taken[element.To].Select(other => other.From).Distinct(StringComparer.Ordinal).Count() > 1 || (Knows(from, element.To) && !left.Contains(element.To))
            ? new FieldFault($"mapping.{element.From}", $"新版本的「{MigrationWords.NameOf(to, element.To)}」已有另一环节对应，两个环节不能并作一个。")
            : null;

    private static bool Knows(ProcessModel model, string id) => model.Nodes.ContainsKey(id) || model.Flows.ContainsKey(id);
}
