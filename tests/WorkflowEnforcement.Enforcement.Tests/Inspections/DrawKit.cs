using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Inspections;
using WorkflowEnforcement.Enforcement.Registers;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Inspections;

/// <summary>Pools and seeds of the tests.</summary>
internal static class DrawKit
{
    public static readonly DateOnly Day = new(2026, 4, 20);

    /// <summary>One object of each class, none inspected this year.</summary>
    public static readonly ImmutableArray<InspectionObject> Objects = [.. "ABCD".Select(letter => new InspectionObject($"object-{letter}", $"示例企业{letter}", letter.ToString(), 0))];

    public static readonly ImmutableArray<StaffMember> Officers = [.. Enumerable.Range(1, 4).Select(number => Officer($"officer{number}"))];

    /// <summary>A daily inspection of one object.</summary>
    public static readonly DrawRequest Request = new() { Seed = Seed(0), On = Day, Kind = "daily", Objects = Objects, Inspectors = Officers };

    public static StaffMember Officer(string user, int lastYear = 2028) =>
        new(user, user, [Roles.Officer], "节能与资源综合利用科", $"示例{user}", new DateOnly(2024, 1, 1), new DateOnly(lastYear, 12, 31));

    public static string Seed(int number) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"seed {number}")));

    public static InspectionRules Rules { get; } = InspectionRules.On(RegisterBook.Official, new DateOnly(2026, 3, 2));

    public static Drawn Hold(DrawRequest request) => Assert.IsType<Drawn>(RandomDraw.Hold(request, Rules));

    public static Refused Refusal(DrawRequest request) => Assert.IsType<DrawRefused>(RandomDraw.Hold(request, Rules)).Refusal;
}
