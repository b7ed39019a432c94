using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Migrating;
using WorkflowEnforcement.Enforcement.Records;
using WorkflowEnforcement.Enforcement.Tests.Approvals;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.GivenCase;

namespace WorkflowEnforcement.Enforcement.Tests.Migrating;

public sealed class CaseMigrationTests
{
    [Fact]
    public void A_running_case_moves_to_another_version_and_what_it_has_stays_as_it_is()
    {
        var given = Given("full-penalty", "RecordStatement");
        var (before, to) = (given.State, Versions.Drawn("name=\"拟制处罚决定\"", "name=\"起草处罚决定\""));
        var migrated = Assert.IsType<CaseMigrated>(Assert.Single(given.Migrate(to).Accepted().Events));

        Assert.Equal(("penalty.ordinary", TestBureau.Penalty.Hash, 1, to.Hash, 2), (migrated.Procedure, migrated.From, migrated.FromVersion, migrated.To, migrated.ToVersion));
        Assert.Equal(to.Hash, given.State.Definition);
        Assert.Equal(before.Tasks.Values, given.State.Tasks.Values);
        Assert.Equal(before.Clocks.Values, given.State.Clocks.Values);
        Assert.Equal(before.Documents, given.State.Documents);
        Assert.Equal(before.Instance!.Timers.Values, given.State.Instance!.Timers.Values);
        Assert.Equal(before.Version + 1, given.State.Version);
    }

    [Fact]
    public void A_case_that_was_moved_goes_on_to_its_end_by_the_new_version()
    {
        var given = Given("full-penalty", "Investigate");
        given.Migrate(Versions.Drawn("name=\"拟制处罚决定\"", "name=\"起草处罚决定\"")).Accepted();
        given.UpTo("Archive").And();
        Assert.NotNull(given.State.EndedAt);
        Assert.Contains(given.Walk.Events, recorded => recorded.Event is TaskOffered { Name: "起草处罚决定" });
        Assert.Equal(given.State, Replay.Of(given.Walk.Events));
    }

    [Fact]
    public void A_step_with_another_id_needs_a_place_and_takes_task_and_signature_with_it()
    {
        var given = Given("full-penalty", "Investigate");
        var to = Versions.Renamed("Investigate", "Inquire");
        var refused = given.Migrate(to).Refused("migration.no-place");
        Assert.Equal("案件停在「调查取证」，新版本没有这个环节，请为它选择对应的环节。", refused.Message);
        given.Migrate(to, moved: [("Investigate", "Inquire")]).Accepted();
        Assert.Equal("Inquire", Assert.Single(given.State.Tasks.Values).Element);
        Assert.Equal(given.State, Replay.Of(given.Walk.Events));
    }

    [Fact]
    public void Who_did_a_step_is_still_kept_from_the_next_one_when_the_step_has_another_id()
    {
        var given = Given("full-penalty", "ApproveFiling").Granting("unithead", Roles.Deputy);
        var to = Versions.Renamed("ReviewFiling", "CheckFiling");
        given.Migrate(to).Refused("migration.separation", "D4");
        given.Migrate(to, moved: [("ReviewFiling", "CheckFiling")]).Accepted();
        given.When(step => step.As("unithead")).Refused("separation.distinct");
    }

    [Fact]
    public void Who_handled_the_case_once_stays_its_handler_when_the_step_is_gone()
    {
        var given = Given("full-penalty", "RegisterClue").And(step => step.As("officer3")).UpTo("ReviewFiling");
        var to = Versions.Renamed("RegisterClue", "NoteClue");
        Assert.Contains("officer3", TaskRules.Handlers(given.Walk.Setting.Procedure, given.State));
        given.Migrate(to).Accepted();
        Assert.Contains("officer3", TaskRules.Handlers(to, given.State));
        given.Granting("officer3", Roles.UnitHead).When(step => step.As("officer3")).Refused("separation.handler");
    }

    [Theory]
    [InlineData("officer1")]
    [InlineData("reviewer")]
    [InlineData("director")]
    [InlineData("admin")]
    public void A_migration_is_for_the_head_of_the_legal_section(string user) =>
        Given("full-penalty", "Investigate").Migrate(Versions.Renamed("Gateway_Fine", "Gateway_Money"), user).Refused("migration.role");

    [Fact]
    public void Nobody_moves_a_case_that_he_handles() =>
        Given("full-penalty", "Investigate").Granting("officer1", Roles.LegalHead).Migrate(Versions.Renamed("Gateway_Fine", "Gateway_Money"), "officer1").Refused("separation.migration");

    [Theory]
    [InlineData("")]
    [InlineData(" \u3000\u200B")]
    public void A_migration_needs_a_reason_that_can_be_kept(string reason)
    {
        var given = Given("full-penalty", "Investigate");
        var to = Versions.Renamed("Gateway_Fine", "Gateway_Money");
        given.When(_ => Versions.Command(given, to) with { Reason = reason }).RefusedFor("reason", "migration.reason");
        given.When(_ => Versions.Command(given, to) with { Reason = "甲\uD800" }).RefusedFor("reason", "migration.reason");
        given.When(_ => Versions.Command(given, to) with { Reason = new string('因', 501) }).RefusedFor("reason", "migration.reason");
    }

    [Fact]
    public void A_case_stays_within_its_procedure_and_is_not_moved_to_where_it_stands()
    {
        var given = Given("full-penalty", "Investigate");
        given.Migrate(Versions.Drawn("key=\"penalty.ordinary\"", "key=\"penalty.other\"")).Refused("migration.other-procedure");
        given.Migrate(Versions.Drawn("kind=\"penalty\"", "kind=\"licensing\"")).Refused("migration.other-procedure");
        given.Migrate(TestBureau.Penalty).RefusedFor("to", "migration.same-version");
    }

    [Fact]
    public void A_case_that_stands_on_another_version_is_not_moved()
    {
        var given = Given("full-penalty", "Investigate");
        var (one, other) = (Versions.Renamed("Gateway_Fine", "Gateway_Money"), Versions.Renamed("Gateway_Fine", "Gateway_Sum"));
        given.When(_ => Versions.Command(given, other) with { From = new DefinitionVersion(2, one) }).Refused("migration.other-version");
    }

    [Fact]
    public void A_case_that_ended_is_not_moved()
    {
        var given = Given("full-penalty", "Archive");
        var command = Versions.Command(given, Versions.Renamed("Gateway_Fine", "Gateway_Money"));
        given.And();
        Assert.Equal("case.ended", Assert.IsType<Refused>(given.Walk.Run(command)).Code);
        Assert.Equal("case.ended", Assert.Single(CaseMigration.DryRun(given.Walk.Setting, given.State, command).Lines).Code);
    }

    [Theory]
    [InlineData("Nowhere", "Inquire", "旧版本流程没有编号为 Nowhere 的环节。")]
    [InlineData("Investigate", "Nowhere", "新版本流程没有编号为 Nowhere 的环节。")]
    [InlineData("Investigate", "UnitReview", "新版本的「办案机构审核」已有另一环节对应，两个环节不能并作一个。")]
    public void A_mapping_names_steps_that_are_drawn_and_none_twice(string from, string target, string sentence)
    {
        var refused = Given("full-penalty", "Investigate").Migrate(Versions.Renamed("Investigate", "Inquire"), moved: [(from, target)]).RefusedFor($"mapping.{from}", "migration.mapping");
        Assert.Equal(sentence, Assert.Single(refused.Fields).Message);
    }

    [Fact]
    public void Two_steps_do_not_become_one_and_one_not_two()
    {
        var (given, to) = (Given("full-penalty", "Investigate"), Versions.Renamed("Investigate", "Inquire"));
        Assert.Equal(2, given.Migrate(to, moved: [("Investigate", "Inquire"), ("UnitReview", "Inquire")]).Refused("migration.mapping").Fields.Length);
        given.Migrate(to, moved: [("Investigate", "Inquire"), ("Investigate", "UnitReview")]).RefusedFor("mapping.Investigate", "migration.mapping");
    }

    [Fact]
    public void A_step_that_was_finished_before_is_named_as_then_and_not_taken_back()
    {
        var given = Given("full-penalty", "ReviewFiling").And();
        given.Migrate(Versions.Drawn("name=\"办案机构审核（立案）\"", "name=\"科室审核\"")).Accepted();
        Assert.Contains("「办案机构审核（立案）」", given.Withdraw("unithead", "ReviewFiling").Refused("withdraw.migrated").Message, StringComparison.Ordinal);
        given.Return("deputy", "ReviewFiling").Accepted();
        Assert.Equal("ReviewFiling", Assert.Single(given.State.Tasks.Values).Element);
    }

    [Fact]
    public void The_dry_run_says_where_everything_will_be()
    {
        var given = Given("full-penalty", "RecordStatement");
        given.Claim("officer1").Accepted();
        var report = given.DryRun(Versions.Renamed("RegisterClue", "NoteClue"));
        Assert.True(report.IsPossible);
        Assert.Equal(
            [
                "停在「陈述申辩」（执法人员一已签收），迁移后仍在「陈述申辩」。",
                "已办理的「线索登记」在新版本中没有，办理记录保留，但不能再退回到该环节。",
                "计时「陈述申辩期满」照旧于2026年4月30日 00:00到期。",
            ],
            report.Lines.OrderBy(line => line.Effect is CaseMigrationEffect.KeepsTimer).Select(line => line.Text));
    }

    [Fact]
    public void The_record_tells_the_migration_and_each_step_by_the_name_it_had_then()
    {
        var given = Given("full-penalty", "ReviewFiling");
        var to = Versions.Renamed("RegisterClue", "NoteClue", flow => flow.Replace("name=\"立案申请\"", "name=\"提请立案\"", StringComparison.Ordinal));
        given.Migrate(to, moved: [("RegisterClue", "NoteClue")]).Accepted();
        given.And();
        var told = CaseTimeline.Tell(
            hash => hash == to.Hash ? to : TestBureau.Penalty,
            given.Walk.Events.Select((recorded, seq) => new LedgeredEvent(seq, CaseEventJson.TypeOf(recorded.Event), recorded)));
        var migrated = told.Single(line => line.Type == "case.migrated");
        Assert.Equal(("法制科负责人", "将案件由流程第1版迁移到第2版继续办理", "新规定自即日起施行。"), (migrated.Actor, migrated.Text, migrated.Comment));
        Assert.Contains(told, line => line.Text.StartsWith("办理「立案申请」", StringComparison.Ordinal));
        Assert.Contains(told, line => line.Element == "NoteClue" && line.Text.StartsWith("办理「线索登记」", StringComparison.Ordinal));
    }
}
