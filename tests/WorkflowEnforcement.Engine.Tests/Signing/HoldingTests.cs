using WorkflowEnforcement.Engine.Signing;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.Signing.SigningRun;

namespace WorkflowEnforcement.Engine.Tests.Signing;

/// <summary>签收, 退签, 转办, 委派.</summary>
public sealed class HoldingTests
{
    [Fact]
    public void Work_in_the_pool_is_due_for_nobody_until_it_is_claimed()
    {
        var run = Given("single", "-").ThenDue("");
        Assert.True(run.Item.InPool);

        run.When("A: claim").ThenDue("A");
        Assert.Equal("A", run.Item.Holder);
        Assert.False(run.Item.InPool);
    }

    [Fact]
    public void An_item_opened_for_nobody_by_name_is_one_seat_in_the_pool() => Given("all", "").When("A: claim").When("A: sign agree for").ThenDecided("agree", Engine.Signing.Vote.For);

    [Fact]
    public void Two_seats_in_the_pool_are_claimed_by_two_persons() =>
        Given("all", "- -").When("A: claim").ThenRefused("A: claim", "work.seated").When("B: claim").ThenRefused("C: claim", "work.held").ThenDue("A B");

    [Fact]
    public void Who_has_signed_one_seat_of_the_pool_cannot_claim_another() =>
        Given("all", "- -", "A: claim; A: sign agree for").ThenRefused("A: claim", "work.voted").When("B: claim");

    [Fact]
    public void Released_work_is_in_the_pool_again_with_the_advice_it_got()
    {
        var run = Given("single", "-", "A: claim; A: add X before; A: release").ThenDue("X").When("X: sign agree for").ThenDue("");
        Assert.True(run.Item.InPool);
        run.When("B: claim").ThenDue("B");
    }

    [Fact]
    public void A_seat_given_by_name_cannot_be_released() => Given("single", "A").ThenRefused("A: release", "work.not-from-pool");

    [Fact]
    public void A_claimed_seat_that_was_transferred_can_still_be_released() => Given("single", "-", "A: claim; A: transfer B").When("B: release").When("A: claim");

    [Fact]
    public void Who_transfers_is_out_of_the_work() => Given("single", "A", "A: transfer B").ThenRefused("A: sign agree for", "work.not-seated").ThenDue("B");

    [Fact]
    public void Who_suspended_a_seat_by_adding_before_may_still_transfer_it() =>
        Given("single", "A", "A: add X before; A: transfer B").ThenDue("X").When("X: sign agree for").ThenDue("B");

    [Fact]
    public void Work_cannot_be_transferred_to_oneself_to_who_sits_or_to_who_has_voted() =>
        Given("all", "A B C", "B: sign agree for")
            .ThenRefused("A: transfer A", "work.to-oneself")
            .ThenRefused("A: transfer C", "work.seated")
            .ThenRefused("A: transfer B", "work.voted");

    [Fact]
    public void An_adviser_who_has_signed_can_be_given_the_seat() =>
        Given("single", "A", "A: add X before; X: sign agree for; A: transfer X").ThenDue("X").When("X: sign agree for").ThenDecided("agree", Engine.Signing.Vote.For);

    [Fact]
    public void The_delegate_is_due_and_the_owner_waits_until_the_work_is_handed_back() =>
        Given("single", "A", "A: delegate D").ThenDue("D")
            .ThenRefused("A: sign agree for", "work.delegated")
            .ThenRefused("D: sign agree for", "work.delegate-only")
            .When("D: hand back").ThenDue("A")
            .When("A: sign agree for").ThenDecided("agree", Engine.Signing.Vote.For);

    [Fact]
    public void An_opinion_handed_back_stays_with_the_seat()
    {
        var opinion = Assert.Single(Given("single", "A", "A: delegate D; D: hand back").Item.SeatAt(1).Opinions);
        Assert.Equal(("looked at", "D"), (opinion.Note, opinion.Hand.By));
    }

    [Fact]
    public void A_chain_of_delegates_hands_back_link_by_link() =>
        Given("single", "A", "A: delegate D; D: delegate E").ThenDue("E")
            .ThenRefused("D: hand back", "work.delegated")
            .When("E: hand back").ThenDue("D").When("D: hand back").ThenDue("A");

    [Fact]
    public void Who_delegated_takes_the_work_back_from_all_who_have_it_since()
    {
        var run = Given("single", "A", "A: delegate D; D: delegate E; E: delegate F; F: hand back; D: recall").ThenDue("D").When("A: recall").ThenDue("A").When("A: sign agree for");

        Assert.Equal([["E"], ["D"]], run.Events.OfType<DelegationRecalled>().Select(recalled => recalled.Persons));
        Assert.Single(run.Item.SeatAt(1).Opinions);
    }

    [Fact]
    public void What_was_handed_back_or_never_handed_on_is_not_recalled() =>
        Given("single", "A", "A: delegate D; D: hand back").ThenRefused("A: recall", "work.not-delegated").ThenRefused("D: recall", "work.not-seated");

    [Fact]
    public void A_fifth_delegate_is_refused() =>
        Given("single", "A", "A: delegate D1; D1: delegate D2; D2: delegate D3; D3: delegate D4").ThenRefused("D4: delegate D5", "work.chain-full");

    [Fact]
    public void Work_is_not_delegated_in_a_circle_nor_to_who_has_a_seat() =>
        Given("all", "A B", "A: delegate D").ThenRefused("D: delegate A", "work.seated").ThenRefused("D: delegate D", "work.to-oneself").ThenRefused("D: delegate B", "work.seated");

    [Fact]
    public void A_delegate_gives_the_seat_away_neither_to_the_pool_nor_to_others() =>
        Given("single", "-", "A: claim; A: delegate D")
            .ThenRefused("D: release", "work.delegate-only")
            .ThenRefused("D: transfer N", "work.delegate-only")
            .ThenRefused("D: add N before", "work.delegate-only");

    [Fact]
    public void Who_has_voted_may_still_give_an_opinion_as_delegate() =>
        Given("all", "A B", "B: sign agree for; A: delegate B").ThenDue("B").When("B: hand back").ThenDue("A");

    [Fact]
    public void Nothing_is_handed_back_that_was_not_delegated() => Given("single", "A").ThenRefused("A: hand back", "work.not-delegated");

    [Fact]
    public void Work_is_delegated_only_when_it_is_due() => Given("sequence", "A B").ThenRefused("B: delegate D", "work.waiting");
}
