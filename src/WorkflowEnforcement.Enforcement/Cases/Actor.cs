using System.Collections.Immutable;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>The keys of the roles of law.md section 8; user names of the demo accounts are the same words.</summary>
public static class Roles
{
    /// <summary>执法人员.</summary>
    public const string Officer = "officer";

    /// <summary>办案机构(科室)负责人.</summary>
    public const string UnitHead = "unithead";

    /// <summary>法制审核员.</summary>
    public const string Reviewer = "reviewer";

    /// <summary>法制科负责人.</summary>
    public const string LegalHead = "legalhead";

    /// <summary>分管负责人.</summary>
    public const string Deputy = "deputy";

    /// <summary>局长(主要负责人).</summary>
    public const string Director = "director";

    /// <summary>窗口受理人员.</summary>
    public const string Clerk = "clerk";

    /// <summary>档案员.</summary>
    public const string Archivist = "archivist";

    /// <summary>公示员.</summary>
    public const string Publisher = "publisher";

    /// <summary>案卷评查员.</summary>
    public const string Evaluator = "evaluator";

    /// <summary>行政执法监督.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>系统管理员.</summary>
    public const string Administrator = "admin";

    /// <summary>审计员.</summary>
    public const string Auditor = "auditor";

    /// <summary>The system itself, when a clock or a job acts.</summary>
    public const string System = "system";

    /// <summary>Roles that decide on what others submit; nobody who handled a case may act in one of them there.</summary>
    public static readonly ImmutableHashSet<string> Approving = [UnitHead, Reviewer, LegalHead, Deputy, Director];

    /// <summary>The Chinese name of a role, or the key where it is unknown.</summary>
    public static string NameOf(string role) => role switch
    {
        Officer => "执法人员",
        UnitHead => "办案机构负责人",
        Reviewer => "法制审核员",
        LegalHead => "法制科负责人",
        Deputy => "分管负责人",
        Director => "局长",
        Clerk => "窗口受理人员",
        Archivist => "档案员",
        Publisher => "公示员",
        Evaluator => "案卷评查员",
        Supervisor => "行政执法监督员",
        Administrator => "系统管理员",
        Auditor => "审计员",
        System => "系统",
        _ => role,
    };
}

/// <summary>Who acts: an account as it stood at that moment.</summary>
/// <param name="Id">User name, stable.</param>
/// <param name="Name">Name shown in records and documents.</param>
/// <param name="Roles">Role keys held.</param>
/// <param name="Unit">Section of the bureau, empty where none.</param>
public sealed record Actor(string Id, string Name, ImmutableSortedSet<string> Roles, string Unit)
{
    /// <summary>The system itself.</summary>
    public static readonly Actor TheSystem = new("system", "系统", [Cases.Roles.System], string.Empty);

    /// <summary>True when the account holds that role.</summary>
    public bool Is(string role) => Roles.Contains(role);
}

/// <summary>A person of the bureau who can be named in a case.</summary>
/// <param name="Id">User name.</param>
/// <param name="Name">Name shown.</param>
/// <param name="Roles">Role keys held.</param>
/// <param name="Unit">Section.</param>
/// <param name="Credential">Number of the enforcement credential (执法证号); empty for none.</param>
/// <param name="CredentialFrom">First day of its validity.</param>
/// <param name="CredentialTo">Last day of its validity, included.</param>
public sealed record StaffMember(
    string Id, string Name, ImmutableSortedSet<string> Roles, string Unit, string Credential, DateOnly? CredentialFrom, DateOnly? CredentialTo)
{
    /// <summary>True where the person passed the state's legal qualification examination (法律职业资格).</summary>
    public bool LegalQualification { get; init; }

    /// <summary>True where the person reviewed penalties already before the law asked for the qualification, and so does not begin to (非初次从事).</summary>
    public bool ReviewedBefore { get; init; }

    /// <summary>True when the credential is valid on that day, both ends included.</summary>
    public bool MayEnforceOn(DateOnly day) =>
        Credential.Length > 0 && CredentialFrom is { } from && CredentialTo is { } to && from <= day && day <= to;
}
