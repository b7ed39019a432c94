using System.Text.Json;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using Xunit;
using static WorkflowEnforcement.Enforcement.Tests.Cases.GivenCase;

namespace WorkflowEnforcement.Enforcement.Tests.Documents;

public sealed class DocumentFactsTests
{
    private static readonly BureauProfile Bureau = new("某某区工业和信息化局", "某某区工信局", "辽太工信", "地址", "电话", "区人民政府", "区人民法院", "银行", "银行地址", "账号");
    private static readonly JsonElement Names = JsonElement.Parse(RepositoryFiles.Page("templates", "names.json"));

    public static TheoryData<string, string> Scenarios => ScenarioTests.Names;

    [Fact]
    public void Every_name_that_templates_may_use_is_there()
    {
        var data = DataOf("full-penalty", "C31");
        Assert.Equal([], Names.GetProperty("names").EnumerateArray().Select(name => name.GetProperty("name").GetString()!).SelectMany(Spelled).Where(name => !Exists(data, name) && !IsEmptyTable(data, name) && !IsOpinionElsewhere(name)));
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Every_document_of_a_scenario_finds_what_its_template_needs(string folder, string scenario)
    {
        var walk = ScenarioTests.WalkOf(folder, scenario);
        Assert.All(walk.State!.Documents, document =>
        {
            var data = DataOf(walk, document);
            var own = $"{document.Code}.{walk.Setting.Procedure.Kind}";
            var template = Directory.Exists(RepositoryFiles.Folder("templates", own)) ? own : document.Code;
            var needs = JsonElement.Parse(RepositoryFiles.Page("templates", template, "template.json")).GetProperty("needs");
            Assert.Equal([], needs.EnumerateArray().Select(need => need.GetString()!).Where(need => IsEmpty(At(data, need))));
        });
    }

    [Fact]
    public void Choices_and_matters_are_written_in_words()
    {
        var data = DataOf("full-penalty", "C31");
        Assert.Equal("法人或者其他组织", At(data, "party.kind"));
        Assert.Equal("直接送达", At(data, "notice.mode"));
        Assert.Equal("CF-JN-01", At(data, "matter.code"));
        Assert.Equal("未按规定报送能源利用状况报告或者报告内容不实", At(data, "matter.name"));
        Assert.Equal("节约能源法", At(data, "matter.law"));
        Assert.Equal("第八十二条", At(data, "matter.article"));
        Assert.Contains("五万元以下罚款", (string)At(data, "matter.penalty")!, StringComparison.Ordinal);
    }

    [Fact]
    public void Officers_stand_with_credential_and_part()
    {
        var data = DataOf("full-penalty", "C31");
        var officers = Assert.IsType<List<Dictionary<string, object?>>>(data["officers"]);
        Assert.Equal(["主办", "协办"], officers.Select(officer => officer["role"]));
        Assert.Equal("执法人员一", At(data, "lead.name"));
        Assert.Equal("示例officer2", At(data, "assist.credential"));
        Assert.Empty(Assert.IsType<List<Dictionary<string, object?>>>(DataOf("full-penalty", "C01")["officers"]));
        Assert.Null(At(DataOf("full-penalty", "C01"), "lead.name"));
    }

    [Fact]
    public void An_opinion_is_the_words_of_the_step_with_name_post_and_day()
    {
        var data = DataOf("full-penalty", "C30");
        Assert.Equal("办案机构负责人", At(data, "opinions.ReviewDecision.by"));
        Assert.Equal(new DateOnly(2026, 5, 11), At(data, "opinions.ReviewDecision.on"));
        Assert.Equal("同意", At(data, "opinions.ReviewDecision.outcomeLabel"));
        Assert.Null(At(data, "opinions.Archive.by"));
    }

    [Fact]
    public void Who_holds_several_roles_signs_in_that_of_the_step()
    {
        var given = Given("full-penalty", "ApproveFiling").Granting("director", Roles.Archivist, Roles.Deputy, Roles.Publisher).And(step => step.As("director"));
        var data = DataOf(given.Walk, given.State.Documents.Single(document => document.Code == "C02"));
        Assert.Equal("分管负责人", At(data, "opinions.ApproveFiling.post"));
    }

    [Theory]
    [InlineData("full-penalty", "已提出陈述申辩")]
    [InlineData("warning-only", "明确放弃")]
    [InlineData("statement-lapsed", "期满未提出陈述申辩")]
    public void The_decision_says_what_became_of_the_right_to_answer(string scenario, string says) =>
        Assert.Equal(says, At(DataOf(scenario, "C30"), "statement.outcome"));

    [Fact]
    public void Days_of_decision_closing_and_archive_are_those_of_the_steps()
    {
        Assert.Equal(new DateOnly(2026, 5, 12), At(DataOf("full-penalty", "C31"), "decision.madeOn"));
        Assert.Equal(new DateOnly(2026, 6, 1), At(DataOf("full-penalty", "C40"), "case.closedOn"));
        Assert.Equal(new DateOnly(2026, 6, 1), At(DataOf("full-penalty", "G18"), "case.closedOn"));
        Assert.Equal(new DateOnly(2026, 6, 10), At(DataOf("full-penalty", "G18"), "archive.filedOn"));
        Assert.Null(At(DataOf("full-penalty", "C30"), "case.closedOn"));
    }

    [Fact]
    public void The_cause_suspects_until_a_penalty_is_decided()
    {
        Assert.Contains("涉嫌未按规定", (string)At(DataOf("full-penalty", "C21"), "case.cause")!, StringComparison.Ordinal);
        Assert.DoesNotContain("涉嫌", (string)At(DataOf("full-penalty", "C31"), "case.cause")!, StringComparison.Ordinal);
        Assert.Contains("涉嫌", (string)At(DataOf("no-penalty", "C33"), "case.cause")!, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_inspected_is_suspected_of_nothing() =>
        Assert.DoesNotContain("涉嫌", DocumentFacts.Cause(ScenarioTests.WalkOf("inspection-daily", "transferred").State!), StringComparison.Ordinal);

    [Fact]
    public void A_receipt_of_service_names_what_was_served()
    {
        var walk = ScenarioTests.WalkOf("full-penalty");
        var receipts = walk.State!.Documents.Where(document => document.Code == "G02").Select(document => DataOf(walk, document)).ToList();
        Assert.Equal(["行政处罚事先告知书", "行政处罚决定书"], receipts.Select(data => At(data, "served.documentName")));
        Assert.Equal("辽太工信罚决字〔2026〕第1号", At(receipts[1], "served.documentNumber"));
    }

    [Fact]
    public void The_list_of_the_file_holds_every_document_that_was_made()
    {
        var listed = Assert.IsType<List<Dictionary<string, object?>>>(DataOf("full-penalty", "G18")["documents"]);
        Assert.Equal(Enumerable.Range(1, listed.Count), listed.Select(line => (int)line["order"]!));
        Assert.Equal(["案件来源登记表", "立案审批表"], listed.Take(2).Select(line => line["name"]));
        Assert.Equal("结案审批表", listed[^1]["name"]);
        Assert.Equal("执法人员一", listed[0]["responsible"]);
    }

    [Fact]
    public void Evidence_is_a_table_with_choices_in_words()
    {
        var evidence = Assert.IsType<List<Dictionary<string, object?>>>(At(DataOf("full-penalty", "C20"), "evidence.items"));
        Assert.Contains("书证", evidence.Select(row => row["kind"]));
        Assert.Empty(Assert.IsType<List<Dictionary<string, object?>>>(At(DataOf("full-penalty", "C01"), "evidence.items")));
    }

    private static IReadOnlyDictionary<string, object?> DataOf(string scenario, string code)
    {
        var walk = ScenarioTests.WalkOf(scenario);
        return DataOf(walk, walk.State!.Documents.Last(document => document.Code == code));
    }

    private static IReadOnlyDictionary<string, object?> DataOf(CaseWalk walk, CaseDocument document) =>
        DocumentFacts.Of(walk.Setting, Replay.Of(walk.Events.Take(document.AtVersion))!, document, Bureau);

    private static IEnumerable<string> Spelled(string name) => name.Contains(".*.", StringComparison.Ordinal)
        ? Members(name[..name.IndexOf('.', StringComparison.Ordinal)]).Select(member => name.Replace("*", member, StringComparison.Ordinal))
        : [name];

    // A template may name steps of several procedures; a case holds those of its own.
    private static IEnumerable<string> Members(string set) =>
        Names.GetProperty("sets").GetProperty(set == "opinions" ? "elements" : set).EnumerateObject().Select(member => member.Name)
            .Where(member => set != "opinions" || TestBureau.Setting.Procedure.NodeAt(member) is not null);

    // A column of a table that this case has no rows of.
    private static bool IsEmptyTable(IReadOnlyDictionary<string, object?> data, string name) =>
        name.Split("[].") is [var table, var column] && Exists(data, table) && FactsDictionary.Official.Knows(table) && FactsDictionary.Official[table].Columns.Any(known => known.Key == column);

    // The opinion of a step of another procedure.
    private static bool IsOpinionElsewhere(string name) =>
        name.Split('.') is ["opinions", var step, ..] && !TestBureau.Penalty.Steps.ContainsKey(step) && TestBureau.Folders.Any(folder => TestBureau.Procedure(folder).Steps.ContainsKey(step));

    private static bool Exists(object? data, string name)
    {
        var (head, rest) = name.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? (name[..dot], name[(dot + 1)..]) : (name, string.Empty);
        if (head.EndsWith("[]", StringComparison.Ordinal))
        {
            var rows = (data as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault(head[..^2]) as List<Dictionary<string, object?>>;
            return rows is { Count: 0 } || (rows is not null && Exists(rows[0], rest));
        }

        return data is IReadOnlyDictionary<string, object?> members && members.TryGetValue(head, out var inner) && (rest.Length == 0 || Exists(inner, rest));
    }

    private static object? At(IReadOnlyDictionary<string, object?> data, string name) =>
        name.Split('.').Aggregate((object?)data, (at, part) => (at as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault(part));

    private static bool IsEmpty(object? value) => value is null or "" or List<Dictionary<string, object?>> { Count: 0 };
}
