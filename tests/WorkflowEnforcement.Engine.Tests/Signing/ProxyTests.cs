using WorkflowEnforcement.Engine.Signing;
using Xunit;
using static WorkflowEnforcement.Engine.Tests.Signing.SigningRun;

namespace WorkflowEnforcement.Engine.Tests.Signing;

/// <summary>代理.</summary>
public sealed class ProxyTests
{
    [Fact]
    public void A_signature_of_a_proxy_names_both()
    {
        var run = Given("single", "A").When("P for A: sign agree for");
        run.ThenDecided("agree", Vote.For);
        Assert.Equal(("P", "A"), (run.Item.SeatAt(1).Signature!.Hand.By, run.Item.SeatAt(1).Signature!.Hand.OnBehalfOf));
    }

    [Fact]
    public void A_proxy_claims_for_the_person_represented() => Assert.Equal("A", Given("single", "-", "P for A: claim").Item.Holder);

    [Fact]
    public void A_proxy_who_does_not_say_for_whom_has_no_seat() => Given("single", "A").ThenRefused("P: sign agree for", "work.not-seated");

    [Fact]
    public void A_proxy_can_give_the_work_neither_to_themselves_nor_to_the_person_represented() =>
        Given("single", "A")
            .ThenRefused("P for A: transfer P", "work.to-oneself")
            .ThenRefused("P for A: transfer A", "work.to-oneself")
            .ThenRefused("P for A: delegate P", "work.to-oneself")
            .ThenRefused("P for A: add P before", "work.to-oneself");

    [Fact]
    public void Nobody_represents_themselves() => Given("single", "A").ThenRefused("A for A: sign agree for", "work.proxy-self");

    [Fact]
    public void A_delegate_can_be_represented_too() => Given("single", "A", "A: delegate D").When("P for D: hand back").ThenDue("A");

    [Fact]
    public void The_person_represented_may_take_back_what_the_proxy_signed() =>
        Given("all", "A B", "P for A: sign agree for").ThenRefused("P: take back", "work.not-signed").When("A: take back").ThenDue("A B");

    [Fact]
    public void A_veto_is_that_of_the_person_represented() =>
        Given("all, stay, veto B", "A B C").When("P for B: sign refuse against").ThenDecided("refuse", Vote.Against);
}
