using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace WorkflowEnforcement.Engine.Tests.FeelOracle;

/// <summary>A difference between feelin and the standard as we read it, by its name in <c>deviations.json</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Article">The article of DMN 1.3 that decides.</param>
/// <param name="Why">What each side does.</param>
/// <param name="Text">Pattern of the expressions it is met in.</param>
/// <param name="Ours">Pattern of our answer in canonical form.</param>
/// <param name="Theirs">Pattern of feelin's answer.</param>
internal sealed record Deviation(string Name, string Article, string Why, string Text, string Ours, string Theirs)
{
    public static readonly JsonSerializerOptions Plain = new()
    {
        PropertyNameCaseInsensitive = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static IReadOnlyList<Deviation> All() =>
        JsonSerializer.Deserialize<List<Deviation>>(File.ReadAllText(Path.Combine(FeelinOracle.Folder(), "deviations.json")), Plain)!;

    public bool Explains(string text, string ours, string theirs) =>
        Regex.IsMatch(text, Text) && Regex.IsMatch(ours, Ours) && Regex.IsMatch(theirs, Theirs);
}
