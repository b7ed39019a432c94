using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Inspections;

/// <summary>The pools of a draw as the registers have them: nobody types what is registered.</summary>
/// <legal>国办发〔2024〕54号; 优化营商环境条例 art. 54: objects and inspectors come from registers.</legal>
public static class RegisteredPools
{
    private const string Objects = "draw.objects";
    private const string Inspectors = "draw.inspectors";

    /// <summary>The facts of a case, and where a form asks for pools that the case does not know yet, the pools of the registers.</summary>
    /// <param name="setting">Registers and people.</param>
    /// <param name="state">The case.</param>
    /// <param name="form">The form; null where the step has none.</param>
    /// <param name="on">Local day.</param>
    public static ImmutableSortedDictionary<string, FeelValue> Proposed(CaseSetting setting, CaseState state, FormDefinition? form, DateOnly on)
    {
        var facts = state.Facts;
        foreach (var key in form?.Fields.Where(field => !field.ReadOnly).Select(field => field.Key) ?? [])
        {
            if (facts.ContainsKey(key))
            {
                continue;
            }

            ImmutableArray<FeelValue> rows = key switch
            {
                Objects => [.. setting.Registers.All(RegisterKeys.Objects, on).Select(Row)],
                Inspectors => [.. setting.Registers.All(RegisterKeys.Inspectors, on)
                    .Where(entry => setting.Staff.GetValueOrDefault(entry.Key)?.MayEnforceOn(on) == true)
                    .Select(entry => FeelContext.Empty.With("officer", FeelValue.Of(entry.Key)))],
                _ => [],
            };
            facts = rows.Length > 0 ? facts.SetItem(key, new FeelList(rows)) : facts;
        }

        return facts;
    }

    private static FeelValue Row(RegisterEntry entry) => FeelContext.Empty
        .With("code", FeelValue.Of(entry.Key))
        .With("name", FeelValue.Of(entry["name"]))
        .With("class", FeelValue.Of(entry["class"]))
        .With("address", FeelValue.Of(entry["address"]));
}
