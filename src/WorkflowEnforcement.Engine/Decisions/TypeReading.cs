using System.Collections.Frozen;
using System.Collections.Immutable;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Engine.Decisions;

/// <summary>The types that a file names: those of FEEL, and its own item definitions.</summary>
internal sealed class TypeReading
{
    // Types are read, and values held against them, by methods that call themselves.
    private const int MaxDepth = 100;

    // The names of FEEL, those of DMN 1.1, and those that modellers write for numbers.
    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>
    {
        ["dateTime"] = "date and time",
        ["dayTimeDuration"] = "days and time duration",
        ["yearMonthDuration"] = "years and months duration",
        ["double"] = "number",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Known =
        FrozenSet.Create("description", "extensionElements", "typeRef", "allowedValues", "itemComponent");

    private readonly FaultList _faults;
    private readonly Dictionary<string, XmlItem> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DecisionType?> _read = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly FeelReading _feel;
    private int _depth;

    public TypeReading(XmlItem root, FaultList faults)
    {
        _faults = faults;
        _feel = new FeelReading([], faults);
        foreach (var definition in root.Dmn("itemDefinition"))
        {
            if (definition.Attribute("name") is not { Length: > 0 } name || !_definitions.TryAdd(name, definition))
            {
                faults.Add("type.name", definition, "Expected each item definition to have a name of its own, but one has none or that of another");
            }
        }

        foreach (var name in _definitions.Keys)
        {
            Named(name, name, _definitions[name].Line);
        }
    }

    /// <summary>Names of components, which paths in expressions may use.</summary>
    public IEnumerable<string> ComponentNames => _definitions.Values.SelectMany(Components).Select(component => component.Attribute("name") ?? "");

    /// <summary>The type that an element's <c>typeRef</c> names; null where it has none or after a fault.</summary>
    public DecisionType? Of(XmlItem? item, string element) =>
        item?.Attribute("typeRef") is { Length: > 0 } name ? Named(name, element, item.Line) : null;

    private static IEnumerable<XmlItem> Components(XmlItem item) => item.Dmn("itemComponent").SelectMany(child => Components(child).Prepend(child));

    private DecisionType? Named(string name, string element, int line)
    {
        var local = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
        if (_open.Contains(local))
        {
            return Unknown(element, line, $"a type that does not hold itself, but '{name}' does");
        }

        if (_read.TryGetValue(local, out var read))
        {
            return read;
        }

        if (!_definitions.TryGetValue(local, out var definition))
        {
            return BuiltIn(local) ?? Unknown(element, line, $"a type of FEEL or of this file, but found '{name}'");
        }

        _open.Add(local);
        _read[local] = Defined(definition, local);
        _open.Remove(local);
        return _read[local];
    }

    private static DecisionType? BuiltIn(string name)
    {
        var feel = Aliases.GetValueOrDefault(name, name);
        return feel == "Any" ? new DecisionType(feel, (_, _) => true)
            : feel is "integer" or "long" ? new DecisionType(feel, (_, value) => value is FeelNumber number && decimal.IsInteger(number.Value))
            : FeelTypes.ByName.TryGetValue(feel, out var isOfType) ? new DecisionType(feel, isOfType)
            : null;
    }

    private DecisionType? Unknown(string element, int line, string expected)
    {
        _faults.Add("type.unknown", element, line, $"Expected {expected} ({element})");
        return null;
    }

    /// <summary>The type of a definition or component; null after a fault of its own, and where it goes too deep, be it in the file or through what it names.</summary>
    private DecisionType? Defined(XmlItem item, string name)
    {
        if (_depth == MaxDepth)
        {
            return TooDeep(item, name);
        }

        _depth++;
        item.Only(_faults, Known);
        var components = item.Dmn("itemComponent").ToList();
        var based = item.First("typeRef") is { } reference ? Named(reference.Text.Trim(), name, reference.Line) : null;
        var type = new DecisionType(name, components.Count > 0 ? FeelTypes.ByName["context"] : (_, _) => true)
        {
            IsCollection = item.Attribute("isCollection") is "true" or "1",
            Allowed = _feel.Tests(item.First("allowedValues"), name),
            Base = based,
            Components = [.. components.Select(component => Component(component, name)).Where(pair => pair.Type is not null).Select(pair => (pair.Name, pair.Type!))],
        };
        _depth--;
        return type.Levels > MaxDepth ? TooDeep(item, name) : type;
    }

    private DecisionType? TooDeep(XmlItem item, string name) =>
        Unknown(item.Id ?? name.Split('.')[0], item.Line, $"at most {MaxDepth} types one upon another, but there are more");

    private (string Name, DecisionType? Type) Component(XmlItem item, string owner)
    {
        var name = FeelNameSet.Normal(item.Attribute("name") ?? "");
        return (name, Defined(item, $"{owner}.{name}"));
    }
}
