using System.Text;
using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Approvals;

/// <summary>What nobody does by proxy, as data with its law.</summary>
public sealed class PersonalPowersTests
{
    [Fact]
    public void Every_power_has_an_id_of_its_own_a_name_and_an_article()
    {
        Assert.Equal(PersonalPowers.Official.Length, PersonalPowers.Official.Select(power => power.Id).Distinct().Count());
        Assert.All(PersonalPowers.Official, power => Assert.False(power.Name.Length == 0 || power.Source.Article.Length == 0));
    }

    [Fact]
    public void Every_document_that_tells_a_power_is_one_of_the_catalogue() =>
        Assert.All(PersonalPowers.Official.SelectMany(power => power.Documents), code => Assert.True(DocumentCatalogue.Official.Knows(code), code));

    [Fact]
    public void In_the_ordinary_penalty_procedure_these_steps_are_done_in_person()
    {
        var steps = TestBureau.Penalty.Steps.Values.Where(step => step.Assignment is not null && PersonalPowers.Of(PersonalPowers.Official, TestBureau.Penalty, step) is not null).Select(step => step.Id);
        Assert.Equal(
            "ApplyFiling ApproveTransfer Investigate RecordStatement ServeDecision ServeNotice VerifyClue",
            string.Join(' ', steps.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("penalty", null)]
    [InlineData("none", null)]
    [InlineData("transfer", "transfer.decision")]
    [InlineData(CaseReturn, null)]
    public void Of_the_decisions_only_a_transfer_is_made_in_person(string outcome, string? power) =>
        Assert.Equal(power, PersonalPowers.Of(PersonalPowers.Official, TestBureau.Penalty, TestBureau.Penalty.Steps["MakeDecision"], outcome)?.Id);

    [Fact]
    public void A_power_without_an_article_or_with_a_tag_that_is_none_is_not_read()
    {
        Assert.Throws<FormatException>(() => Read("""{"powers":[{"id":"x","name":"x","law":"行政处罚法","tag":"checked"}]}"""));
        Assert.Throws<FormatException>(() => Read("""{"powers":[{"id":"x","name":"x","law":"行政处罚法","article":"第一条","tag":"sure"}]}"""));
    }

    private const string CaseReturn = "return";

    private static void Read(string json) => PersonalPowers.Read(Encoding.UTF8.GetBytes(json));
}
