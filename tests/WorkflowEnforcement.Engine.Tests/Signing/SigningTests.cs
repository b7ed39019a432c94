using WorkflowEnforcement.Engine.Signing;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.Signing.SigningRun;

namespace WorkflowEnforcement.Engine.Tests.Signing;

/// <summary>Signing, 撤回签名, 催办, 抄送. How votes are counted is told by the table of the page.</summary>
public sealed class SigningTests
{
    [Fact]
    public void Who_signs_alone_decides_by_the_chosen_outcome() => Given("single", "A").When("A: sign half for").ThenDecided("half", Vote.For);

    [Fact]
    public void Nobody_signs_twice() => Given("all", "A B", "A: sign agree for").ThenRefused("A: sign agree for", "work.signed");

    [Fact]
    public void Nobody_signs_what_is_in_the_pool() => Given("single", "-").ThenRefused("A: sign agree for", "work.unclaimed");

    [Fact]
    public void A_signature_is_taken_back_while_nobody_relies_on_it() =>
        Given("sequence", "A B C", "A: sign agree for").When("A: take back").ThenDue("A")
            .When("A: sign agree for").When("B: sign agree for").ThenRefused("A: take back", "work.relied-on");

    [Fact]
    public void Advice_taken_back_suspends_the_adder_again() =>
        Given("single", "A", "A: add X before; X: sign ok for").ThenDue("A").When("X: take back").ThenDue("X");

    [Fact]
    public void Advice_on_which_the_adder_signed_stays() =>
        Given("all", "A B", "A: add X before; X: sign ok for; A: sign agree for").ThenRefused("X: take back", "work.relied-on");

    [Fact]
    public void Where_nobody_signed_there_is_nothing_to_take_back() => Given("single", "A").ThenRefused("A: take back", "work.not-signed");

    [Fact]
    public void Taking_back_the_first_vote_lets_the_next_one_decide() =>
        Given("first", "A B", "A: add X after; A: sign agree for; B: sign refuse against").ThenOpen().When("A: take back").ThenDecided("refuse", Vote.Against);

    [Fact]
    public void A_closed_item_takes_nothing_but_copies()
    {
        var run = Given("single", "A", "A: sign agree for");
        foreach (var command in "claim; release; transfer N; delegate N; hand back; add N before; remove A; sign agree for; take back; urge".Split("; "))
        {
            run.ThenRefused($"A: {command}", "work.closed");
        }

        Assert.Empty(run.Item.Due);
        run.When("A: copy N");
    }

    [Fact]
    public void Urging_reaches_those_whose_turn_it_is()
    {
        var run = Given("sequence", "A B", "A: add X Y beside").When("B: urge").When("P for C: urge");

        Assert.Equal(["A", "X", "Y"], Assert.IsType<WorkUrged>(run.Events[^1]).Persons);
        Assert.Equal((2, "P", "C"), (run.Item.Urges!.Count, run.Item.Urges.Last.By, run.Item.Urges.Last.OnBehalfOf));
    }

    [Fact]
    public void Where_nobody_else_is_due_there_is_nobody_to_urge() =>
        Given("single", "-", "A: claim").ThenRefused("A: urge", "work.nobody-due");

    [Fact]
    public void In_the_pool_all_are_urged_who_may_claim()
    {
        var urged = Given("single", "-", "B: urge").Events.OfType<WorkUrged>().Single();
        var both = Given("all", "A -", "B: urge").Events.OfType<WorkUrged>().Single();

        Assert.Equal((true, 0), (urged.Pool, urged.Persons.Count));
        Assert.True(both.Pool);
        Assert.Equal(["A"], both.Persons);
        Assert.False(Given("single", "A", "B: urge").Events.OfType<WorkUrged>().Single().Pool);
    }

    [Fact]
    public void A_seat_in_the_pool_whose_turn_is_not_yet_is_not_urged() =>
        Assert.False(Given("sequence", "A -", "B: urge").Events.OfType<WorkUrged>().Single().Pool);

    [Fact]
    public void A_copy_goes_to_a_person_once()
    {
        var run = Given("single", "A", "A: copy M N").ThenRefused("A: copy O N", "work.copied").ThenRefused("A: copy O O", "work.named-twice").ThenRefused("A: copy", "work.nobody-named");

        Assert.Equal(["M", "N"], run.Item.Copies.Select(copy => copy.Person));
    }

    [Fact]
    public void Who_signs_alone_has_one_seat() =>
        Assert.Equal("work.single-seat", Assert.IsType<SigningRefused>(WorkItems.Open(new SigningRule(), ["A", "B"])).Code);

    [Fact]
    public void Nobody_sits_twice_from_the_start() =>
        Assert.Equal("work.named-twice", Assert.IsType<SigningRefused>(WorkItems.Open(SigningWords.Rule("all"), ["A", null, "A"])).Code);

    [Theory]
    [InlineData(0, 1, false)]
    [InlineData(-1, 2, false)]
    [InlineData(3, 2, false)]
    [InlineData(1, 1, true)]
    [InlineData(1, 0, false)]
    public void A_share_that_nothing_or_nobody_reaches_is_no_share(int numerator, int denominator, bool moreThan) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SigningRatio(numerator, denominator, moreThan));
}
