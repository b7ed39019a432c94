using WorkflowEnforcement.Engine.Signing;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.Signing.SigningRun;

namespace WorkflowEnforcement.Engine.Tests.Signing;

/// <summary>加签, 减签.</summary>
public sealed class AddedSignerTests
{
    [Fact]
    public void Who_adds_before_waits_until_the_added_have_signed() =>
        Given("single", "A", "A: add X Y before").ThenDue("X Y")
            .ThenRefused("A: sign agree for", "work.waiting")
            .When("X: sign agree for").ThenDue("Y").When("Y: sign agree for").ThenDue("A");

    [Fact]
    public void Adding_before_holds_up_nobody_but_the_adder() => Given("all", "A B", "A: add X before").ThenDue("B X");

    [Fact]
    public void Advice_against_is_recorded_and_decides_nothing() =>
        Given("all", "A B", "A: add X before; X: sign refuse against").ThenOpen()
            .When("A: sign agree for").When("B: sign agree for").ThenDecided("agree", Vote.For);

    [Fact]
    public void Added_signers_add_before_themselves() =>
        Given("single", "A", "A: add X before; X: add Y before").ThenDue("Y").When("Y: sign agree for").ThenDue("X").When("X: sign agree for").ThenDue("A");

    [Fact]
    public void Who_is_added_after_signs_after_the_adder_and_before_the_decision() =>
        Given("single", "A", "A: add X after").ThenDue("A")
            .When("A: sign agree for").ThenOpen().ThenDue("X")
            .When("X: sign ok for").ThenDecided("agree", Vote.For);

    [Fact]
    public void Who_is_added_after_can_reject_where_all_must_agree() =>
        Given("single, return to Draft", "A", "A: add X after; A: sign agree for; X: sign refuse against").ThenGoBack("Draft");

    [Fact]
    public void Who_is_asked_by_an_adviser_gives_advice_too() =>
        Given("single", "A", "A: add X before; X: add Y after; X: sign ok for").ThenDue("Y").When("Y: sign refuse against").ThenOpen().ThenDue("A");

    [Fact]
    public void Who_is_added_beside_signs_in_the_turn_of_the_adder_and_votes() =>
        Given("single", "A", "A: add X beside").ThenDue("A X").When("A: sign agree for").ThenOpen().When("X: sign refuse against").ThenDecided("refuse", Vote.Against);

    [Fact]
    public void Who_is_added_beside_an_adviser_gives_advice() =>
        Given("single", "A", "A: add X before; X: add Y beside; X: sign ok for").ThenDue("Y").When("Y: sign refuse against").ThenDue("A");

    [Fact]
    public void In_a_sequence_added_signers_keep_the_order()
    {
        var run = Given("sequence", "A B", "A: add W X before; A: add Y after; A: add Z beside").ThenDue("W");
        Assert.Equal([3, 5, 1, 2, 4, 3], run.Item.Seats.Select(run.Item.RankOf));
        run.When("W: sign ok for").ThenDue("X").When("X: sign ok for").ThenDue("A Z")
            .When("A: sign agree for").ThenDue("Z").When("Z: sign agree for").ThenDue("Y")
            .When("Y: sign agree for").ThenDue("B").When("B: sign agree for").ThenDecided("agree", Vote.For);
    }

    [Fact]
    public void Nobody_is_added_twice_or_where_they_sit() =>
        Given("all", "A B")
            .ThenRefused("A: add B before", "work.seated")
            .ThenRefused("A: add A beside", "work.to-oneself")
            .ThenRefused("A: add X X before", "work.named-twice")
            .ThenRefused("A: add before", "work.nobody-named");

    [Fact]
    public void Who_has_voted_can_be_asked_for_advice_but_for_no_second_vote() =>
        Given("all", "A B", "B: sign agree for")
            .ThenRefused("A: add B beside", "work.voted")
            .ThenRefused("A: add B after", "work.voted")
            .When("A: add B before").ThenDue("B")
            .ThenRefused("B: take back", "work.seated");

    [Fact]
    public void A_later_signer_of_a_sequence_may_prepare_their_own_turn() => Given("sequence", "A B", "B: add X before").ThenDue("A").When("A: sign agree for").ThenDue("X");

    [Fact]
    public void The_adder_removes_whom_they_added() => Given("all", "A B", "A: add X before").ThenDue("B X").When("A: remove X").ThenDue("A B");

    [Fact]
    public void The_holder_removes_also_whom_others_added() => Given("single", "A", "A: add X before; X: add Y before").When("A: remove Y").ThenDue("X");

    [Fact]
    public void Others_remove_nobody() => Given("all", "A B", "A: add X before").ThenRefused("B: remove X", "work.not-adder");

    [Fact]
    public void The_right_to_remove_moves_with_the_seat() =>
        Given("all", "A B", "A: add X before; A: transfer N").ThenRefused("A: remove X", "work.not-adder").When("N: remove X").ThenDue("B N");

    [Fact]
    public void A_signed_seat_is_not_removed() => Given("single", "A", "A: add X before; X: sign ok for").ThenRefused("A: remove X", "work.signed");

    [Fact]
    public void Who_has_no_seat_is_not_removed() =>
        Given("single", "-", "A: claim").ThenRefused("A: remove N", "work.not-seated");

    [Fact]
    public void A_delegate_is_not_removed_but_the_seat_is() =>
        Given("single", "A", "A: add X before; X: delegate D").ThenRefused("A: remove D", "work.not-seated").When("A: remove X").ThenDue("A");

    [Fact]
    public void A_drawn_seat_is_removed_only_where_the_rule_says_so_and_by_who_leads() =>
        Given("all, presiding A", "A B C").ThenRefused("A: remove B", "work.drawn-seat");

    [Fact]
    public void Where_the_rule_says_so_who_presides_removes_a_drawn_seat() =>
        Given("all, presiding A, drawn removable", "A B C").ThenRefused("C: remove B", "work.not-adder").When("A: remove B").ThenDue("A C");

    [Fact]
    public void The_last_open_seat_is_not_removed() =>
        Given("single", "A", "A: add X after; A: sign agree for").ThenRefused("A: remove X", "work.last-seat");

    [Fact]
    public void The_last_seat_that_votes_is_not_removed() =>
        Given("single, drawn removable", "A", "A: add X before").ThenRefused("A: remove A", "work.last-seat");

    [Fact]
    public void With_a_seat_go_the_advisers_it_asked_but_not_those_beside_it() =>
        Given("all, presiding A, drawn removable", "A B C", "B: add X before; X: add Y beside; B: add W beside").When("A: remove B").ThenDue("A C W");

    [Fact]
    public void Removing_the_last_open_vote_settles_a_ballot() =>
        Given("ratio 2/3 of seats, presiding A, drawn removable", "A B C D", "A: add X after; A: sign agree for; B: sign agree for")
            .When("A: remove D").ThenOpen()
            .When("X: sign ok for").ThenDecided("agree", Vote.For);

    [Fact]
    public void After_a_removal_the_next_in_order_is_due_and_no_later_one() =>
        Given("sequence, presiding A, drawn removable", "A B C", "A: add X Y after").When("A: remove X B").ThenDue("A").When("A: sign agree for").ThenDue("Y");
}
