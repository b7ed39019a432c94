using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Enforcement.Migrating;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Server.Components;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server.Designer;

/// <summary>An element of the old version and what it becomes.</summary>
/// <param name="Waiting">How many cases stand there.</param>
/// <param name="Value">Id of the element that it becomes; null where it has no place.</param>
/// <param name="Drawn">True where the new version has an element of the same id.</param>
public sealed record MappingRow(string Id, string Name, string Kind, int Waiting, string? Value, bool Drawn, IReadOnlyList<Choice> Choices)
{
    /// <summary>True where somebody should look at it.</summary>
    public bool Matters => Waiting > 0 || !Drawn;
}

/// <summary>A case of the dry run.</summary>
/// <param name="Prevents">What prevents it; empty where nothing does.</param>
/// <param name="Happens">What would happen.</param>
public sealed record MigratingCase(Guid Id, string Number, string Title, bool Chosen, IReadOnlyList<string> Prevents, IReadOnlyList<string> Happens)
{
    public bool Possible => Prevents.Count == 0;
}

/// <summary>The page of a migration.</summary>
/// <param name="AsOf">Place in the ledger up to which the dry run read.</param>
/// <param name="Left">How many more run on the old version than can be moved at once.</param>
public sealed record MigrationView(IReadOnlyList<MappingRow> Mapping, IReadOnlyList<MigratingCase> Cases, long AsOf, int Left)
{
    public int Chosen => Cases.Count(one => one.Chosen);

    public int Possible => Cases.Count(one => one is { Chosen: true, Possible: true });

    /// <summary>True where all that are chosen can be moved.</summary>
    public bool Ready => Chosen > 0 && Possible == Chosen;
}

/// <summary>Puts together what the page of a migration shows.</summary>
public sealed class MigrationViews(CaseStore cases)
{
    /// <summary>The dry run of all cases that run on the old version; those that cannot be moved come first.</summary>
    /// <param name="order">From where to where.</param>
    /// <param name="mapping">What was chosen for an element, by its id; what is left out stays under its own id.</param>
    /// <param name="chosen">The chosen cases; null for all.</param>
    public async Task<MigrationView> Show(MigrationOrder order, IReadOnlyDictionary<string, string?> mapping, IReadOnlySet<Guid>? chosen, CancellationToken ct)
    {
        var preview = await cases.Preview(order with { Cases = null }, ct);
        var waiting = preview.Cases.SelectMany(one => one.State.Instance!.Tokens.Values.Select(token => token.Element)).CountBy(element => element).ToDictionary(StringComparer.Ordinal);
        return new MigrationView(Rows(order, mapping, waiting), [.. preview.Cases.Select(one => CaseOf(one, chosen?.Contains(one.Id) ?? true)).OrderBy(one => one.Possible)], preview.AsOf, preview.Left);
    }

    /// <summary>The rows of the mapping: every activity and event at which a case can stand, and whatever else a case stands at.</summary>
    private static List<MappingRow> Rows(MigrationOrder order, IReadOnlyDictionary<string, string?> mapping, Dictionary<string, int> waiting)
    {
        var (from, to) = (order.From.Definition.Model, order.To.Definition.Model);
        var choices = to.Nodes.Values.OrderBy(node => node.Line).GroupBy(node => node.GetType()).ToDictionary(group => group.Key, Choices);
        return
        [
            .. from.Nodes.Values.Where(node => node is Activity or CatchEvent or BoundaryEvent || waiting.ContainsKey(node.Id)).OrderBy(node => node.Line).Select(node =>
            {
                var drawn = to.Nodes.ContainsKey(node.Id);
                var value = mapping.GetValueOrDefault(node.Id) is { Length: > 0 } picked ? picked : drawn ? node.Id : null;
                return new MappingRow(node.Id, MigrationWords.NameOf(node), MigrationWords.KindOf(node), waiting.GetValueOrDefault(node.Id), value, drawn, choices.GetValueOrDefault(node.GetType()) ?? []);
            }),
        ];
    }

    // Elements of one name are told apart by their order in the drawing.
    private static IReadOnlyList<Choice> Choices(IEnumerable<FlowNode> nodes)
    {
        var names = nodes.Select(node => (node.Id, Name: MigrationWords.NameOf(node))).ToList();
        var count = names.CountBy(node => node.Name).ToDictionary(StringComparer.Ordinal);
        return [.. names.Select((node, place) => new Choice(node.Id, count[node.Name] == 1 ? node.Name : $"{node.Name}（{names.Take(place + 1).Count(other => other.Name == node.Name)}）"))];
    }

    private static MigratingCase CaseOf(PreviewedCase one, bool chosen) => new(
        one.Id,
        one.State.Number ?? one.State.ClueNumber,
        DocumentFacts.Cause(one.State),
        chosen,
        [.. one.Report.Lines.Where(line => line.Effect == CaseMigrationEffect.Prevents).Select(line => line.Source is { } source ? $"{line.Text}（{source}）" : line.Text)],
        [.. one.Report.Lines.Where(line => line.Effect != CaseMigrationEffect.Prevents).Select(line => line.Text)]);
}
