namespace WorkflowEnforcement.Engine.Signing;

/// <summary>Something that happened to a work item. Stored forever: never renamed, never given another meaning.</summary>
public abstract record WorkEvent;

/// <summary>Something a person did.</summary>
public abstract record WorkAct : WorkEvent
{
    /// <summary>Who did it, for whom, and when.</summary>
    public required Hand Hand { get; init; }
}

/// <summary>The item came to be, with seats numbered from 1.</summary>
/// <param name="Persons">Who sits on each; null for a seat in the pool.</param>
/// <param name="InTurn">Whether each waits for all before it.</param>
public sealed record WorkOpened(ValueList<string?> Persons, bool InTurn) : WorkEvent;

/// <summary>A person took a seat out of the pool.</summary>
public sealed record WorkClaimed(int Seat) : WorkAct;

/// <summary>A seat went back to the pool.</summary>
public sealed record WorkReleased(int Seat) : WorkAct;

/// <summary>A seat went to another person.</summary>
public sealed record WorkTransferred(int Seat, string To) : WorkAct;

/// <summary>The work of a seat was handed on, to be handed back.</summary>
public sealed record WorkDelegated(int Seat, string To) : WorkAct;

/// <summary>The last delegate of a seat handed back an opinion.</summary>
public sealed record WorkHandedBack(int Seat, string Note) : WorkAct;

/// <summary>Who had handed the work of a seat on took it back before it was handed back.</summary>
/// <param name="Seat">The seat.</param>
/// <param name="Persons">The delegates from whom it was taken, in the order of their delegation.</param>
public sealed record DelegationRecalled(int Seat, ValueList<string> Persons) : WorkAct;

/// <summary>A seat that came with <see cref="SignersAdded"/>.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Person">Who sits there.</param>
/// <param name="Standing">What the signature can do.</param>
/// <param name="Awaits">Seats that sign before it.</param>
public sealed record AddedSeat(int Id, string Person, Standing Standing, ValueList<int> Awaits);

/// <summary>Seats were added. Whoever waits for the adder's seat waits for them too; those added before, the adder waits for as well.</summary>
/// <param name="Seat">The seat of the adder.</param>
/// <param name="Position">Where they sign in relation to it.</param>
/// <param name="Added">The new seats.</param>
public sealed record SignersAdded(int Seat, SignerPosition Position, ValueList<AddedSeat> Added) : WorkAct;

/// <summary>Pending seats were taken away: those named, and the advisers they had asked.</summary>
public sealed record SignersRemoved(ValueList<int> Seats) : WorkAct;

/// <summary>A seat was signed.</summary>
public sealed record WorkSigned(int Seat, string Outcome, Vote Counts, string? Note) : WorkAct;

/// <summary>A signature was taken back; the seat is pending again.</summary>
public sealed record SignatureTakenBack(int Seat) : WorkAct;

/// <summary>Those due were urged.</summary>
public sealed record WorkUrged(ValueList<string> Persons, string? Note) : WorkAct
{
    /// <summary>Whether a seat in the pool is due, so that all who may claim it are urged.</summary>
    public bool Pool { get; init; }
}

/// <summary>Copies were sent.</summary>
public sealed record CopySent(ValueList<string> Persons, string? Note) : WorkAct;

/// <summary>The item closed; the element is done.</summary>
public sealed record WorkDecided(string Outcome, Vote Counts) : WorkEvent;

/// <summary>The item closed; the flow goes back, to the step before when no element is named.</summary>
public sealed record WorkSentBack(string? To) : WorkEvent;
