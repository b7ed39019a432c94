using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

/// <summary>The shared procedures, each walked within a small caller.</summary>
public sealed class SharedProcedureTests
{
    /// <summary>Walks that together take every step and outcome of the shared procedures.</summary>
    internal static IEnumerable<SharedStory> Walks => [
        .. SharedServiceTests.Walks, .. SharedReviewTests.Walks, .. SharedHearingTests.Walks, .. SharedDiscussionTests.Walks, .. SharedAppraisalTests.Walks,
    ];

    [Fact]
    public void A_walk_can_be_replayed_and_comes_to_its_end() => Assert.All(Walks, story => story.Ended());
}
