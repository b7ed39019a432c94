using System.Text.Json;

namespace WorkflowEnforcement.Enforcement.Records;

/// <summary>An object that holds exactly the members it may hold.</summary>
internal readonly struct LedgerMembers
{
    private readonly JsonElement element;

    public LedgerMembers(JsonElement element, string name, string[] members)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"Expected {name} to be an object, but found {element.ValueKind}");
        }

        var found = element.EnumerateObject().Select(p => p.Name).ToHashSet();
        if (!found.SetEquals(members))
        {
            var wrong = string.Join(", ", found.Except(members).Concat(members.Except(found)));
            throw new FormatException($"Expected {name} to have the members of version 1, but {wrong} is unknown or missing");
        }

        this.element = element;
    }

    public JsonElement Member(string name, JsonValueKind kind) =>
        element.GetProperty(name) is var member && member.ValueKind == kind
            ? member
            : throw new FormatException($"Expected {name} to be of kind {kind}, but found {member.ValueKind}");

    public string Text(string name) => Member(name, JsonValueKind.String).GetString()!;

    public long Integer(string name) => Member(name, JsonValueKind.Number).GetInt64();
}
