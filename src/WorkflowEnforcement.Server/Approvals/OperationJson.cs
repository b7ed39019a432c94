namespace WorkflowEnforcement.Server.Approvals;

/// <summary>A person who signs a task.</summary>
/// <param name="Person">User name; null while the seat waits in the pool.</param>
/// <param name="Name">Name as shown.</param>
/// <param name="Origin">drawn, before, after or beside.</param>
/// <param name="State">due, waiting, delegated, signed or removed.</param>
/// <param name="Turn">Turn in which the person signs, from 1.</param>
/// <param name="Outcome">Key of the outcome that was signed; null before.</param>
/// <param name="Opinion">Words of the signer, else the last opinion that a delegate handed back; null for none.</param>
/// <param name="OnBehalfOf">The person represented; null where the signer acts for themselves.</param>
/// <param name="Delegate">User name of who does the work for the person now; null for nobody.</param>
public sealed record SignerJson(
    string? Person, string? Name, string Origin, string State, int Turn, string? Outcome, string? Opinion, string? OnBehalfOf, string? Delegate);

/// <summary>A step to which a task can be sent back.</summary>
public sealed record ReturnableJson(string ElementId, string Name);

/// <summary>An act that needs no words.</summary>
/// <param name="OnBehalfOf">In each of these requests: user name of the person for whom the user acts by a written delegation; none for oneself.</param>
public sealed record ActRequest(string? OnBehalfOf = null);

/// <summary>Whom work is given to, and why.</summary>
public sealed record GiveRequest(string? To, string? Reason, string? OnBehalfOf = null);

/// <summary>Why something is done.</summary>
public sealed record ReasonRequest(string? Reason, string? OnBehalfOf = null);

/// <summary>An opinion or a remark.</summary>
public sealed record NoteRequest(string? Note, string? OnBehalfOf = null);

/// <summary>Who is asked to sign: before, after or beside the one who asks.</summary>
public sealed record AddSignersRequest(string? Position, IReadOnlyList<string>? Persons, string? Reason, string? OnBehalfOf = null);

/// <summary>Who need not sign any more.</summary>
public sealed record RemoveSignersRequest(IReadOnlyList<string>? Persons, string? Reason, string? OnBehalfOf = null);

/// <summary>Who gets a copy.</summary>
public sealed record CopyRequest(IReadOnlyList<string>? Persons, string? Note, string? OnBehalfOf = null);

/// <summary>Element id of the step to go back to, and why.</summary>
public sealed record ReturnRequest(string? To, string? Reason, string? OnBehalfOf = null);
