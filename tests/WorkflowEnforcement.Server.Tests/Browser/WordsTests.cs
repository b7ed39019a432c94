using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Browser;

/// <summary>The words of the pages, in both languages.</summary>
public sealed partial class WordsTests
{
    // Keys put together at run time: each must exist for every value it can take.
    private static readonly Dictionary<string, string[]> Composed = new()
    {
        ["Stage{stage.Progress}"] = Enum.GetNames<Components.StageProgress>().Select(name => $"Stage{name}").ToArray(),
        ["Document{Document.State}"] = Enum.GetNames<Components.DocumentState>().Select(name => $"Document{name}").ToArray(),
        ["{Sought}Why"] = ["CaseNotFound", "CaseNotFoundWhy", "DocumentNotFound", "DocumentNotFoundWhy", "TaskNotFound", "TaskNotFoundWhy"],
    };

    [Fact]
    public void Every_word_that_a_page_asks_for_exists_in_Chinese_and_English()
    {
        var chinese = Read("Ui.resx");
        var english = Read("Ui.en.resx");
        Assert.Equal(chinese.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));

        var folder = BrowserServer.RepositoryFile("src", "WorkflowEnforcement.Server");
        var asked = Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".razor" or ".cs")
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal) && !Path.GetRelativePath(folder, file).StartsWith("obj", StringComparison.Ordinal))
            .SelectMany(file => Key.Matches(File.ReadAllText(file)).Select(match => (File: Path.GetFileName(file), Key: match.Groups["key"].Value, Composed: match.Groups["composed"].Success)))
            .ToList();
        Assert.True(asked.Count > 100);
        var missing = asked
            .SelectMany(word => (word.Composed ? Composed.GetValueOrDefault(word.Key, [$"? {word.Key}"]) : [word.Key]).Select(key => (word.File, Key: key)))
            .Where(word => !chinese.ContainsKey(word.Key)).Distinct().ToList();
        Assert.Empty(missing);
    }

    [Fact]
    public void Chinese_words_are_Chinese_and_English_words_are_English()
    {
        Assert.DoesNotContain(Read("Ui.en.resx"), word => Han.IsMatch(word.Value));
        Assert.DoesNotContain(Read("Ui.resx"), word => !Han.IsMatch(word.Value));

        // Chinese text has full-width commas, semicolons and colons.
        Assert.DoesNotContain(Read("Ui.resx"), word => HalfWidth.IsMatch(word.Value));
    }

    [Fact]
    public void Both_languages_fill_the_same_places()
    {
        var english = Read("Ui.en.resx");
        Assert.DoesNotContain(Read("Ui.resx"), word => !Place.Matches(word.Value).Select(match => match.Value).ToHashSet()
            .SetEquals(Place.Matches(english[word.Key]).Select(match => match.Value)));
    }

    [GeneratedRegex("""Words\[(?<composed>\$)?"(?<key>[^"]+)"|Words\[[^\]"]+\? "(?<key>[^"]+)"|Words\[[^\]]+ : "(?<key>[^"]+)"\]""")]
    private static partial Regex Key { get; }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han { get; }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}[,;:]")]
    private static partial Regex HalfWidth { get; }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place { get; }

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(BrowserServer.RepositoryFile("src", "WorkflowEnforcement.Server", "Resources", file)).Root!.Elements("data")
            .ToDictionary(word => word.Attribute("name")!.Value, word => word.Element("value")!.Value);
}
