using System.Text.Json.Serialization;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>中止: a statutory clock stands still from a day on.</summary>
/// <param name="Clock">Id of the clock.</param>
/// <param name="From">First local day that is not counted: that of the document that stops it.</param>
/// <param name="Ground">What stops it, for example 技术鉴定, with the number of the document where there is one.</param>
/// <param name="Document">Document of the case that says so; null where none does.</param>
/// <param name="Basis">Law and article as cited.</param>
/// <legal>行政强制法 第二十五条第三款; 行政许可法 第四十五条.</legal>
public sealed record ClockSuspended(string Clock, DateOnly From, string Ground, Guid? Document, string Basis) : CaseEvent;

/// <summary>恢复: a clock that stood still runs again.</summary>
/// <param name="Clock">Id of the clock.</param>
/// <param name="Until">Last local day that is not counted: that of the result.</param>
/// <param name="Due">Statutory last day from now on.</param>
/// <param name="Internal">Day on which the bureau warns itself from now on.</param>
/// <param name="Provisional">True where a year without a published calendar was touched.</param>
public sealed record ClockResumed(string Clock, DateOnly Until, DateOnly Due, DateOnly Internal, bool Provisional) : CaseEvent;

/// <summary>延长: the one extension of a clock was granted.</summary>
/// <param name="Clock">Id of the clock.</param>
/// <param name="Element">Step in which it was granted.</param>
/// <param name="GrantedBy">Who granted it; of a proxy the person represented.</param>
/// <param name="OldDue">Statutory last day before.</param>
/// <param name="Due">Statutory last day from now on; of a clock that stands still, as if it ran again today.</param>
/// <param name="Internal">Day on which the bureau warns itself from now on.</param>
/// <param name="Provisional">True where a year without a published calendar was touched.</param>
/// <param name="Basis">Law and article as cited.</param>
public sealed record ClockExtended(
    string Clock, string Element, NamedPerson GrantedBy, DateOnly OldDue, DateOnly Due, DateOnly Internal, bool Provisional, string Basis) : CaseEvent
{
    /// <summary>Natural days granted beyond by the leaders who discussed it together, and registered by who is named; null for the extension that the law measures.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AgreedDays { get; init; }
}

/// <summary>The open clocks of a case were counted anew by another version of the calendar.</summary>
/// <param name="Calendar">What changed, as people call it: year and version.</param>
/// <param name="Clocks">The clocks that moved; never empty.</param>
public sealed record ClocksRecomputed(string Calendar, ValueList<RecomputedClock> Clocks) : CaseEvent;

/// <summary>A clock that moved.</summary>
/// <param name="Clock">Id of the clock.</param>
/// <param name="OldDue">Statutory last day before.</param>
/// <param name="OldInternal">Day of the warning before.</param>
/// <param name="Due">Statutory last day from now on.</param>
/// <param name="Internal">Day of the warning from now on.</param>
/// <param name="Provisional">True where a year without a published calendar is still touched.</param>
public sealed record RecomputedClock(string Clock, DateOnly OldDue, DateOnly OldInternal, DateOnly Due, DateOnly Internal, bool Provisional);
