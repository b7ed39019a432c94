using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Migrating;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>Which cases are to move from which version to which.</summary>
/// <param name="From">The version they stand on.</param>
/// <param name="To">The version they are to stay on.</param>
/// <param name="Moved">Elements that get another id.</param>
/// <param name="Cases">The chosen ones; null for all that run on that version.</param>
public sealed record MigrationOrder(DefinitionVersion From, DefinitionVersion To, ValueList<MovedElement> Moved, ImmutableArray<Guid>? Cases)
{
    /// <summary>Who asks.</summary>
    public required Actor By { get; init; }

    /// <summary>The moment.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Id of the command; empty for a dry run.</summary>
    public string CommandId { get; init; } = string.Empty;

    /// <summary>Why; not asked for by a dry run.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>Place in the ledger up to which the dry run had read: a case that has a later event has moved since.</summary>
    public long AsOf { get; init; }

    /// <summary>The command for one of the cases, under an id of its own.</summary>
    internal MigrateCase For(Guid caseId) => new(From, To, Moved, Reason) { By = By, At = At, CommandId = $"{CommandId}-{caseId:N}" };

    /// <summary>SHA-256 of who asks for what, by which a repetition is known.</summary>
    internal byte[] Hash() => SHA256.HashData(Encoding.UTF8.GetBytes(new JsonObject
    {
        ["actor"] = By.Id,
        ["command"] = nameof(MigrationOrder),
        ["from"] = From.Definition.Hash,
        ["to"] = To.Definition.Hash,
        ["moved"] = CommandRequest.Moved(Moved),
        ["cases"] = Cases is { } chosen ? new JsonArray([.. chosen.Select(id => JsonValue.Create(id.ToString("D")))]) : null,
        ["reason"] = CommandRequest.Whole(Reason),
        ["asOf"] = AsOf,
    }.ToJsonString()));
}

/// <summary>What a migration would do.</summary>
/// <param name="AsOf">Place in the ledger up to which was read.</param>
/// <param name="Cases">The chosen cases, the oldest first.</param>
/// <param name="Unknown">Chosen ids of which there is no case.</param>
/// <param name="Left">How many more were chosen than can be moved at once; they were not looked at.</param>
public sealed record MigrationPreview(long AsOf, IReadOnlyList<PreviewedCase> Cases, IReadOnlyList<Guid> Unknown, int Left);

/// <summary>What it would do to one case.</summary>
public sealed record PreviewedCase(Guid Id, CaseState State, CaseMigrationReport Report);

/// <summary>What became of a migration.</summary>
public abstract record MigrationResult;

/// <summary>All were moved.</summary>
/// <param name="Cases">The cases, the oldest first.</param>
/// <param name="Repeated">True where the command had been taken before: the answer is the same, and nothing was done.</param>
public sealed record MigrationTaken(IReadOnlyList<Guid> Cases, bool Repeated) : MigrationResult;

/// <summary>None was moved.</summary>
/// <param name="Refused">Why.</param>
/// <param name="Cases">The cases that prevented it; empty where it did not come to that.</param>
public sealed record MigrationRefused(Refused Refused, IReadOnlyList<PreventingCase> Cases) : MigrationResult;

/// <summary>A case that prevents a migration.</summary>
/// <param name="Number">Its number, or that of its clue; empty where there is no such case.</param>
public sealed record PreventingCase(Guid Id, string Number, Refused Refused);
