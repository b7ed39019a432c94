namespace WorkflowEnforcement.Enforcement.Tests.Cases;

/// <summary>Texts with half of a surrogate pair, which attributes of tests cannot hold: they write ½ for it.</summary>
internal static class Broken
{
    public static string Text(string text) => text.Replace('½', '\uD800');
}
