using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowEnforcement.Enforcement.Records;

/// <summary>Who acted, as they were when they acted; a later change of name or role leaves it as it is.</summary>
/// <param name="Id">Account; never empty.</param>
/// <param name="Name">Name shown to readers of the file.</param>
/// <param name="Roles">Roles held then, in the order given; none is empty.</param>
/// <param name="Org">Organisation or section; may be empty.</param>
/// <param name="Authn">How they proved who they are, for example <c>password</c>; may be empty.</param>
public sealed record LedgerActor(string Id, string Name, IReadOnlyList<string> Roles, string Org, string Authn)
{
    private static readonly string[] Members = ["id", "name", "roles", "org", "authn"];

    internal JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["roles"] = new JsonArray([.. Roles.Select(r => (JsonNode)r)]),
        ["org"] = Org,
        ["authn"] = Authn,
    };

    internal static LedgerActor Read(JsonElement element)
    {
        var json = new LedgerMembers(element, "actor", Members);
        var roles = json.Member("roles", JsonValueKind.Array).EnumerateArray()
            .Select(r => r.ValueKind == JsonValueKind.String ? r.GetString()! : throw new FormatException("Expected roles to be text"));
        return new(json.Text("id"), json.Text("name"), [.. roles], json.Text("org"), json.Text("authn"));
    }
}
