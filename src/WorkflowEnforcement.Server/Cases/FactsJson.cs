using System.Collections.Immutable;
using System.Text.Json;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Server.Cases;

/// <summary>Reads facts from the JSON of a request: an object whose members are keys of the dictionary.</summary>
public static class FactsJson
{
    /// <summary>Reads facts.</summary>
    /// <returns>The facts, or the refusal that names every member that could not be read.</returns>
    public static (ImmutableSortedDictionary<string, FeelValue> Facts, Refused? Refusal) Read(JsonElement? json)
    {
        if (json is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } given)
        {
            return (CaseState.NoFacts, null);
        }

        if (given.ValueKind != JsonValueKind.Object)
        {
            return (CaseState.NoFacts, new Refused("facts.invalid", "facts 须为对象，成员为事项字典的键。"));
        }

        if (given.GetPropertyCount() > FactsDictionary.Official.All.Length)
        {
            return (CaseState.NoFacts, new Refused("facts.invalid", "facts 的成员多于事项字典中的事项。"));
        }

        try
        {
            return Members(given);
        }
        catch (InvalidOperationException)
        {
            // What System.Text.Json throws for half a surrogate pair, in a name or in a text.
            return (CaseState.NoFacts, new Refused("facts.invalid", "facts 中含有不规范的字符，请删除后重新提交。"));
        }
    }

    private static (ImmutableSortedDictionary<string, FeelValue> Facts, Refused? Refusal) Members(JsonElement given)
    {
        var facts = CaseState.NoFacts.ToBuilder();
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        foreach (var member in given.EnumerateObject())
        {
            if (!FactsDictionary.Official.Knows(member.Name))
            {
                faults.Add(new FieldFault(member.Name, $"「{member.Name}」不是事项字典中的事项。"));
            }
            else if (FactText.Read(FactsDictionary.Official[member.Name], member.Value, out var value) is { } fault)
            {
                faults.Add(new FieldFault(member.Name, fault));
            }
            else
            {
                facts[member.Name] = value;
            }
        }

        return faults.Count == 0
            ? (facts.ToImmutable(), null)
            : (CaseState.NoFacts, new Refused("facts.invalid", $"有{faults.Count}处填写须更正。") { Fields = faults.ToImmutable() });
    }
}
