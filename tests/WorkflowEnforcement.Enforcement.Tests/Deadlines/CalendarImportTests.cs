using WorkflowEnforcement.Enforcement.Deadlines;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Deadlines;

/// <summary>A year of the calendar from a file: read whole, or refused with every fault and its line.</summary>
public sealed class CalendarImportTests
{
    private static readonly LegalSource Notice = new("《国务院办公厅关于2027年部分节假日安排的通知》", string.Empty, Provenance.CheckedSecondHand);

    [Theory]
    [InlineData("date,kind\n2027-01-01,rest\n2027-02-05,休\n2027-02-14,work\n\n2027-02-20,班\n")]
    [InlineData("\uFEFF2027-01-01, rest\r\n2027-02-05,REST\r\n2027-02-14，work\r\n\"2027-02-20\",班")]
    public void A_table_of_days_is_read_with_the_notice_told_beside_it(string csv)
    {
        var read = CalendarImport.Read(csv, 2027, official: true, Notice);
        Assert.Empty(read.Faults);
        Assert.Equal([new(2027, 1, 1), new(2027, 2, 5)], read.Year!.RestDays.Order());
        Assert.Equal([new(2027, 2, 14), new(2027, 2, 20)], read.Year.WorkingWeekendDays.Order());
        Assert.Equal((2027, true, Notice), (read.Year.Year, read.Year.Official, read.Year.Source));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("{{\"years\":[{0}]}}")]
    public void A_year_in_the_form_of_the_program_s_own_data_is_read(string around)
    {
        const string year = """
            {"year": 2027, "status": "provisional", "notice": "n", "noticeTag": "default",
             "off": [{"first": "2027-01-01", "last": "2027-01-03"}, {"last": "2027-05-02", "first": "2027-05-01"}], "working": ["2027-01-09"]}
            """;
        var read = CalendarImport.Read(string.Format(null, around, year), 2027, official: true, Notice);
        Assert.Empty(read.Faults);
        Assert.Equal(5, read.Year!.RestDays.Count);
        Assert.Equal(new DateOnly(2027, 1, 9), Assert.Single(read.Year.WorkingWeekendDays));
        Assert.Equal((false, "n", Provenance.Default), (read.Year.Official, read.Year.Source.Law, read.Year.Source.Provenance));
    }

    [Theory]
    [InlineData("2027-01-01,rest\n2027-02-30,rest", "第2行：日期须写成 2027-02-05 的样子，且确有这一天，现为“2027-02-30”。")]
    [InlineData("2027-01-01", "第1行：须为“日期,类别”，例如 2027-02-05,rest，现为“2027-01-01”。")]
    [InlineData("date,kind\n2027-01-01,holiday", "第2行：类别须为 rest（休）或者 work（班），现为“holiday”。")]
    [InlineData("2026-01-01,rest", "第1行：2026-01-01不在2027年内。")]
    [InlineData("2027-01-04,work", "第1行：2027-01-04不是周六或者周日，本来就上班。")]
    [InlineData("2027-01-02,rest\n\n2027-01-02,work", "第3行：2027-01-02在第1行已经出现。")]
    [InlineData("date,kind", "第1行：文件中没有一天。")]
    [InlineData("", "第1行：文件中没有一天。")]
    [InlineData("{\"year\":2027,\n\"status\":\"official\",\n\"notice\":\"n\",\n\"off\":[\n{\"first\":\"2027-01-03\",\"last\":\"2027-01-01\"}],\"working\":[]}", "第5行：最后一天2027-01-01早于第一天2027-01-03，或者相隔超过一年。")]
    [InlineData("{\"year\":2027,\n\"status\":\"official\",\n\"notice\":\"n\",\n\"off\":[{\"first\":\"2027-01-03\"}],\"working\":[]}", "第4行：每段休息日须有 first 和 last。")]
    [InlineData("{\"year\":2028,\"status\":\"official\",\"notice\":\"n\",\"working\":[\"2027-01-02\"]}", "第1行：文件是2028年的，要导入的是2027年。")]
    [InlineData("{\"year\":2027,\"status\":\"soon\",\"notice\":\"n\",\"working\":[\"2027-01-02\"]}", "第1行：“status”须为 official（已公布）或者 provisional（暂定）。")]
    [InlineData("{\"year\":2027,\"status\":\"official\",\"working\":[\"2027-01-02\"]}", "第1行：缺少“notice”（通知名称和文号）。")]
    [InlineData("{\"year\":2027,\"status\":\"official\",\"notice\":\"n\",\n\"holidays\":[],\n\"more\":1,\"working\":[\"2027-01-02\"]}", "第3行：不认识的项“more”。")]
    [InlineData("{\"year\":2027,\n\"working\":[\"2027-01-02\"", "第2行：不是完整的 JSON。")]
    [InlineData("{\"years\":[{\"year\":2027,\"status\":\"official\",\"notice\":\"n\",\"working\":[\"2027-01-02\"]},\n{\"year\":2028}]}", "第2行：“year”在第1行已经出现，一次只能导入一个年度。")]
    public void A_fault_is_told_in_a_sentence_with_its_line(string file, string fault)
    {
        var read = CalendarImport.Read(file, 2027, official: true, Notice);
        Assert.Null(read.Year);
        Assert.Equal(fault, Assert.Single(read.Faults));
    }

    [Fact]
    public void All_faults_are_told_in_the_order_of_the_lines() =>
        Assert.Equal(["第1行", "第3行"], CalendarImport.Read("x\n2027-01-01,rest\ny,rest", 2027, true, Notice).Faults.Select(fault => fault.Split('：')[0]));

    [Fact]
    public void A_file_too_large_is_not_read() =>
        Assert.Single(CalendarImport.Read(new string(' ', CalendarImport.MaxLength + 1), 2027, true, Notice).Faults);
}
