using System.Reflection;
using System.Text.Json;
using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Enforcement.Inspections;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Registers;

/// <summary>What no law fixes, or nobody has read, is a parameter: each is in the register, and what is entered counts from its day.</summary>
public sealed class ParameterTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly DateOnly Later = new(2026, 4, 1);

    [Fact]
    public void Every_parameter_that_a_rule_reads_is_in_the_register_and_no_other()
    {
        var read = Ids().Order(StringComparer.Ordinal);
        var shown = RegisterBook.Official.All(RegisterKeys.Thresholds, Today).Where(entry => IsOpen(entry)).Select(entry => entry.Key);
        Assert.Equal(read, shown);
        Assert.Equal(RegisterBook.Official.Keys(RegisterKeys.Thresholds), Parameter.All.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rules_read_parameters_by_the_listed_ids_only() => Assert.All(
        Directory.EnumerateFiles(RepositoryFiles.Folder("src", "WorkflowEnforcement.Enforcement"), "*.cs", SearchOption.AllDirectories).Where(path => !path.Contains("/obj/", StringComparison.Ordinal)),
        path => Assert.DoesNotContain("Threshold(\"", File.ReadAllText(path), StringComparison.Ordinal));

    [Fact]
    public void Every_parameter_has_its_source_its_tag_and_the_day_from_which_it_holds() => Assert.All(
        RegisterBook.Official.All(RegisterKeys.Thresholds, new DateOnly(2026, 12, 31)),
        entry => Assert.True(entry is { ValidFrom.Year: > 2000, Source.Law.Length: > 0 } && entry["name"].Length > 0, entry.Key));

    [Fact]
    public void Nothing_recalled_or_default_stays_in_the_data_of_the_rules_where_nobody_can_change_it()
    {
        string[] files = ["Approvals/summary-penalty.json", "Approvals/personal-powers.json"];
        foreach (var json in files.SelectMany(file => Objects(JsonDocument.Parse(RepositoryFiles.Page(["src", "WorkflowEnforcement.Enforcement", .. file.Split('/')])).RootElement)))
        {
            if (json.TryGetProperty("tag", out var tag) && tag.GetString() is "recalled" or "default")
            {
                Assert.Contains(json.GetProperty("parameter").GetString()!, Parameter.All.Keys);
            }
        }
    }

    [Fact]
    public void What_the_law_fixes_is_shown_as_the_rules_have_it_and_stays_closed()
    {
        Assert.Equal(SummaryLimits.Limit("person", Today)!.FineMax, Shown("summary.person"));
        Assert.Equal(SummaryLimits.Limit("organization", Today)!.FineMax, Shown("summary.organization"));
        Assert.Equal(SummaryLimits.OnTheSpot.FineMax, Shown("summary.collect"));
        Assert.Equal(SummaryLimits.Publicity.Months, Shown("summary.publicityMonths"));
        Assert.Equal(Surcharge.DailyRate, Shown("surcharge.daily"));
        Assert.Equal(InspectionRules.InspectorsPerObject, Shown("inspection.officers"));
        Assert.All(RegisterBook.Official.All(RegisterKeys.Thresholds, new DateOnly(2026, 12, 31)).Where(entry => !IsOpen(entry)), entry =>
        {
            var refused = RegisterEditing.Change(
                RegisterBook.Official, TestBureau.Staff, new(RegisterKeys.Thresholds, entry.Key, entry.Values.SetItem("value", "9"), Today, "提高。"), By("admin"), Today).Refused;
            Assert.Equal(("register.checked", entry.Source), (refused?.Code, refused?.Source));
        });
    }

    public static TheoryData<string, string> Changes => new()
    {
        { "coercion.freezing", "1" }, { "coercion.nightFrom", "21:30" }, { "coercion.nightTo", "07:00" }, { "coercion.ownEnforcement", "1" }, { "coercion.recording", "0" },
        { "discretion.departureHead", "0" }, { "discretion.departureReview", "0" }, { "discretion.refuseWhenNotAsked", "1" },
        { "discussion.asHearing", "0" }, { "discussion.quorum", "0.66" }, { "draw.witnesses", "3" },
        { "hearing.organization", "100000" }, { "hearing.person", "10000" }, { "hearing.restrict", "0" },
        { "inspection.atCap.case", "refuse" }, { "inspection.atCap.daily", "warn" }, { "inspection.atCap.specialOwn", "nothing" }, { "inspection.atCap.specialSuperior", "refuse" },
        { "inspection.cap.A", "2" }, { "inspection.cap.B", "3" }, { "inspection.cap.C", "1" }, { "inspection.cap.D", "12" },
        { "inspection.counts.case", "0" }, { "inspection.counts.daily", "0" }, { "inspection.counts.specialOwn", "0" }, { "inspection.counts.specialSuperior", "1" },
        { "inspection.specialApproval", "0" },
        { "inspection.weight.A", "2" }, { "inspection.weight.B", "1" }, { "inspection.weight.C", "3" }, { "inspection.weight.D", "1000" },
        { "personal.ballot", "0" }, { "personal.hearing", "0" }, { "personal.twoOfficers", "0" }, { "summary.both", "0" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_new_version_counts_from_its_day_and_not_before(string id, string value)
    {
        var carried = RegisterBook.Official.Latest(RegisterKeys.Thresholds, id)!;
        var (entry, refused) = RegisterEditing.Change(
            RegisterBook.Official,
            TestBureau.Staff,
            new(RegisterKeys.Thresholds, id, carried.Values.SetItems(new Dictionary<string, string> { ["value"] = value, ["law"] = "局务会议纪要", ["tag"] = "default" }), Later, "局务会议决定。"),
            By("admin"),
            Today);
        Assert.True(entry is not null, string.Join(' ', refused?.Fields.Select(fault => fault.Message) ?? []));
        var book = RegisterBook.Official.With([entry]);
        Assert.Equal((carried["value"], carried.Source), (book.Threshold(id, Later.AddDays(-1)).Text, book.Threshold(id, Later.AddDays(-1)).Source));
        Assert.Equal((value, "局务会议纪要"), (book.Threshold(id, Later).Text, book.Threshold(id, Later).Source.Law));
        Assert.Equal(Rules(RegisterBook.Official, Later), Rules(book, Later.AddDays(-1)));
        if (Rules(RegisterBook.Official, Later).Keys.Any(rule => id.StartsWith(rule, StringComparison.Ordinal)))
        {
            Assert.NotEqual(Rules(RegisterBook.Official, Later), Rules(book, Later));
        }
    }

    [Fact]
    public void Each_parameter_is_tried() => Assert.Equal(Ids().Order(StringComparer.Ordinal), Changes.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("coercion.nightFrom", "24:00", "「数值」不合要求，现为「24:00」。写成22:00的形式。")]
    [InlineData("coercion.freezing", "2", "请从列出的选项中选择「数值」。")]
    [InlineData("inspection.weight.A", "0", "「数值」不合要求，现为「0」。整数，1至1000。")]
    [InlineData("inspection.cap.A", "1.5", "「数值」不合要求，现为「1.5」。整数，0至366。")]
    [InlineData("inspection.atCap.daily", "maybe", "请从列出的选项中选择「数值」。")]
    [InlineData("discussion.quorum", "1", "「数值」不合要求，现为「1」。0至0.99。")]
    [InlineData("hearing.person", "一万", "「数值」不合要求，现为「一万」。不少于1。")]
    public void A_value_that_the_rule_could_not_read_is_refused_at_its_field(string id, string value, string message)
    {
        var values = RegisterBook.Official.Latest(RegisterKeys.Thresholds, id)!.Values.SetItem("value", value);
        var refused = RegisterEditing.Change(RegisterBook.Official, TestBureau.Staff, new(RegisterKeys.Thresholds, id, values, Today, "调整。"), By("admin"), Today).Refused!;
        Assert.Contains(new FieldFault("value", message), refused.Fields);
    }

    [Fact]
    public void A_power_to_take_measures_is_entered_for_a_coercive_matter_with_its_law_and_ends_when_struck()
    {
        var values = RegisterEntry.NoValues.AddRange(new Dictionary<string, string> { ["seize"] = "是", ["approver"] = "head", ["law"] = "某条例", ["article"] = "第十条", ["tag"] = "checked" });
        var wrong = RegisterEditing.Change(RegisterBook.Official, TestBureau.Staff, new(RegisterKeys.Measures, "CF-JN-01", values, Today, "登记。"), By("legalhead"), Today).Refused!;
        Assert.Contains(wrong.Fields, fault => fault.Message == "只有行政强制类的事项才有强制措施的权力。");
        var (entry, _) = RegisterEditing.Change(RegisterBook.Official, TestBureau.Staff, new(RegisterKeys.Measures, "QZ-YY-01", values, Later, "条例修订。"), By("legalhead"), Today);
        var book = RegisterBook.Official.With([entry!]);
        Assert.Equal(("主要负责人", null), (book.PowerOf("QZ-YY-01", "sealPlace", Later.AddDays(-1))?.ApprovedBy, book.PowerOf("QZ-YY-01", "sealPlace", Later)));
        Assert.Equal(("行政机关负责人", "某条例"), (book.PowerOf("QZ-YY-01", "seize", Later)!.ApprovedBy, book.PowerOf("QZ-YY-01", "seize", Later)!.Source.Law));
        var (struck, _) = RegisterEditing.Change(book, TestBureau.Staff, new(RegisterKeys.Measures, "QZ-YY-01", null, Later, "职权划出。"), By("legalhead"), Today);
        Assert.Null(book.With([struck!]).PowerOf("QZ-YY-01", "seize", Later));
    }

    [Theory]
    [InlineData("penalty-summary", "at-limit", "summary.both", "0", "summary.kind")]
    [InlineData("inspection-daily", "full-daily", "draw.witnesses", "3", "draw.witnesses")]
    [InlineData("penalty-ordinary", "court-enforcement", "hearing.organization", "20000", "hearing.right-due")]
    [InlineData("penalty-ordinary", "hearing-held", "hearing.organization", "100000", "scenario.taken")]
    [InlineData("penalty-ordinary", "hearing-held", "discussion.asHearing", "0", "scenario.taken")]
    [InlineData("coercion-enforcement", "substitute", "coercion.nightTo", "12:00", "scenario.refusal")]
    [InlineData("inspection-special", "not-approved-by-government", "inspection.specialApproval", "0", "scenario.taken")]
    public void A_case_goes_by_the_parameter_of_the_day_of_each_act(string folder, string name, string id, string value, string otherwise)
    {
        Assert.Equal(otherwise, FirstSurprise(folder, name, TestBureau.Changed(RegisterKeys.Thresholds, id, ("value", value), new(2026, 1, 1))));
        Assert.Equal("", FirstSurprise(folder, name, TestBureau.Changed(RegisterKeys.Thresholds, id, ("value", value), new(2030, 1, 1))));
    }

    // The code of the first refusal that the scenario does not tell of; empty where it goes as told.
    private static string FirstSurprise(string folder, string name, RegisterEntry entered)
    {
        var (scenario, walk) = (ScenarioFile.Read(folder, name), new CaseWalk(TestBureau.SettingOf(folder) with { Registers = RegisterBook.Official.With([entered]) }));
        CaseWalk.Demand(walk.Open(scenario), "opening");
        walk.MakeDocuments(scenario.At);
        return scenario.Steps.Select(walk.Run).OfType<Refused>().FirstOrDefault()?.Code ?? string.Empty;
    }

    // What rules make of the register on a day; those not here are read as they stand, where they are asked.
    private static Dictionary<string, string> Rules(RegisterBook book, DateOnly day) => new()
    {
        ["coercion.night"] = string.Join(' ', Enumerable.Range(0, 48).Select(half => NightHours.On(book, day).Holds(TimeOnly.MinValue.AddMinutes(half * 30)))),
        ["inspection.weight"] = string.Join(' ', InspectionRules.On(book, day).Classes.Select(one => one.Weight)),
        ["inspection.cap"] = string.Join(' ', InspectionRules.On(book, day).Classes.Select(one => FrequencyCap.CapOf(InspectionRules.On(book, day), one.Class))),
        ["inspection.atCap"] = string.Join(' ', InspectionRules.On(book, day).Kinds.Select(one => FrequencyCap.Check(InspectionRules.On(book, day), one.Kind, "A", 400))),
        ["inspection.counts"] = string.Join(' ', InspectionRules.On(book, day).Kinds.Select(one => one.Counts)),
        ["personal"] = string.Join(' ', PersonalPowers.On(book, day).Select(power => power.Id)),
    };

    private static IEnumerable<string> Ids() =>
    [
        .. typeof(ParameterIds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!),
        ParameterIds.Hearing("person"), ParameterIds.Hearing("organization"),
        .. "ABCD".SelectMany(one => new[] { ParameterIds.Weight($"{one}"), ParameterIds.Cap($"{one}") }),
        .. new[] { InspectionKinds.Daily, InspectionKinds.Individual, InspectionKinds.SpecialOwn, InspectionKinds.SpecialSuperior }.SelectMany(kind => new[] { ParameterIds.Counts(kind), ParameterIds.AtCap(kind) }),
    ];

    private static IEnumerable<JsonElement> Objects(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Objects(member.Value)).Prepend(json),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Objects),
        _ => [],
    };

    private static bool IsOpen(RegisterEntry entry) => RegisterEditing.WhyClosed(RegisterBook.Definition(RegisterKeys.Thresholds)!, entry) is null;

    private static decimal Shown(string id) => RegisterBook.Official.Threshold(id, Today).Value;

    private static Actor By(string user) => TestBureau.Actor(TestBureau.Setting, user);
}
