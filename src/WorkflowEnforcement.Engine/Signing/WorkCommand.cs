namespace WorkflowEnforcement.Engine.Signing;

/// <summary>Where added signers sign.</summary>
public enum SignerPosition
{
    /// <summary>前加签.</summary>
    Before,

    /// <summary>后加签.</summary>
    After,

    /// <summary>并加签.</summary>
    Beside,
}

/// <summary>Something a person wants done with a work item. Whether the person's role allows it is asked elsewhere.</summary>
public abstract record WorkCommand
{
    /// <summary>The person who acts.</summary>
    public required string By { get; init; }

    /// <summary>代理: the person represented; the command then acts for that person's seat.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>The moment.</summary>
    public required DateTimeOffset At { get; init; }

    internal Hand Hand => new(By, OnBehalfOf, At);

    internal string Principal => OnBehalfOf ?? By;
}

/// <summary>签收: takes a seat out of the pool.</summary>
public sealed record ClaimWork : WorkCommand;

/// <summary>退签: gives a claimed seat back to the pool.</summary>
public sealed record ReleaseWork : WorkCommand;

/// <summary>转办: gives the seat to another person for good.</summary>
public sealed record TransferWork(string To) : WorkCommand;

/// <summary>委派: asks another person to do the work and hand it back.</summary>
public sealed record DelegateWork(string To) : WorkCommand;

/// <summary>Hands delegated work back with an opinion.</summary>
public sealed record HandBackWork(string Note) : WorkCommand;

/// <summary>收回委派: takes work back that one has handed on, from the delegate and from whom that one has handed it on to.</summary>
public sealed record RecallDelegation : WorkCommand;

/// <summary>加签: seats more persons, in relation to the seat of who adds them.</summary>
public sealed record AddSigners(SignerPosition Position, ValueList<string> Persons) : WorkCommand;

/// <summary>减签: takes the pending seats of these persons away.</summary>
public sealed record RemoveSigners(ValueList<string> Persons) : WorkCommand;

/// <summary>Signs.</summary>
/// <param name="Outcome">Key of the chosen outcome; whether the element has it is asked elsewhere.</param>
/// <param name="Counts">How that outcome counts.</param>
/// <param name="Note">Words of the signer.</param>
public sealed record SignWork(string Outcome, Vote Counts, string? Note = null) : WorkCommand;

/// <summary>撤回签名: takes one's last signature back.</summary>
public sealed record TakeBackSignature : WorkCommand;

/// <summary>催办: urges those whose turn it is.</summary>
public sealed record UrgeWork(string? Note = null) : WorkCommand;

/// <summary>抄送: sends copies.</summary>
public sealed record SendCopy(ValueList<string> Persons, string? Note = null) : WorkCommand;
