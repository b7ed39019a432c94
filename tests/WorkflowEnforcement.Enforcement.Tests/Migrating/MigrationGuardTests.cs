using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Migrating;
using WorkflowEnforcement.Enforcement.Tests.Approvals;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.GivenCase;

namespace WorkflowEnforcement.Enforcement.Tests.Migrating;

/// <summary>What the law guards in a running case is not lost by moving it.</summary>
public sealed class MigrationGuardTests
{
    [Fact]
    public void An_open_task_stays_with_the_same_kind_of_people()
    {
        var to = Versions.In("ReviewFiling", "roles=\"unithead\"", "roles=\"deputy\"");
        var refused = Given("full-penalty", "ReviewFiling").Migrate(to).Refused("migration.other-role");
        Assert.Equal("「办案机构审核（立案）」由办案机构负责人办理，新版本的「办案机构审核（立案）」由分管负责人办理，须在旧版本办完这个环节。", refused.Message);
        Given("full-penalty", "ApplyFiling").Migrate(to).Accepted();
    }

    [Fact]
    public void A_step_for_two_officers_stays_one_for_two() =>
        Given("full-penalty", "Investigate").Migrate(Versions.In("Investigate", "people=\"2\"", "people=\"1\"")).Refused("migration.fewer-officers", "第四十二条");

    [Fact]
    public void Who_must_differ_at_an_open_task_must_differ_afterwards() =>
        Given("full-penalty", "ApproveFiling").Migrate(Versions.In("ApproveFiling", "distinctFrom=\"officers ApplyFiling ReviewFiling\"", "distinctFrom=\"officers ApplyFiling\""))
            .Refused("migration.separation");

    [Fact]
    public void Who_holds_a_task_may_do_it_afterwards_or_gives_it_back_first()
    {
        var to = Versions.In("ApproveFiling", "roles=\"deputy director\"", "roles=\"director\"");
        var given = Given("full-penalty", "ApproveFiling");
        given.Claim("deputy").Accepted();
        given.Migrate(to).Refused("migration.holder");
        given.Release("deputy").Accepted();
        given.Migrate(to).Accepted();
        given.When(step => step.As("deputy")).Refused("task.role");
    }

    [Fact]
    public void A_clock_that_runs_is_neither_restarted_nor_left_without_an_end()
    {
        var given = Given("full-penalty", "Investigate");
        given.Migrate(Versions.In("MakeDecision", "<enf:clock ref=\"T11\" action=\"stop\" on=\"complete\" outcome=\"penalty none dismiss transfer\" />", string.Empty)).Refused("migration.clock");
        var clocks = given.State.Clocks;
        given.Migrate(Versions.In("Investigate", "<enf:assignment", "<enf:clock ref=\"T11\" action=\"start\" on=\"enter\" /><enf:assignment")).Accepted();
        Assert.Equal(clocks.Values, given.State.Clocks.Values);
    }

    [Fact]
    public void The_end_of_a_partys_period_is_still_waited_for() =>
        Given("full-penalty", "RecordStatement")
            .Migrate(Versions.Drawn("name=\"陈述申辩期满\" attachedToRef=\"RecordStatement\"", "name=\"陈述申辩期满\" attachedToRef=\"DraftDecision\""))
            .Refused("migration.period");

    [Fact]
    public void A_new_timer_reads_the_clocks_of_the_case()
    {
        var given = Given("full-penalty", "Investigate");
        var late = given.DryRun(Versions.Drawn(flow => Overdue(flow, "T11")));
        Assert.True(late.IsPossible);
        Assert.Contains(late.Lines, line => line.Effect == CaseMigrationEffect.SetsTimer && line.Text == $"新设计时「缴款期满」，于{given.State.Clocks["T11"].Due.AddDays(1):yyyy年M月d日} 00:00到期。");
        Assert.Equal("新版本新设的计时「缴款期满」按本案的情况算不出到期时间，请在流程中更正后再迁移。", given.Migrate(Versions.Drawn(flow => Overdue(flow, "T18"))).Refused("migration.timer").Message);

        static string Overdue(string flow, string clock) => flow
            .Replace("attachedToRef=\"RecordPayment\"", "attachedToRef=\"Investigate\"", StringComparison.Ordinal)
            .Replace("=clocks.T18.endsAt", $"=clocks.{clock}.endsAt", StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_that_is_being_made_is_made_in_the_new_version_too()
    {
        var given = Given("full-penalty", "ApproveNotice");
        given.When().Accepted();
        Assert.Contains(given.State.Documents, document => document.State == DocumentState.Requested && document.Code == "C21");
        var refused = given.Migrate(Versions.Drawn("<enf:document ref=\"C21\"", "<enf:document ref=\"C20\"")).Refused("migration.other-document");
        Assert.Contains("《", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Signing_that_has_begun_is_not_drawn_otherwise()
    {
        var to = Versions.In("ReviewFiling", "<enf:assignment roles=\"unithead\"", "<enf:signing mode=\"all\" signers='[\"unithead\",\"director\"]' /><enf:assignment roles=\"unithead\"");
        Given("full-penalty", "ReviewFiling").Migrate(to).Refused("migration.signing");
    }
}
