using System.Text.Json;
using CsCheck;
using WorkflowEnforcement.Enforcement.Deadlines;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Deadlines;

public sealed class SurchargeTests
{
    private static readonly DateOnly Due = new(2026, 10, 8);

    private static readonly Gen<decimal> Amounts = Gen.Int[1, 5_000_000].Select(cents => cents / 100m);

    private static readonly Gen<List<FinePart>> Fines = Gen.Select(Gen.Int[-20, 40], Amounts, (day, amount) => new FinePart(Due.AddDays(day), amount)).List[1, 4];

    private static readonly Gen<List<FinePayment>> Payments = Gen.Select(Gen.Int[-30, 60], Amounts, (day, amount) => new FinePayment(Due.AddDays(day), amount)).List[0, 4];

    private static readonly Gen<List<SurchargePause>> Pauses =
        Gen.Select(Gen.Int[-10, 50], Gen.Int[0, 20], (day, days) => new SurchargePause(Due.AddDays(day), Due.AddDays(day + days))).List[0, 3];

    private static readonly Gen<DateOnly> Untils = Gen.Int[-40, 90].Select(Due.AddDays);

    public static TheoryData<string, string> Rows()
    {
        var rows = new TheoryData<string, string>();
        foreach (var row in JsonElement.Parse(RepositoryFiles.Table("Deadlines", "surcharges.json")).EnumerateArray())
        {
            rows.Add(row.GetProperty("article").GetString()!, row.GetRawText());
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_surcharge_is_the_one_the_table_works_out(string article, string row)
    {
        Assert.NotEmpty(article);
        var json = JsonElement.Parse(row);
        var computed = Computed(
            [.. Pairs(json, "parts").Select(pair => new FinePart(Day(pair[0]), pair[1].GetDecimal()))],
            [.. Pairs(json, "payments").Select(pair => new FinePayment(Day(pair[0]), pair[1].GetDecimal()))],
            [.. Pairs(json, "pauses").Select(pair => new SurchargePause(Day(pair[0]), Day(pair[1])))],
            Day(json.GetProperty("until")));

        Assert.Equal(json.GetProperty("amount").GetDecimal(), computed.Amount);
        Assert.Equal(json.GetProperty("unpaid").GetDecimal(), computed.Unpaid);
        Assert.Equal(json.TryGetProperty("capped", out var capped) && capped.GetBoolean(), computed.Capped);
    }

    [Fact]
    public void It_is_the_sum_of_three_per_cent_of_what_is_overdue_on_each_day_that_counts() =>
        Gen.Select(Fines, Payments, Pauses, Untils).Sample((fine, payments, pauses, until) =>
        {
            var sum = 0m;
            for (var day = fine.Min(part => part.Due); day <= until; day = day.AddDays(1))
            {
                var overdue = fine.Where(part => part.Due < day).Sum(part => part.Amount) - payments.Where(payment => payment.On < day).Sum(payment => payment.Amount);
                sum += pauses.Exists(pause => pause.First <= day && day <= pause.Last) ? 0 : Math.Max(0, overdue) * 3 / 100;
            }

            var expected = Math.Min(decimal.Floor((sum * 100) + 0.5m) / 100, fine.Sum(part => part.Amount));
            return Computed(fine, payments, pauses, until).Amount == expected;
        });

    [Fact]
    public void It_is_never_more_than_the_fine_and_never_less_than_nothing() =>
        Gen.Select(Fines, Payments, Pauses, Untils).Sample((fine, payments, pauses, until) =>
            Computed(fine, payments, pauses, until).Amount is >= 0 and var amount && amount <= fine.Sum(part => part.Amount));

    [Fact]
    public void A_day_more_never_makes_it_less() =>
        Gen.Select(Fines, Payments, Pauses, Untils).Sample((fine, payments, pauses, until) =>
            Computed(fine, payments, pauses, until).Amount <= Computed(fine, payments, pauses, until.AddDays(1)).Amount);

    [Fact]
    public void A_payment_more_or_a_pause_more_never_makes_it_more() =>
        Gen.Select(Fines, Payments, Pauses, Untils).Sample((fine, payments, pauses, until) =>
            Computed(fine, payments, pauses, until).Amount <= Computed(fine, [], [], until).Amount);

    [Theory]
    [InlineData("fine.amount", "0", "1", 0)]
    [InlineData("fine.amount", "-1", "1", 0)]
    [InlineData("fine.amount", "0.001", "1", 0)]
    [InlineData("fine.too-much", "1000000000000", "1", 0)]
    [InlineData("payment.amount", "1", "0", 0)]
    [InlineData("payment.amount", "1", "1.234", 0)]
    [InlineData("pause.backwards", "1", "1", -1)]
    public void Unsound_amounts_and_spans_are_refused_with_their_article(string code, string fine, string paid, int pauseDays)
    {
        var refused = Assert.IsType<SurchargeOutcome.Refused>(Surcharge.Compute(
            [new(Due, decimal.Parse(fine, null))], [new(Due, decimal.Parse(paid, null))], [new(Due, Due.AddDays(pauseDays))], Due));

        Assert.Equal(code, refused.Code);
        Assert.NotEmpty(refused.Source.Article);
    }

    [Fact]
    public void A_fine_without_parts_is_refused() =>
        Assert.Equal("fine.amount", Assert.IsType<SurchargeOutcome.Refused>(Surcharge.Compute([], [], [], Due)).Code);

    private static SurchargeOutcome.Computed Computed(List<FinePart> parts, List<FinePayment> payments, List<SurchargePause> pauses, DateOnly until) =>
        Assert.IsType<SurchargeOutcome.Computed>(Surcharge.Compute(parts, payments, pauses, until));

    private static JsonElement.ArrayEnumerator Pairs(JsonElement row, string name) => row.TryGetProperty(name, out var pairs) ? pairs.EnumerateArray() : default;

    private static DateOnly Day(JsonElement text) => DateOnly.Parse(text.GetString()!, null);
}
