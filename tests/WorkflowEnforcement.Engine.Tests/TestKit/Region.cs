using WorkflowEnforcement.Engine.Running;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.TestKit;

/// <summary>A part of a drawn scope with one way in and one way out. It knows from the drawing alone how many tokens can be in it, and so says without the engine whether one was lost or doubled.</summary>
internal abstract class Region
{
    /// <summary>All elements at which a token may rest.</summary>
    public abstract IEnumerable<string> Elements { get; }

    /// <summary>1 when the flow is within, 0 when it is elsewhere; fails where the tokens cannot be explained.</summary>
    public abstract int Threads(IReadOnlyList<Token> tokens);

    /// <summary>One element.</summary>
    public static Region Place(string element) => new OnePlace(element);

    /// <summary>Parts of which the flow is in at most one: a sequence, a choice, a loop, an activity and what comes in its place.</summary>
    public static Region OneOf(params Region[] parts) => new Alternatives(parts);

    /// <summary>Branches that lead to a join. Every one of them is under way or has come where <paramref name="every"/>; else at least one.</summary>
    public static Region Branches(string join, bool every, params (Region Branch, string Flow)[] branches) => new Parted(join, every, branches);

    private sealed class OnePlace(string element) : Region
    {
        public override IEnumerable<string> Elements => [element];

        public override int Threads(IReadOnlyList<Token> tokens)
        {
            var count = tokens.Count(token => token.Element == element);
            Assert.True(count <= 1, $"Expected at most one token at {element}, but there are {count}");
            return count;
        }
    }

    private sealed class Alternatives(Region[] parts) : Region
    {
        public override IEnumerable<string> Elements => parts.SelectMany(part => part.Elements);

        public override int Threads(IReadOnlyList<Token> tokens)
        {
            var count = parts.Sum(part => part.Threads(tokens));
            Assert.True(count <= 1, $"Expected the flow in one of {string.Join(' ', Elements)}, but it is in {count} of them");
            return count;
        }
    }

    private sealed class Parted(string join, bool every, (Region Branch, string Flow)[] branches) : Region
    {
        public override IEnumerable<string> Elements => branches.SelectMany(branch => branch.Branch.Elements).Append(join);

        public override int Threads(IReadOnlyList<Token> tokens)
        {
            var under = branches.Select(branch => branch.Branch.Threads(tokens)).ToList();
            var come = branches.Select(branch => tokens.Count(token => token.Element == join && token.Flow == branch.Flow)).ToList();
            var open = under.Zip(come, (one, other) => one + other).ToList();
            if (open.All(count => count == 0))
            {
                return 0;
            }

            Assert.All(open, count => Assert.InRange(count, every ? 1 : 0, 1));
            Assert.True(under.Contains(1), $"Expected join {join} to go on when all its branches have come, but it waits");
            return 1;
        }
    }
}
