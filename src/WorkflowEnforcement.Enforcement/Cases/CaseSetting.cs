using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Deadlines;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Discretion;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Enforcement.Registers;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>What a decision on a case reads beside the case itself: its procedure, the people of the bureau and the number registers.</summary>
public sealed record CaseSetting
{
    /// <summary>The definition the case stays on.</summary>
    public required ProcedureDefinition Procedure { get; init; }

    /// <summary>People of the bureau by user name.</summary>
    public required ImmutableDictionary<string, StaffMember> Staff { get; init; }

    /// <summary>The number registers as they stand.</summary>
    public required NumberRegister Numbers { get; init; }

    /// <summary>Word that begins the bureau's document numbers (机关代字), for example 辽太工信.</summary>
    public required string AgencyWord { get; init; }

    /// <summary>True where numbers say 第: 第1号, as enforcement forms commonly do; false for 1号, as GB/T 9704 writes.</summary>
    public bool NumbersSayOrdinal { get; init; } = true;

    /// <summary>The written delegations as they stand; asked only when somebody acts for another.</summary>
    public ProxyRegister Proxies { get; init; } = ProxyRegister.Empty;

    /// <summary>The statutory clocks with the wordings in force.</summary>
    public ClockBook Clocks { get; init; } = ClockBook.Official;

    /// <summary>Holidays and make-up working days.</summary>
    public HolidayCalendar Calendar { get; init; } = HolidayCalendar.Official;

    /// <summary>The registers of the bureau: matters, thresholds, review catalogue and the others.</summary>
    public RegisterBook Registers { get; init; } = RegisterBook.Official;

    /// <summary>The tables of discretion (裁量基准).</summary>
    public DiscretionBook Discretion { get; init; } = DiscretionBook.Empty;

    /// <summary>The case from which another is opened; asked only then.</summary>
    public Linking.LinkOrigin? Origin { get; init; }

    /// <summary>The form of the bureau's document numbers.</summary>
    public DocumentNumberFormat NumberFormat => new(AgencyWord, NumbersSayOrdinal);
}

/// <summary>Last numbers given, by kind of document (文种) and year.</summary>
/// <param name="Last">Last number given; a missing entry means none yet.</param>
public sealed record NumberRegister(ImmutableDictionary<(string Kind, int Year), int> Last)
{
    /// <summary>No number given yet.</summary>
    public static readonly NumberRegister Empty = new(ImmutableDictionary<(string, int), int>.Empty);

    /// <summary>The next number of a series, and the register after it was given.</summary>
    public (int Number, NumberRegister Register) Take(string kind, int year)
    {
        var number = Last.GetValueOrDefault((kind, year)) + 1;
        return (number, new NumberRegister(Last.SetItem((kind, year), number)));
    }
}
