using System.Collections.Immutable;
using System.Text;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Registers;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

/// <summary>The bureau of the tests: the flows and forms that are shipped, and one person for every role, as in the demo accounts.</summary>
internal static class TestBureau
{
    public const string PenaltyFolder = "penalty-ordinary";

    /// <summary>The first edition of the ordinary penalty procedure, with its scenarios: all steps in one plain drawing, to which older cases are still bound.</summary>
    /// <remarks>What no drawing can switch off is tried with it and with changes of it.</remarks>
    public static readonly string[] FirstEdition = ["tests", "WorkflowEnforcement.Enforcement.Tests", "Drawings", "penalty-first"];

    private static readonly (string User, string Name, string Role, bool Credential)[] People =
    [
        ("officer1", "执法人员一", Roles.Officer, true),
        ("officer2", "执法人员二", Roles.Officer, true),
        ("officer3", "执法人员三", Roles.Officer, true),
        ("unithead", "办案机构负责人", Roles.UnitHead, true),
        ("reviewer", "法制审核员", Roles.Reviewer, false),
        ("legalhead", "法制科负责人", Roles.LegalHead, false),
        ("deputy", "分管负责人", Roles.Deputy, false),
        ("director", "局长", Roles.Director, false),
        ("clerk", "窗口受理人员", Roles.Clerk, false),
        ("archivist", "档案员", Roles.Archivist, false),
        ("publisher", "公示员", Roles.Publisher, false),
        ("evaluator", "案卷评查员", Roles.Evaluator, false),
        ("supervisor", "行政执法监督员", Roles.Supervisor, false),
        ("admin", "系统管理员", Roles.Administrator, false),
        ("auditor", "审计员", Roles.Auditor, false),
    ];

    /// <summary>Folders of all shipped procedures.</summary>
    public static IReadOnlyList<string> Folders { get; } =
        [.. Directory.EnumerateDirectories(Path.GetDirectoryName(RepositoryFiles.Folder("workflows", PenaltyFolder))!).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    private static readonly Lazy<(ProcedureLibrary Library, Dictionary<string, ProcedureSource> Sources)> Shipped = new(() =>
    {
        var sources = Folders.ToDictionary(folder => folder, Source, StringComparer.Ordinal);
        return (new ProcedureLibrary(sources.Values), sources);
    });

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, ProcedureDefinition> Read = new(StringComparer.Ordinal);

    /// <summary>The ordinary penalty procedure as it was drawn first.</summary>
    public static ProcedureDefinition Penalty { get; } = Sound(ReadPenalty());

    /// <summary>The people by user name; credentials hold from 2024 to 2028.</summary>
    public static ImmutableDictionary<string, StaffMember> Staff { get; } = People.ToImmutableDictionary(
        person => person.User,
        person => new StaffMember(
            person.User,
            person.Name,
            [person.Role],
            "节能与资源综合利用科",
            person.Credential ? $"示例{person.User}" : string.Empty,
            person.Credential ? new DateOnly(2024, 1, 1) : null,
            person.Credential ? new DateOnly(2028, 12, 31) : null)
        {
            LegalQualification = person.Role == Roles.Reviewer,
        });

    /// <summary>The first edition with the tables of discretion, these people, empty registers.</summary>
    public static CaseSetting Setting { get; } =
        new() { Procedure = Penalty, Staff = Staff, Numbers = NumberRegister.Empty, AgencyWord = "辽太工信", Discretion = Tests.Discretion.ShippedTables.Book };

    /// <summary>A shipped procedure with what it calls.</summary>
    public static ProcedureDefinition Procedure(string folder) => Read.GetOrAdd(folder, name => Sound(ReadShipped(name)));

    /// <summary>What reading a shipped procedure gives.</summary>
    public static ProcedureReadResult ReadShipped(string folder) => Shipped.Value.Library.Read(Shipped.Value.Sources[folder]);

    /// <summary>The bureau with a shipped procedure.</summary>
    public static CaseSetting SettingOf(string folder) => Setting with { Procedure = Procedure(folder) };

    /// <summary>The bureau, if laws gave it the power to freeze accounts and to enforce by itself, with a shipped procedure.</summary>
    public static CaseSetting WithAllPowers(string folder) => SettingOf(folder) with
    {
        Registers = RegisterBook.Official.With(
        [
            Changed(RegisterKeys.Thresholds, ParameterIds.Freezing, ("value", "1")),
            Changed(RegisterKeys.Thresholds, ParameterIds.OwnEnforcement, ("value", "1")),
            Changed(RegisterKeys.Measures, "QZ-YY-01", ("freeze", "true")),
        ]),
    };

    /// <summary>The next version of an entry that the program carries, with one member changed.</summary>
    public static RegisterEntry Changed(string register, string key, (string Member, string Value) member, DateOnly? from = null) =>
        RegisterBook.Official.Latest(register, key)! with
        {
            Version = 1,
            ValidFrom = from ?? DateOnly.MinValue,
            Values = RegisterBook.Official.Latest(register, key)!.Values.SetItem(member.Member, member.Value),
        };

    /// <summary>The files of a shipped procedure.</summary>
    public static ProcedureSource Source(string folder) => new(
        Encoding.UTF8.GetBytes(RepositoryFiles.Page("workflows", folder, "process.bpmn")),
        RepositoryFiles.Files(".form", "workflows", folder, "forms")
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => (ReadOnlyMemory<byte>)File.ReadAllBytes(path), StringComparer.Ordinal))
    {
        Decisions = Directory.EnumerateFiles(RepositoryFiles.Folder("workflows", folder), "*.dmn")
            .ToDictionary(path => Path.GetFileName(path)!, path => (ReadOnlyMemory<byte>)File.ReadAllBytes(path), StringComparer.Ordinal),
    };

    /// <summary>Reads the first edition, its flow or forms changed.</summary>
    /// <param name="flow">Changes the BPMN text.</param>
    /// <param name="forms">Changes the forms by name.</param>
    public static ProcedureReadResult ReadPenalty(Func<string, string>? flow = null, Action<Dictionary<string, ReadOnlyMemory<byte>>>? forms = null)
    {
        var bpmn = RepositoryFiles.Page([.. FirstEdition, "process.bpmn"]);
        var read = RepositoryFiles.Files(".form", [.. FirstEdition, "forms"])
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => (ReadOnlyMemory<byte>)File.ReadAllBytes(path));
        forms?.Invoke(read);
        return ProcedureReader.Read(Encoding.UTF8.GetBytes(flow is null ? bpmn : flow(bpmn)), read);
    }

    /// <summary>The definition that was read, or what was wrong with it.</summary>
    public static ProcedureDefinition Sound(ProcedureReadResult read) =>
        read.Definition ?? throw new InvalidOperationException(string.Join('\n', read.Faults));

    /// <summary>A person as he acts.</summary>
    public static Actor Actor(CaseSetting setting, string user) =>
        user == "system"
            ? Enforcement.Cases.Actor.TheSystem
            : setting.Staff[user] is var member ? new Actor(member.Id, member.Name, member.Roles, member.Unit) : throw new InvalidOperationException();

    /// <summary>The setting with more roles in one hand.</summary>
    public static CaseSetting Granting(this CaseSetting setting, string user, params string[] roles) =>
        setting with { Staff = setting.Staff.SetItem(user, setting.Staff[user] with { Roles = setting.Staff[user].Roles.Union(roles) }) };
}
