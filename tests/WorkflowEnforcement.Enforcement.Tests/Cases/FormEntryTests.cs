using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Engine.Conditions;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.GivenCase;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

public sealed class FormEntryTests
{
    private static readonly FeelValue Evidence = FeelValue.Of(
        [FeelContext.Empty.With("name", FeelValue.Of("询问笔录")).With("kind", FeelValue.Of("party")).With("source", FeelValue.Of("当事人陈述"))]);

    [Fact]
    public void A_fact_the_step_does_not_ask_for_is_refused()
    {
        Given("full-penalty", "Investigate").When(step => step.With("decision.fine", 1m)).RefusedFor("decision.fine");
        Given("full-penalty", "Investigate").When(step => step.With("no.such.fact", "甲")).RefusedFor("no.such.fact");
    }

    [Fact]
    public void A_fact_that_is_only_shown_is_not_changed()
    {
        Given("full-penalty", "VerifyClue").When(step => step.With("party.name", "另一公司")).RefusedFor("party.name");
        Given("full-penalty", "MakeDecision").When(step => step.With("decision.fine", 1m)).RefusedFor("decision.fine");
    }

    [Fact]
    public void A_fact_that_is_only_shown_may_come_back_unchanged()
    {
        var given = Given("full-penalty", "VerifyClue");
        given.When(step => step.With("party.name", given.State.Facts["party.name"])).Accepted();
    }

    [Theory]
    [InlineData("Investigate", "investigation.course")]
    [InlineData("EndInvestigation", "findings.facts")]
    [InlineData("RecordStatement", "statement.madeOn")]
    [InlineData("Archive", "archive.number")]
    public void A_fact_of_another_type_is_refused(string task, string key) =>
        Given("full-penalty", task).When(step => step.With(key, FeelValue.Of(true))).RefusedFor(key);

    [Theory]
    [InlineData("RegisterClue", "clue.source")]
    [InlineData("RegisterClue", "party.kind")]
    [InlineData("RegisterClue", "matter.code")]
    public void A_choice_is_one_of_the_choices(string task, string key) =>
        Given("full-penalty", task).When(step => step.With(key, "something")).RefusedFor(key);

    [Theory]
    [InlineData("RegisterClue", "clue.receivedOn")]
    [InlineData("VerifyClue", "verification.on")]
    [InlineData("RecordStatement", "statement.madeOn")]
    [InlineData("RecordPayment", "payment.paidOn")]
    [InlineData("Publicise", "publicity.publishedOn")]
    [InlineData("CloseCase", "closing.performedOn")]
    public void Nothing_happened_tomorrow(string task, string key)
    {
        var given = Given("full-penalty", task);
        given.When(step => step.With(key, DateOnly.FromDateTime(step.At.DateTime).AddDays(1))).RefusedFor(key);
    }

    [Fact]
    public void Today_is_the_day_at_the_bureaus_place()
    {
        // 00:30 of 7 March in Liaoyang is still 6 March in Greenwich.
        var given = Given("full-penalty", "VerifyClue");
        given.When(step => step.With("verification.on", new DateOnly(2026, 3, 7)) with { At = new DateTimeOffset(2026, 3, 7, 0, 30, 0, TimeSpan.FromHours(8)) }).Accepted();
    }

    [Fact]
    public void A_day_before_the_law_that_counts_from_it_is_refused_and_not_a_crash()
    {
        Given("full-penalty", "RegisterClue").When(step => step.With("clue.receivedOn", new DateOnly(2021, 7, 14))).RefusedFor("clue.receivedOn", "clock.before-law");
        Given("full-penalty", "RegisterClue").When(step => step.With("clue.receivedOn", new DateOnly(1, 1, 1))).RefusedFor("clue.receivedOn", "clock.before-law");
        Given("full-penalty", "RegisterClue").When(step => step.With("clue.receivedOn", new DateOnly(2021, 7, 15))).Accepted();
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(10000.001)]
    [InlineData(1e12)]
    public void An_amount_is_not_negative_nor_of_parts_of_a_fen_nor_beyond_reason(double amount) =>
        Given("full-penalty", "RecordPayment").When(step => step.With("payment.amount", (decimal)amount)).RefusedFor("payment.amount");

    [Theory]
    [InlineData(-1)]
    [InlineData(1e10)]
    [InlineData(1.00001)]
    public void A_count_is_not_negative_nor_beyond_reason(double count) =>
        Given("full-penalty", "Archive").When(step => step.With("archive.pages", (decimal)count)).RefusedFor("archive.pages");

    [Fact]
    public void A_text_is_as_long_as_the_form_lets_it_be()
    {
        Given("full-penalty", "Investigate").When(step => step.With("investigation.course", new string('字', 4001))).RefusedFor("investigation.course");
        Given("full-penalty", "Investigate").When(step => step.With("investigation.course", new string('字', 4000))).Accepted();
    }

    [Theory]
    [InlineData("e\u0301")]
    [InlineData("甲½")]
    [InlineData("甲\u0000")]
    [InlineData("\r\n甲")]
    public void A_text_that_a_program_gave_unclean_is_refused(string text) =>
        Given("full-penalty", "Investigate").When(step => step.With("investigation.course", Broken.Text(text))).RefusedFor("investigation.course");

    [Fact]
    public void All_entries_together_fit_into_one_entry_of_the_record()
    {
        var row = FeelContext.Empty.With("name", FeelValue.Of(new string('证', 900))).With("kind", FeelValue.Of("party")).With("source", FeelValue.Of("来源"));
        Given("full-penalty", "Investigate").When(step => step.With("evidence.items", FeelValue.Of(Enumerable.Repeat<FeelValue>(row, 30)))).Refused("facts.too-long");
        Given("full-penalty", "Investigate").When(step => step.With("evidence.items", FeelValue.Of(Enumerable.Repeat<FeelValue>(row, 15)))).Accepted();
    }

    [Fact]
    public void Evidence_names_itself_its_kind_and_where_it_comes_from()
    {
        var given = Given("full-penalty", "Investigate");
        given.When(step => step.With("evidence.items", FeelValue.Null)).RefusedFor("evidence.items");
        given.When(step => step.With("evidence.items", FeelValue.Of(Array.Empty<FeelValue>()))).RefusedFor("evidence.items");
        given.When(step => step.With("evidence.items", FeelValue.Of([FeelContext.Empty]))).RefusedFor("evidence.items");
        given.When(step => step.With("evidence.items", FeelValue.Of([FeelContext.Empty.With("name", FeelValue.Of("笔录"))]))).RefusedFor("evidence.items");
        given.When(step => step.With("evidence.items", FeelValue.Of([FeelValue.Of("笔录")]))).RefusedFor("evidence.items");
        given.When(step => step.With("evidence.items", FeelValue.Of([((FeelContext)((FeelList)Evidence).Items[0]).With("weight", FeelValue.Of(1m))]))).RefusedFor("evidence.items");
        given.When(step => step.With("evidence.items", FeelValue.Of(Enumerable.Repeat(((FeelList)Evidence).Items[0], 501)))).RefusedFor("evidence.items");
        given.When(step => step.With("evidence.items", FeelValue.Of([((FeelContext)((FeelList)Evidence).Items[0]).With("kind", FeelValue.Of("rumour"))]))).RefusedFor("evidence.items");
        given.When(step => step.With("evidence.items", Evidence)).Accepted();
    }

    [Theory]
    [InlineData("91211011MA0000022X")]
    [InlineData("91211011MA000002")]
    [InlineData("21101119900101001X")]
    public void A_code_with_a_wrong_check_digit_is_refused(string code) =>
        Given("full-penalty", "ApplyFiling").When(step => step.With("party.code", code)).RefusedFor("party.code");

    [Fact]
    public void A_persons_number_is_no_organisations_code()
    {
        Given("full-penalty", "RegisterClue").When(step => step.With("party.kind", "person").With("party.code", "211011199001010017")).Accepted();
        Given("full-penalty", "RegisterClue").When(step => step.With("party.kind", "person").With("party.code", "211011199001010013")).RefusedFor("party.code");
        Given("full-penalty", "RegisterClue").When(step => step.With("party.kind", "person")).RefusedFor("party.code");
    }

    [Theory]
    [InlineData("not-filed", "VerifyClue", "notFiling.reason")]
    [InlineData("transfer-before-filing", "VerifyClue", "transfer.agency")]
    [InlineData("transfer-before-filing", "VerifyClue", "transfer.basis")]
    [InlineData("filing-refused", "ApproveFiling", "notFiling.reason")]
    [InlineData("statement-adopted-lower", "RecheckStatement", "recheck.fine")]
    [InlineData("full-penalty", "RecordStatement", "statement.content")]
    [InlineData("full-penalty", "RecordPayment", "payment.receiptNo")]
    [InlineData("transferred-at-decision", "EndInvestigation", "transfer.agency")]
    [InlineData("full-penalty", "DraftDecision", "decision.fine")]
    [InlineData("full-penalty", "CloseCase", "closing.performedOn")]
    [InlineData("full-penalty", "Publicise", "publicity.channel")]
    public void What_an_outcome_or_a_condition_asks_for_is_required(string scenario, string task, string key)
    {
        Given(scenario, task).When(step => step.Without(key)).RefusedFor(key);
        Given(scenario, task).When(step => step.With(key, FeelValue.Null)).RefusedFor(key);
    }

    [Theory]
    [InlineData("no-penalty", "DraftDecision", "decision.fine")]
    [InlineData("dismissed", "CloseCase", "closing.performedOn")]
    [InlineData("full-penalty", "VerifyClue", "notFiling.reason")]
    public void What_is_hidden_or_for_another_outcome_is_not_required(string scenario, string task, string key) =>
        Given(scenario, task).When(step => step.Without(key)).Accepted();

    [Fact]
    public void Nothing_is_required_to_send_a_step_back() =>
        Given("full-penalty", "LegalSignOff").When(step => step.Ending("return").Without([.. step.Facts.Keys])).Accepted();

    [Fact]
    public void Blanks_are_no_entry() =>
        Given("full-penalty", "Investigate").When(step => step.With("investigation.course", "\u200B")).RefusedFor("investigation.course");

    [Fact]
    public void Only_what_changed_is_recorded()
    {
        var given = Given("returned-everywhere", "ApplyFiling", 2);
        var recorded = given.When().Accepted().Events.OfType<FactsRecorded>().SelectMany(facts => facts.Facts.Keys);
        Assert.DoesNotContain("officers.lead", recorded);
    }
}
