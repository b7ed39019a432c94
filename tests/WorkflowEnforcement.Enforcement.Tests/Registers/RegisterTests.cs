using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Enforcement.Registers;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Registers;

/// <summary>The registers of the bureau: who enters what, which entries hold on which day, and that nothing reaches back.</summary>
public sealed class RegisterTests
{
    private static readonly string CreditCode = "91211000MA0UXXQ97" + PartyCode.CreditCodeCheckCharacter("91211000MA0UXXQ97");
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static readonly ImmutableSortedDictionary<string, string> Power = Values(
        ("name", "未按规定报送报告"), ("kind", "penalty"), ("law", "节约能源法"), ("article", "第八十二条"), ("tag", "checked"), ("fineMin", "10,000"), ("fineMax", "５００００"));

    [Fact]
    public void Every_register_is_kept_by_somebody_and_names_why_there_is_one() => Assert.All(RegisterBook.Definitions, register =>
    {
        Assert.NotEmpty(register.Editors);
        Assert.All([.. register.Editors, .. register.Readers], role => Assert.Contains(TestBureau.Staff.Values, person => person.Roles.Contains(role)));
        Assert.NotEmpty(register.Source.Law);
        Assert.Contains(register.Fields.Append(register.Id), field => field.Key == register.Title);
        Assert.Equal(register.Fields.Length, register.Fields.Select(field => field.Key).Append(register.Id.Key).Distinct(StringComparer.Ordinal).Count() - 1);
        Assert.All(register.Fields.Append(register.Id).Where(field => field.Type == RegisterFieldType.Entry), field => Assert.NotNull(RegisterBook.Definition(field.Of)));
    });

    [Fact]
    public void What_the_program_carries_would_be_taken_if_it_were_entered() => Assert.All(
        from register in RegisterBook.Definitions from entry in RegisterBook.Official.All(register.Key, Today) select (register, entry),
        carried =>
        {
            var by = TestBureau.Staff.Values.First(person => carried.register.Editors.Any(person.Roles.Contains)).Id;
            var change = new RegisterChange(carried.register.Key, carried.entry.Key, carried.entry.Values, Today, "核对。");
            var refused = RegisterEditing.Change(RegisterBook.Official, TestBureau.Staff, change, By(by), Today).Refused;
            Assert.True(refused is null or { Code: "register.checked" }, $"{carried.entry.Key}: {refused?.Message} {string.Join(' ', refused?.Fields.Select(fault => fault.Message) ?? [])}");
        });

    [Fact]
    public void A_matter_holds_from_its_day_and_is_gone_from_the_day_it_is_struck()
    {
        var book = Entered(RegisterBook.Official, new("matters", "CF-JN-99", Power, new(2026, 4, 1), "权责清单调整。"), Today);
        Assert.Null(book.Matter("CF-JN-99", new(2026, 3, 31)));
        var matter = book.Matter("CF-JN-99", new(2026, 4, 1))!;
        Assert.Equal((10_000m, 50_000m, "未按规定报送报告", new LegalSource("节约能源法", "第八十二条")), (matter.FineMin, matter.FineMax, matter.Name, matter.Basis));
        book = Entered(book, new("matters", "CF-JN-99", null, new(2026, 6, 1), "职权划出。"), Today);
        Assert.NotNull(book.Matter("CF-JN-99", new(2026, 5, 31)));
        Assert.Null(book.Matter("CF-JN-99", new(2026, 6, 1)));
        Assert.Equal("未按规定报送报告", book.MatterName("CF-JN-99"));
        Assert.Equal([2, 1], book.Versions("matters", "CF-JN-99").Select(entry => entry.Version));
    }

    [Theory]
    [InlineData("validFrom", "生效日期不得早于今天（2026年3月2日），以前的办理不受影响。", "matters", "CF-JN-01", "2026-03-01", "")]
    [InlineData("fineMax", "罚款上限（1,000元）不得低于下限（10,000元）。", "matters", "CF-JN-01", "2026-03-02", "fineMax=1000")]
    [InlineData("article", "已核对原文的，须写明条款。", "matters", "CF-JN-01", "2026-03-02", "article=")]
    [InlineData("fineMin", "「罚款下限（元）」不得为负，现为-1。", "matters", "CF-JN-01", "2026-03-02", "fineMin=-1")]
    [InlineData("fineMin", "「罚款下限（元）」最多2位小数，现为0.001。", "matters", "CF-JN-01", "2026-03-02", "fineMin=0.001")]
    [InlineData("fineMin", "「罚款下限（元）」须为数字，现为「一万」。", "matters", "CF-JN-01", "2026-03-02", "fineMin=一万")]
    [InlineData("kind", "请从列出的选项中选择「类别」。", "matters", "CF-JN-01", "2026-03-02", "kind=tax")]
    [InlineData("name", "请填写「事项名称」。", "matters", "CF-JN-01", "2026-03-02", "name= ")]
    [InlineData("colour", "「执法事项」没有「colour」这一项。", "matters", "CF-JN-01", "2026-03-02", "colour=red")]
    [InlineData("code", "「事项编码」由字母、数字、点、连字符组成，最多60位，现为「事项一」。", "matters", "事项一", "2026-03-02", "")]
    public void A_matter_that_cannot_be_is_refused_at_its_field(string field, string message, string register, string key, string from, string changed)
    {
        var values = changed.Split('=') is [var member, var value] ? Power.SetItem(member, value) : Power;
        var refused = Refusal(new(register, key, values, DateOnly.ParseExact(from, "yyyy-MM-dd"), "权责清单调整。"), "legalhead");
        Assert.Equal("register.entry", refused.Code);
        Assert.Contains(new FieldFault(field, message), refused.Fields);
    }

    [Fact]
    public void A_party_whose_code_has_a_wrong_check_digit_is_refused_with_the_standard()
    {
        var values = Values(("name", "某公司"), ("kind", "organization"), ("address", "某地"));
        Assert.NotNull(RegisterEditing.Change(RegisterBook.Official, TestBureau.Staff, new("parties", $" {CreditCode.ToLowerInvariant()} ", values, null, "办案登记。"), By("officer1"), Today).Entry);
        var refused = Refusal(new("parties", CreditCode[..17] + (CreditCode[17] == '0' ? "1" : "0"), values, null, "办案登记。"), "officer1");
        Assert.Contains(refused.Fields, fault => fault.Key == "code" && fault.Message.StartsWith($"统一社会信用代码第18位校验码应为{CreditCode[17]}，", StringComparison.Ordinal) && fault.Message.EndsWith("（GB 32100-2015）。", StringComparison.Ordinal));
        var person = Refusal(new("parties", CreditCode, values.SetItem("kind", "person"), null, "办案登记。"), "officer1");
        Assert.Contains(person.Fields, fault => fault.Key == "code" && fault.Message.Contains("GB 11643-1999", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_law_fixes_and_somebody_read_is_no_parameter_and_the_rules_know_every_entry()
    {
        var unknown = Refusal(new("thresholds", "own.number", Values(("name", "某数"), ("value", "1"), ("law", "局务会议纪要"), ("tag", "default")), Today, "试行。"), "admin");
        Assert.Equal("register.fixed", unknown.Code);
        Assert.Equal("register.no-strike", Refusal(new("thresholds", "discussion.quorum", null, Today, "取消。"), "admin").Code);
        var read = RegisterBook.Official.With([new("thresholds", "summary.person", 1, Today, Values(("name", "当场处罚公民罚款上限"), ("value", "200"), ("law", "行政处罚法"), ("article", "第五十一条"), ("tag", "checked")))]);
        var refused = RegisterEditing.Change(read, TestBureau.Staff, new("thresholds", "summary.person", Values(("name", "当场处罚"), ("value", "300")), Today, "提高。"), By("admin"), Today).Refused!;
        Assert.Equal(("register.checked", new LegalSource("行政处罚法", "第五十一条")), (refused.Code, refused.Source));
    }

    [Fact]
    public void Only_who_keeps_a_register_enters_and_the_refusal_says_who_that_is()
    {
        var change = new RegisterChange("matters", "CF-JN-99", Power, Today, "权责清单调整。");
        Assert.Equal(["admin", "legalhead"], TestBureau.Staff.Keys.Where(user => RegisterEditing.Change(RegisterBook.Official, TestBureau.Staff, change, By(user), Today).Refused is null).Order());
        Assert.Equal("「执法事项」由法制科负责人、系统管理员登记，执法人员一不具有该身份。", Refusal(change, "officer1").Message);
        Assert.All(TestBureau.Staff.Keys, user => Assert.Equal(user != "admin", RegisterBook.Definition("parties")!.MayRead(By(user))));
    }

    [Fact]
    public void Nothing_is_entered_without_a_reason_nor_without_a_change()
    {
        Assert.Contains(Refusal(new("matters", "CF-JN-99", Power, Today, " "), "legalhead").Fields, fault => fault.Key == "reason");
        var book = Entered(RegisterBook.Official, new("matters", "CF-JN-99", Power, Today, "权责清单调整。"), Today);
        Assert.Equal("register.unchanged", RegisterEditing.Change(book, TestBureau.Staff, new("matters", "CF-JN-99", Power, Today, "再次。"), By("legalhead"), Today).Refused?.Code);
        Assert.Equal("register.missing", Refusal(new("matters", "CF-JN-98", null, Today, "删除。"), "legalhead").Code);
        Assert.Equal("register.unknown", Refusal(new("taxes", "a", Power, Today, "登记。"), "legalhead").Code);
    }

    [Fact]
    public void An_officer_whose_entry_has_no_credential_may_not_act_any_more()
    {
        var officer = TestBureau.Staff["officer1"];
        Assert.True(officer.MayEnforceOn(Today));
        Assert.Equal(officer, RegisteredOfficer.With(officer, RegisteredOfficer.Of(officer)));
        var book = Entered(RegisterBook.Official, new("officers", "officer1", Values(("note", "证件收回。")), null, "调离执法岗位。"), Today, "legalhead");
        Assert.False(RegisteredOfficer.With(officer, book.Find("officers", "officer1", Today)).MayEnforceOn(Today));
        var half = Refusal(new("officers", "officer1", Values(("credential", "新证")), null, "换证。"), "legalhead");
        Assert.Contains(half.Fields, fault => fault.Key == "credentialTo");
        var turned = Refusal(new("officers", "officer1", Values(("credential", "新证"), ("credentialFrom", "2026-03-01"), ("credentialTo", "2025-03-01")), null, "换证。"), "legalhead");
        Assert.Contains(turned.Fields, fault => fault.Message == "证件有效期至（2025年3月1日）不得早于有效期自（2026年3月1日）。");
        Assert.Contains(Refusal(new("officers", "stranger", Values(("note", "无此人。")), null, "登记。"), "legalhead").Fields, fault => fault.Key == "person");
    }

    private static RegisterBook Entered(RegisterBook book, RegisterChange change, DateOnly today, string by = "legalhead")
    {
        var (entry, refused) = RegisterEditing.Change(book, TestBureau.Staff, change, By(by), today);
        Assert.True(entry is not null, string.Join(' ', [refused?.Message ?? string.Empty, .. refused?.Fields.Select(fault => fault.Message) ?? []]));
        return book.With([entry]);
    }

    private static Refused Refusal(RegisterChange change, string by)
    {
        var (entry, refused) = RegisterEditing.Change(RegisterBook.Official, TestBureau.Staff, change, By(by), Today);
        Assert.Null(entry);
        return refused!;
    }

    private static Actor By(string user) => TestBureau.Actor(TestBureau.Setting, user);

    private static ImmutableSortedDictionary<string, string> Values(params (string Member, string Value)[] members) =>
        RegisterEntry.NoValues.AddRange(members.Select(member => KeyValuePair.Create(member.Member, member.Value)));
}
