using WorkflowEnforcement.Enforcement.Records;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Records;

public sealed class LedgerHashTests
{
    // The leaf of no bytes is SHA-256 of the single byte 0x00, as published with the RFC 6962 reference trees.
    [Fact]
    public void The_empty_leaf_has_its_published_hash() =>
        Assert.Equal("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", Convert.ToHexStringLower(LedgerHash.Leaf([])));

    [Fact]
    public void The_root_of_the_first_two_reference_leaves_is_as_published() =>
        Assert.Equal(
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            Convert.ToHexStringLower(LedgerHash.Node(LedgerHash.Leaf([]), LedgerHash.Leaf([0x00]))));

    [Fact]
    public void Left_and_right_are_not_exchanged()
    {
        var (a, b) = (LedgerHash.Leaf([1]), LedgerHash.Leaf([2]));
        Assert.NotEqual(LedgerHash.Node(a, b), LedgerHash.Node(b, a));
    }

    [Fact]
    public void A_node_takes_two_whole_hashes() =>
        Assert.Throws<ArgumentException>(() => LedgerHash.Node(new byte[32], new byte[31]));
}
