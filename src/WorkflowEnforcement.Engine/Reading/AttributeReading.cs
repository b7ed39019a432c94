using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Reads attributes that have a form of their own.</summary>
internal static class AttributeReading
{
    /// <summary>A yes or no; what the standard assumes where it is missing.</summary>
    public static bool Flag(XmlItem item, string name, string element, bool otherwise, FaultList faults)
    {
        switch (item.Attribute(name))
        {
            case null:
                return otherwise;
            case "true" or "1":
                return true;
            case "false" or "0":
                return false;
            case var value:
                faults.Add("attribute.invalid", element, item.Line, $"Expected {name} of {element} to be true or false, but found \"{value}\"");
                return otherwise;
        }
    }

    /// <summary>A whole number of at least one; null where it is missing or wrong.</summary>
    public static int? Count(XmlItem item, string name, string element, FaultList faults)
    {
        if (item.Attribute(name) is not { } value)
        {
            return null;
        }

        if (int.TryParse(value, System.Globalization.NumberStyles.None, null, out var number) && number > 0)
        {
            return number;
        }

        faults.Add("attribute.invalid", element, item.Line, $"Expected {name} of {element} to be a whole number of at least 1, but found \"{value}\"");
        return null;
    }

    /// <summary>One of our own attributes; null where it is missing or, after a fault, empty.</summary>
    public static string? Own(XmlItem item, string name, string element, FaultList faults)
    {
        foreach (var attribute in item.Attributes)
        {
            if (attribute.Name == name && attribute.Namespace == ExtensionElement.EnforcementNamespace)
            {
                if (attribute.Value.Trim() is { Length: > 0 } value)
                {
                    return value;
                }

                faults.Add("attribute.invalid", element, item.Line, $"Expected enf:{name} of {element} to say something, but it is empty");
            }
        }

        return null;
    }

    /// <summary>Refuses values of an attribute that would have to be executed.</summary>
    public static void Only(XmlItem item, string name, string element, FaultList faults, params ReadOnlySpan<string> allowed)
    {
        if (item.Attribute(name) is { } value && !allowed.Contains(value))
        {
            faults.Add("attribute.unsupported", element, item.Line, $"Expected {name}=\"{allowed[0]}\" or none on {element}, but found \"{value}\"");
        }
    }
}
