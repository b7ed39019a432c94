using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Inspections;

/// <summary>双随机抽取: objects from the pool of objects, officers from the pool of inspectors, by a seed that comes in.</summary>
/// <remarks>There is no randomness in it: docs/draw.md says how a third party repeats a draw from its record.</remarks>
/// <legal>优化营商环境条例 art. 54; 国办发〔2024〕54号.</legal>
public static class RandomDraw
{
    /// <summary>Series by which objects are drawn.</summary>
    public const string ObjectSeries = "object";

    private const int SeedLength = 64;

    private static readonly LegalSource Source = new("优化营商环境条例", "第五十四条");
    private static readonly LegalSource InterestSource = LegalSource.ProductDefault("抽中人员有利害关系的，重新抽取（系统默认规则 D9）");

    /// <summary>Holds a draw.</summary>
    /// <param name="request">All it depends on.</param>
    /// <param name="rules">Weights and caps.</param>
    /// <returns>The result with its log, or why it cannot be held.</returns>
    public static DrawOutcome Hold(DrawRequest request, InspectionRules rules)
    {
        if (WhyNot(request, rules) is { } refusal)
        {
            return new DrawRefused(refusal);
        }

        var barred = request.Objects.Where(one => IsBarred(request, rules, one)).OrderBy(one => one.Id, StringComparer.Ordinal).ToImmutableArray();
        var open = request.Objects.Except(barred).ToList();
        if (open.Count < request.Count)
        {
            return new DrawRefused(Capped(barred, request, rules));
        }

        var log = ImmutableArray.CreateBuilder<DrawnName>();
        var assignments = ImmutableArray.CreateBuilder<DrawnObject>();
        foreach (var drawn in DrawObjects(request, rules, open))
        {
            log.Add(new DrawnName(ObjectSeries, drawn.Id, string.Empty));
            var (officers, names) = DrawOfficers(request, rules, drawn.Id);
            log.AddRange(names);
            if (officers is not [var lead, var assist])
            {
                return new DrawRefused(TooFew(request, rules, drawn, officers.Count));
            }

            assignments.Add(new DrawnObject(drawn, lead, assist));
        }

        return new Drawn(assignments.ToImmutable(), log.ToImmutable(), barred, Digest(request));
    }

    /// <summary>SHA-256 over both pools, so that nobody can say later that they were others.</summary>
    /// <returns>Lower-case hex.</returns>
    public static string Digest(DrawRequest request)
    {
        var text = new StringBuilder();
        foreach (var one in request.Objects.OrderBy(one => one.Id, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"object\t{one.Id}\t{one.Class}\t{one.CountedThisYear}\n");
        }

        foreach (var member in request.Inspectors.OrderBy(member => member.Id, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"officer\t{member.Id}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static Refused? WhyNot(DrawRequest request, InspectionRules rules)
    {
        if (request.Seed.Length != SeedLength || !request.Seed.All(char.IsAsciiHexDigitLower))
        {
            return Refusal("draw.seed", $"抽取种子须为{SeedLength}位小写十六进制数字，现为{request.Seed.Length}位或者含有其他字符。");
        }

        if (request.Objects.Length == 0 || request.Inspectors.Length == 0)
        {
            return Refusal("draw.pool-empty", request.Objects.Length == 0 ? "检查对象名录库没有可抽取的对象，不能抽取。" : "执法检查人员名录库没有可抽取的人员，不能抽取。");
        }

        if (request.Count < 1 || request.Count > request.Objects.Length)
        {
            return Refusal("draw.count", $"抽取数量须在1至{request.Objects.Length}之间，现为{request.Count}。");
        }

        var twice = request.Objects.GroupBy(one => one.Id).FirstOrDefault(group => group.Count() > 1)?.Key
            ?? request.Inspectors.GroupBy(member => member.Id).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null)
        {
            return Refusal("draw.twice", $"「{twice}」在名录库中重复，抽取机会不均等，请先删除重复的一条。");
        }

        if (request.Interests.FirstOrDefault(declared => declared.Reason.Length == 0) is { } bare)
        {
            return new Refused("draw.interest-reason", $"{bare.Officer}的回避没有写明理由，不能据此重新抽取。", InterestSource);
        }

        return request.Objects.FirstOrDefault(one => rules.Class(one.Class) is null) is { } odd
            ? Refusal("draw.class", $"「{odd.Name}」没有分级分类（{string.Join('、', rules.Classes.Select(known => known.Class))}），不能确定抽取权重。")
            : null;

        static Refused Refusal(string code, string message) => new(code, message, Source);
    }

    private static bool IsBarred(DrawRequest request, InspectionRules rules, InspectionObject one) =>
        FrequencyCap.Check(rules, request.Kind, one.Class, one.CountedThisYear) == CapFinding.Reached;

    private static IEnumerable<InspectionObject> DrawObjects(DrawRequest request, InspectionRules rules, List<InspectionObject> open)
    {
        var numbers = new SeededNumbers(request.Seed, ObjectSeries);
        open.Sort((one, other) => string.CompareOrdinal(one.Id, other.Id));
        for (var drawn = 0; drawn < request.Count; drawn++)
        {
            var at = PlaceOf(numbers.Below((ulong)open.Sum(one => (long)rules.Class(one.Class)!.Weight)), [.. open.Select(one => rules.Class(one.Class)!.Weight)]);
            yield return open[at];
            open.RemoveAt(at);
        }
    }

    private static (List<string> Officers, List<DrawnName> Names) DrawOfficers(DrawRequest request, InspectionRules rules, string drawn)
    {
        var series = $"officer/{drawn}";
        var numbers = new SeededNumbers(request.Seed, series);
        var open = Valid(request).Select(member => member.Id).Order(StringComparer.Ordinal).ToList();
        var (officers, names) = (new List<string>(), new List<DrawnName>());
        while (officers.Count < InspectionRules.InspectorsPerObject && open.Count > 0)
        {
            var at = (int)numbers.Below((ulong)open.Count);
            var interest = request.Interests.FirstOrDefault(declared => declared.Officer == open[at] && (declared.About.Length == 0 || declared.About == drawn));
            names.Add(new DrawnName(series, open[at], interest?.Reason ?? string.Empty));
            if (interest is null)
            {
                officers.Add(open[at]);
            }

            open.RemoveAt(at);
        }

        return (officers, names);
    }

    private static IEnumerable<StaffMember> Valid(DrawRequest request) => request.Inspectors.Where(member => member.MayEnforceOn(request.On));

    // The object whose share of the weights holds the number: weights 1, 4, 2 are held by 0, 1 to 4, 5 to 6.
    private static int PlaceOf(ulong number, int[] weights)
    {
        var at = 0;
        for (var below = (ulong)weights[0]; number >= below; below += (ulong)weights[at])
        {
            at++;
        }

        return at;
    }

    private static Refused Capped(ImmutableArray<InspectionObject> barred, DrawRequest request, InspectionRules rules) => new(
        "draw.cap",
        $"须抽取{request.Count}个对象，名录库有{request.Objects.Length}个，其中{barred.Length}个（{string.Join('、', barred.Take(3).Select(one => one.Name))}{(barred.Length > 3 ? "等" : string.Empty)}）今年的检查次数已达上限，可抽取的不足。",
        rules.CapSource(barred[0].Class));

    private static Refused TooFew(DrawRequest request, InspectionRules rules, InspectionObject drawn, int standing)
    {
        var valid = Valid(request).Count();
        return valid < InspectionRules.InspectorsPerObject
            ? new Refused("draw.officers", $"检查须有{InspectionRules.InspectorsPerObject}名执法人员，名录库中{request.On:yyyy年M月d日}执法证件有效的只有{valid}名，不能抽取。", InspectionRules.InspectorsSource)
            : new Refused("draw.interests", $"检查「{drawn.Name}」须有{InspectionRules.InspectorsPerObject}名没有利害关系的执法人员，名录库中只有{standing}名，须先补充人员。", InterestSource);
    }
}
