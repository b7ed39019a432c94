using System.Text.Json;
using WorkflowEnforcement.Enforcement.Inspections;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Inspections;

/// <summary>Draws that another program worked out by docs/draw.md, and those that cannot be held.</summary>
public sealed class DrawRowTests
{
    private static readonly JsonElement Table = JsonElement.Parse(RepositoryFiles.Table("Inspections", "draws.json"));

    public static TheoryData<string> Rows => [.. Table.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_draw_gives_what_a_third_party_works_out(string name)
    {
        var row = Table.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("name").GetString() == name);
        var request = new DrawRequest
        {
            Seed = row.GetProperty("seed").GetString()!,
            On = DrawKit.Day,
            Kind = "daily",
            Count = row.GetProperty("count").GetInt32(),
            Objects = [.. Table.GetProperty("objects").EnumerateArray().Select(one => new InspectionObject(Text(one, "id"), Text(one, "name"), Text(one, "class"), 0))],
            Inspectors = [.. Table.GetProperty("officers").EnumerateArray().Select(user => DrawKit.Officer(user.GetString()!))],
            Interests = [.. row.GetProperty("interests").EnumerateArray().Select(pair => new DeclaredInterest(pair[0].GetString()!, pair[1].GetString()!, "有利害关系"))],
        };

        var drawn = DrawKit.Hold(request);

        Assert.Equal(row.GetProperty("expected").EnumerateArray().Select(line => line.GetString()), drawn.Assignments.Select(one => $"{one.Inspected.Id} {one.Lead} {one.Assist}"));
        Assert.Equal(Table.GetProperty("digest").GetString(), drawn.PoolDigest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789")]
    [InlineData("0123456789abcdef")]
    public void A_seed_that_is_not_64_lower_case_hex_digits_is_refused(string seed) =>
        Assert.Equal("draw.seed", DrawKit.Refusal(DrawKit.Request with { Seed = seed }).Code);

    [Fact]
    public void An_empty_pool_is_refused()
    {
        Assert.Equal("draw.pool-empty", DrawKit.Refusal(DrawKit.Request with { Objects = [] }).Code);
        Assert.Equal("draw.pool-empty", DrawKit.Refusal(DrawKit.Request with { Inspectors = [] }).Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void A_number_that_the_pool_cannot_give_is_refused(int count) =>
        Assert.Equal("draw.count", DrawKit.Refusal(DrawKit.Request with { Count = count }).Code);

    [Fact]
    public void An_entry_that_stands_twice_is_refused()
    {
        Assert.Equal("draw.twice", DrawKit.Refusal(DrawKit.Request with { Objects = DrawKit.Objects.Add(DrawKit.Objects[0]) }).Code);
        Assert.Equal("draw.twice", DrawKit.Refusal(DrawKit.Request with { Inspectors = DrawKit.Officers.Add(DrawKit.Officers[0]) }).Code);
    }

    [Fact]
    public void An_object_without_a_class_is_refused() =>
        Assert.Equal("draw.class", DrawKit.Refusal(DrawKit.Request with { Objects = DrawKit.Objects.SetItem(0, DrawKit.Objects[0] with { Class = "E" }) }).Code);

    [Fact]
    public void Too_few_officers_with_a_credential_valid_on_the_day_are_refused_with_the_law()
    {
        var refusal = DrawKit.Refusal(DrawKit.Request with { Inspectors = [DrawKit.Officers[0], DrawKit.Officer("officer9", lastYear: 2025)] });
        Assert.Equal(("draw.officers", "检查须有2名执法人员，名录库中2026年4月20日执法证件有效的只有1名，不能抽取。"), (refusal.Code, refusal.Message));
        Assert.Equal(InspectionRules.InspectorsSource, refusal.Source);
    }

    [Fact]
    public void Too_few_officers_without_an_interest_are_refused() =>
        Assert.Equal("draw.interests", DrawKit.Refusal(DrawKit.Request with { Interests = [.. DrawKit.Officers.Skip(1).Select(officer => new DeclaredInterest(officer.Id, string.Empty, "有利害关系"))] }).Code);

    [Fact]
    public void An_interest_without_a_reason_is_refused() =>
        Assert.Equal("draw.interest-reason", DrawKit.Refusal(DrawKit.Request with { Interests = [new("officer1", string.Empty, string.Empty)] }).Code);

    [Fact]
    public void A_draw_among_objects_that_are_all_at_their_cap_is_refused_with_its_source()
    {
        var refusal = DrawKit.Refusal(DrawKit.Request with { Objects = [.. DrawKit.Objects.Select(one => one with { CountedThisYear = 9 })] });
        Assert.Equal("draw.cap", refusal.Code);
        Assert.Equal(DrawKit.Rules.CapSource("A"), refusal.Source);
    }

    [Fact]
    public void A_special_inspection_that_a_superior_orders_draws_objects_at_their_cap_too() =>
        Assert.Empty(DrawKit.Hold(DrawKit.Request with { Kind = "specialSuperior", Objects = [.. DrawKit.Objects.Select(one => one with { CountedThisYear = 9 })] }).Barred);

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
