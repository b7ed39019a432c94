using System.Text.Json;
using System.Text.Json.Serialization;

namespace WorkflowEnforcement.Engine.Tests.FeelOracle;

/// <summary>An expression, or the tests of a cell with the input they are held against.</summary>
internal sealed record OracleCase(
    [property: JsonPropertyName("text")] string Text,
    [property: JsonPropertyName("input"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Input = null)
{
    public override string ToString() => Input is null ? Text : $"{Text}   for ? = {Input}";
}

/// <summary>What feelin says: a value in canonical form, or the fault it found in the text.</summary>
internal sealed record OracleAnswer(
    [property: JsonPropertyName("value")] JsonElement Value,
    [property: JsonPropertyName("fault")] string? Fault);
