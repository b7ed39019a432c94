using System.Text;
using System.Text.RegularExpressions;
using WorkflowEnforcement.Enforcement.Records;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Records;

/// <summary>The worked example of docs/formats/ledger-entry.md, taken from the page itself.</summary>
public sealed partial class LedgerEntryPageTests
{
    private static readonly string Page = RepositoryFiles.Page("docs", "formats", "ledger-entry.md");
    private static readonly byte[][] Entries = [.. Blocks("text").Select(Encoding.UTF8.GetBytes)];
    private static readonly string[] Hashes = [.. Blocks("hash")];

    [Fact]
    public void Each_entry_of_the_page_is_read_and_written_alike() =>
        Assert.All(Entries, bytes => Assert.Equal(bytes, LedgerEntry.Read(bytes).Write()));

    [Fact]
    public void Each_entry_has_the_length_the_page_gives() =>
        Assert.Equal(Lengths().Matches(Page).Select(m => m.Groups[1].Value), Entries.Select(e => $"{e.Length}"));

    [Fact]
    public void Each_leaf_hash_is_the_one_on_the_page() =>
        Assert.Equal(Hashes[..2], Entries.Select(e => Convert.ToHexStringLower(LedgerHash.Leaf(e))));

    [Fact]
    public void The_second_entry_points_at_the_first() =>
        Assert.Equal(Hashes[0], LedgerEntry.Read(Entries[1]).PreviousInCase);

    [Fact]
    public void The_root_is_the_one_on_the_page() =>
        Assert.Equal(
            Hashes[2], Convert.ToHexStringLower(LedgerHash.Node(LedgerHash.Leaf(Entries[0]), LedgerHash.Leaf(Entries[1]))));

    private static IEnumerable<string> Blocks(string kind) =>
        Regex.Matches(Page, $"```{kind}\r?\n(.*?)\r?\n```", RegexOptions.Singleline).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"^Entry \d.*?(\d+) bytes", RegexOptions.Multiline)]
    private static partial Regex Lengths();
}
