using System.Collections.Immutable;
using System.Text.Json;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Designer;

/// <summary>Reads form-js schemas into forms.</summary>
public static class FormReader
{
    private const int DefaultMaxLength = 4000;

    private static readonly Dictionary<string, string> FieldTypes = new(StringComparer.Ordinal)
    {
        ["textfield"] = "textfield",
        ["textarea"] = "textarea",
        ["number"] = "number",
        ["datetime"] = "date",
        ["select"] = "select",
        ["radio"] = "radio",
        ["checkbox"] = "checkbox",
        ["dynamiclist"] = "rows",
        ["text"] = "text",
    };

    /// <summary>Reads a schema.</summary>
    /// <param name="id">Name by which the flow refers to it.</param>
    /// <param name="json">The schema, UTF-8.</param>
    /// <exception cref="FormatException">The schema is not JSON, or has a component this product does not show.</exception>
    public static FormDefinition Read(string id, ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new FormDefinition(id, [.. Components(id, document.RootElement)]);
        }
        catch (JsonException fault)
        {
            throw new FormatException($"Expected the form {id} to be JSON, but it breaks at line {fault.LineNumber + 1}", fault);
        }
    }

    private static IEnumerable<FormField> Components(string form, JsonElement container)
    {
        if (container.ValueKind != JsonValueKind.Object || !container.TryGetProperty("components", out var components) || components.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException($"Expected the form {form} to have components, but it has none");
        }

        return components.EnumerateArray().SelectMany(component => Component(form, component));
    }

    private static IEnumerable<FormField> Component(string form, JsonElement component)
    {
        if (component.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"Expected each component of the form {form} to be an object, but found {component.ValueKind}");
        }

        var type = Text(component, "type");
        if (type == "group")
        {
            return [Heading(Text(component, "label")), .. Components(form, component)];
        }

        if (!FieldTypes.TryGetValue(type, out var shown))
        {
            throw new FormatException($"Expected a component of the form {form} that can be shown, but found the type {type}");
        }

        return [Field(form, component, shown)];
    }

    private static FormField Field(string form, JsonElement component, string type)
    {
        var key = type switch
        {
            "text" => string.Empty,
            "rows" => Text(component, "path") is { Length: > 0 } path ? path : Text(component, "key"),
            _ => Text(component, "key"),
        };
        if (key.Length == 0 && type != "text")
        {
            throw new FormatException($"Expected each field of the form {form} to have a key, but one of type {type} has none");
        }

        var properties = Property(component, "properties");
        var validate = Property(component, "validate");
        return new FormField(
            key,
            type,
            Label(component, type),
            Text(component, "description"),
            Flag(validate, "required"),
            Flag(component, "readonly") || Flag(component, "disabled"),
            Choices(component),
            type == "rows" ? [.. Components(form, component)] : [],
            Text(properties, "unit"),
            Text(properties, "source"),
            validate is { } rules && rules.TryGetProperty("maxLength", out var max) && max.TryGetInt32(out var length) ? length : DefaultMaxLength)
        {
            RequiredFor = [.. Text(properties, "requiredFor").Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            RequiredWhen = Expression(form, key, Text(properties, "requiredWhen")),
            HiddenWhen = Expression(form, key, Text(Property(component, "conditional"), "hide")),
        };
    }

    private static FeelExpression? Expression(string form, string key, string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var (expression, fault) = FeelExpression.Parse(text);
        return expression ?? throw new FormatException($"Expected an expression at {key} of the form {form}, but at column {fault!.Column}: {fault.Message}");
    }

    private static string Label(JsonElement component, string type) =>
        type switch
        {
            "text" => Text(component, "text").TrimStart('#', ' '),
            "date" => Text(component, "dateLabel") is { Length: > 0 } label ? label : Text(component, "label"),
            _ => Text(component, "label"),
        };

    private static FormField Heading(string label) => new(string.Empty, "heading", label, string.Empty, false, true, [], [], string.Empty, string.Empty, 0);

    private static ImmutableArray<FormChoice> Choices(JsonElement component) =>
        component.TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Array
            ? [.. values.EnumerateArray().Select(value => new FormChoice(Text(value, "value"), Text(value, "label")))]
            : [];

    private static JsonElement? Property(JsonElement element, string name) =>
        element.TryGetProperty(name, out var property) && property.ValueKind == JsonValueKind.Object ? property : null;

    private static bool Flag(JsonElement? element, string name) =>
        element is { } present && present.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    private static string Text(JsonElement? element, string name) =>
        element is { } present && present.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : string.Empty;
}
