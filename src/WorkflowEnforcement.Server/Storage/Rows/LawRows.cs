using WorkflowEnforcement.Enforcement;
using WorkflowEnforcement.Enforcement.Deadlines;

namespace WorkflowEnforcement.Server.Storage.Rows;

/// <summary>What a person entered into the law's data: who, when, why. The database refuses to change it; what is new is another version.</summary>
public abstract class LawRow : IBureauRow
{
    public string Bureau { get; set; } = string.Empty;

    /// <summary>Version of its year or clock; what the program carries is before all of them.</summary>
    public int Version { get; set; }

    public required string Reason { get; set; }

    /// <summary>User name of who entered it.</summary>
    public required string EnteredBy { get; set; }

    /// <summary>Name as shown then.</summary>
    public required string EnteredByName { get; set; }

    public DateTimeOffset EnteredAt { get; set; }

    /// <summary>Command that made it: a repeated one finds it.</summary>
    public required string CommandId { get; set; }

    /// <summary>SHA-256 of who asked for what, without the moment.</summary>
    public required byte[] RequestHash { get; set; }
}

/// <summary>A version of a calendar year.</summary>
public sealed class CalendarYearRow : LawRow
{
    public int Year { get; set; }

    /// <summary>True where the State Council's notice is out.</summary>
    public bool Official { get; set; }

    public required string Notice { get; set; }

    public Provenance NoticeTag { get; set; }
}

/// <summary>A day of a version of a calendar year that is not as its day of the week.</summary>
public sealed class CalendarDayRow : IBureauRow
{
    public string Bureau { get; set; } = string.Empty;

    public int Year { get; set; }

    public int Version { get; set; }

    public DateOnly Day { get; set; }

    public CalendarDayKind Kind { get; set; }
}

/// <summary>A wording of a clock that is a parameter.</summary>
public sealed class ClockWordingRow : LawRow
{
    public required string Clock { get; set; }

    public int Length { get; set; }

    public ClockUnit Unit { get; set; }

    public DateOnly ValidFrom { get; set; }

    public required string Law { get; set; }

    public required string Article { get; set; }

    public Provenance Tag { get; set; }
}

/// <summary>A version of an entry of a register.</summary>
public sealed class RegisterEntryRow : LawRow
{
    /// <summary>Key of the register.</summary>
    public required string Register { get; set; }

    public required string Key { get; set; }

    /// <summary>Place among all entries of the bureau, from 1 without a gap.</summary>
    public long Place { get; set; }

    public DateOnly ValidFrom { get; set; }

    /// <summary>True where the entry is struck from that day on.</summary>
    public bool Struck { get; set; }

    /// <summary>Its members, a JSON object of texts.</summary>
    public required string Members { get; set; }
}

/// <summary>A version of the table of discretion of a matter.</summary>
public sealed class DiscretionTableRow : LawRow
{
    /// <summary>Code of the matter.</summary>
    public required string Matter { get; set; }

    /// <summary>Place among all tables of the bureau, from 1 without a gap.</summary>
    public long Place { get; set; }

    public DateOnly ValidFrom { get; set; }

    /// <summary>SHA-256 of the file, lower-case hex.</summary>
    public required string Hash { get; set; }

    /// <summary>The file as it was entered.</summary>
    public required byte[] Dmn { get; set; }
}

/// <summary>A change of an account: who made, changed, disabled it or set its password, when and why.</summary>
public sealed class AccountChangeRow : LawRow
{
    /// <summary>User name of the account.</summary>
    public required string Account { get; set; }

    /// <summary>Place among all changes of the bureau, from 1 without a gap.</summary>
    public long Place { get; set; }

    /// <summary>What was done, in words.</summary>
    public required string What { get; set; }
}

/// <summary>How far the open clocks of all cases are counted anew after a version of a calendar year.</summary>
public sealed class RecountRow : IBureauRow
{
    public string Bureau { get; set; } = string.Empty;

    public int Year { get; set; }

    public int Version { get; set; }

    /// <summary>Cases with an open clock that touches the year, as they were counted when the version was entered.</summary>
    public int Total { get; set; }

    public int Done { get; set; }

    /// <summary>Cases in which a clock moved.</summary>
    public int Moved { get; set; }

    /// <summary>Cases that could not be counted; the log says why.</summary>
    public int Failed { get; set; }

    /// <summary>The last case that was looked at; they are taken in the order of their ids.</summary>
    public Guid? LastCase { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }
}
