using System.Buffers;
using System.Text.Json;

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

    // Members in the order of the canonical form.
    internal void Write(CanonicalOutput output)
    {
        output.Write("""{"authn":"""u8);
        CanonicalText.Write(output, Authn);
        output.Write(""","id":"""u8);
        CanonicalText.Write(output, Id);
        output.Write(""","name":"""u8);
        CanonicalText.Write(output, Name);
        output.Write(""","org":"""u8);
        CanonicalText.Write(output, Org);
        output.Write(""","roles":["""u8);
        for (var i = 0; i < Roles.Count; i++)
        {
            output.Write(i == 0 ? ""u8 : ","u8);
            CanonicalText.Write(output, Roles[i]);
        }

        output.Write("]}"u8);
    }

    internal static LedgerActor Read(JsonElement element)
    {
        var json = new LedgerMembers(element, "actor", Members);
        var roles = json.Member("roles", JsonValueKind.Array).EnumerateArray()
            .Select(r => r.ValueKind == JsonValueKind.String ? r.GetString()! : throw new FormatException("Expected roles to be text"));
        return new(json.Text("id"), json.Text("name"), [.. roles], json.Text("org"), json.Text("authn"));
    }
}
