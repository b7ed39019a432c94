using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Enforcement.Migrating;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Designer;

/// <summary>A version of a procedure in the HTTP interface.</summary>
/// <param name="Current">True for the version on which new cases are opened.</param>
/// <param name="LiveCases">Cases that run on it.</param>
/// <param name="EndedCases">Cases that ended on it.</param>
public sealed record ProcedureVersionJson(int Version, string Hash, string Name, DateTimeOffset CreatedAt, bool Current, int LiveCases, int EndedCases)
{
    public static ProcedureVersionJson Of(ProcedureVersion version) =>
        new(version.Version, version.Hash, version.Name, version.CreatedAt, version.Current, version.Live, version.Ended);
}

/// <summary>Which cases are to move from which version to which.</summary>
/// <param name="From">Version they stand on.</param>
/// <param name="To">Version they are to stay on.</param>
/// <param name="Cases">The chosen ones; left out for all that run on <paramref name="From"/>.</param>
/// <param name="Mapping">Ids of elements before and afterwards; every element left out stays under its own id.</param>
/// <param name="Reason">Why; needed to migrate, not for a dry run.</param>
/// <param name="AsOf">What the dry run gave: a case that moved since refuses the whole; needed to migrate, not for a dry run.</param>
public sealed record MigrationRequest(
    int? From, int? To, IReadOnlyList<Guid>? Cases = null, IReadOnlyDictionary<string, string?>? Mapping = null, string? Reason = null, long? AsOf = null);

/// <summary>What a migration would do.</summary>
/// <param name="AsOf">To be given back with the migration.</param>
/// <param name="Possible">True where all chosen cases can be moved at once.</param>
/// <param name="Left">How many more were chosen than can be moved at once; they were not looked at.</param>
public sealed record MigrationDryRunJson(int From, int To, long AsOf, bool Possible, int Left, IReadOnlyList<MigrationCaseJson> Cases)
{
    public static MigrationDryRunJson Of(MigrationOrder order, MigrationPreview preview) => new(
        order.From.Number,
        order.To.Number,
        preview.AsOf,
        preview.Left == 0 && preview.Cases.Count > 0 && preview.Unknown.Count == 0 && preview.Cases.All(one => one.Report.IsPossible),
        preview.Left,
        [
            .. preview.Cases.Select(one => new MigrationCaseJson(
                one.Id, one.State.Number ?? one.State.ClueNumber, DocumentFacts.Cause(one.State), one.State.Version, one.Report.IsPossible, [.. one.Report.Lines.Select(line => Line(order, line))])),
            .. preview.Unknown.Select(id => new MigrationCaseJson(
                id, string.Empty, string.Empty, 0, false, [new MigrationLineJson("prevents", null, null, null, null, "case.unknown", "没有这个案件。", null)])),
        ]);

    private static MigrationLineJson Line(MigrationOrder order, CaseMigrationLine line) => new(
        Effect(line.Effect),
        line.Element.Length > 0 ? line.Element : null,
        line.Element.Length > 0 ? NameOf(order, line) : null,
        line.Target,
        line.Target is { } target ? MigrationWords.NameOf(order.To.Definition, target) : null,
        line.Code.Length > 0 ? line.Code : null,
        line.Text,
        line.Source?.ToString());

    // The event of a timer that is set is drawn in the new version only.
    private static string NameOf(MigrationOrder order, CaseMigrationLine line) =>
        MigrationWords.NameOf(order.From.Definition.Model.Nodes.ContainsKey(line.Element) ? order.From.Definition : order.To.Definition, line.Element);

    private static string Effect(CaseMigrationEffect effect) => effect switch
    {
        CaseMigrationEffect.Stays => "stays",
        CaseMigrationEffect.Moves => "moves",
        CaseMigrationEffect.KeepsTimer => "keeps-timer",
        CaseMigrationEffect.DropsTimer => "drops-timer",
        CaseMigrationEffect.SetsTimer => "sets-timer",
        CaseMigrationEffect.ForgetsStep => "forgets-step",
        CaseMigrationEffect.KeepsCount => "keeps-count",
        CaseMigrationEffect.WaitsForOther => "waits-for-other",
        CaseMigrationEffect.Warns => "warns",
        _ => "prevents",
    };
}

/// <summary>What a migration would do to one case.</summary>
/// <param name="Revision">Number of events of the case.</param>
/// <param name="Possible">True where it can be moved.</param>
public sealed record MigrationCaseJson(Guid Id, string Number, string Title, int Revision, bool Possible, IReadOnlyList<MigrationLineJson> Lines);

/// <summary>One thing that would happen, or that prevents the migration.</summary>
/// <param name="Effect">stays, moves, keeps-timer, drops-timer, sets-timer, forgets-step, keeps-count, waits-for-other, warns or prevents.</param>
/// <param name="ElementId">Element before; null where the whole case is concerned.</param>
/// <param name="TargetId">Element afterwards; null where there is none.</param>
/// <param name="Code">Stable code of what prevents it or is warned of; null for the other effects.</param>
/// <param name="Text">A plain sentence.</param>
/// <param name="LegalSource">The law that speaks, where it does.</param>
public sealed record MigrationLineJson(
    string Effect, string? ElementId, string? ElementName, string? TargetId, string? TargetName, string? Code, string Text, string? LegalSource);

/// <summary>A migration that was done.</summary>
/// <param name="Migrated">How many cases were moved.</param>
/// <param name="Cases">Their ids.</param>
public sealed record MigrationDoneJson(int From, int To, int Migrated, IReadOnlyList<Guid> Cases);

/// <summary>A case that prevents a migration, as a member of the problem.</summary>
public sealed record PreventingCaseJson(Guid Id, string Number, string Code, string Detail);
