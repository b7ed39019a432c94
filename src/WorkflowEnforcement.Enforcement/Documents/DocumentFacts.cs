using System.Collections.Immutable;
using System.Globalization;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Enforcement.Documents;

/// <summary>Gathers what a document may show of a case, under the names that templates use.</summary>
/// <remarks>Every name of the dictionary and every step is there, with null where nothing is known yet: so a template that asks
/// for a name which does not exist at all can be told from one that shows an empty entry.</remarks>
public static class DocumentFacts
{
    // Numbers of law.md 3.3; some stand for two clocks or for none that is counted, and still are names.
    private static readonly IEnumerable<string> TableNumbers = [.. Enumerable.Range(1, 40).Select(number => string.Create(CultureInfo.InvariantCulture, $"T{number:00}"))];

    /// <summary>Gathers the data of a document.</summary>
    /// <param name="setting">Procedure and people.</param>
    /// <param name="state">The case as it stood when the document was asked for.</param>
    /// <param name="document">The document.</param>
    /// <param name="bureau">The bureau.</param>
    /// <returns>A tree of texts, decimals, dates, truth values, lists and dictionaries by name.</returns>
    public static IReadOnlyDictionary<string, object?> Of(CaseSetting setting, CaseState state, CaseDocument document, BureauProfile bureau)
    {
        var data = Facts(setting, state);
        Set(data, "statement.outcome", StatementOutcome(setting, state));
        Set(data, "decision.madeOn", DoneOn(Last(setting, state, step => step.OutcomeVariable == "decision.kind")));
        Set(data, "decision.servedOn", state.Documents.FindLast(made => made.Code is "C31" or "C33")?.ServedOn);
        Set(data, "archive.filedOn", DoneOn(Last(setting, state, step => Makes(step, "G18"))));
        ProofOfService(data, state, document);
        data["bureau"] = Bureau(bureau);
        data["case"] = Case(setting, state);
        data["document"] = Document(state, document);
        data["officers"] = Officers(setting, state);
        data["lead"] = Officer(setting, state, 0);
        data["assist"] = Officer(setting, state, 1);
        data["opinions"] = setting.Procedure.Nodes.OfType<UserTask>().ToDictionary(node => node.Id, node => (object?)Opinion(setting, state, node.Id));
        data["clocks"] = Clocks(state);
        data["served"] = Served(state, document);
        data["documents"] = Listing(state, bureau);
        return data;
    }

    /// <summary>The cause of a case (案由): party, what it is suspected of, and 案; while suspected with 涉嫌 (law.md 6.1). Who applies for a licence or is inspected is suspected of nothing; a matter of coercion names the measure and not what is suspected, so the title stands.</summary>
    public static string Cause(CaseState state)
    {
        var party = state.Text("party.name");
        if (party.Length == 0 || ChosenMatter.Of(state) is not { } matter)
        {
            return state.Title;
        }

        return matter.Kind is "licensing" or "inspection" ? $"{party}{matter.Name}"
            : matter.Kind == "coercion" ? state.Title
            : $"{party}{(state.Text("decision.kind") == "penalty" ? string.Empty : "涉嫌")}{matter.Name}案";
    }

    private static Dictionary<string, object?> Facts(CaseSetting setting, CaseState state)
    {
        var root = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var fact in FactsDictionary.Official.All)
        {
            Set(root, fact.Key, Value(setting, fact, state.Facts.GetValueOrDefault(fact.Key, FeelValue.Null)));
        }

        var matter = ChosenMatter.Of(state);
        Set(root, "matter.code", matter?.Code);
        Set(root, "matter.name", matter?.Name);
        Set(root, "matter.kind", matter?.Kind);
        Set(root, "matter.law", matter?.Basis.Law);
        Set(root, "matter.article", matter?.Basis.Article);
        Set(root, "matter.penalty", matter?.Penalty);
        return root;
    }

    private static void Set(Dictionary<string, object?> root, string path, object? value)
    {
        var names = path.Split('.');
        var at = root;
        foreach (var name in names[..^1])
        {
            if (at.GetValueOrDefault(name) is not Dictionary<string, object?> inner)
            {
                inner = new Dictionary<string, object?>(StringComparer.Ordinal);
                at[name] = inner;
            }

            at = inner;
        }

        at[names[^1]] = value;
    }

    private static object? Value(CaseSetting setting, FactDefinition fact, FeelValue value) => value switch
    {
        FeelText text when fact.Type == FactType.People => setting.Staff.GetValueOrDefault(text.Value)?.Name ?? text.Value,
        FeelText text when fact.Type == FactType.Choice => fact.LabelOf(text.Value),
        FeelText text => text.Value,
        FeelNumber number => number.Value,
        FeelDate date => date.Value,
        FeelBoolean truth => truth.Value,
        FeelList rows => rows.Items.OfType<FeelContext>()
            .Select(row => fact.Columns.ToDictionary(column => column.Key, column => Value(setting, column, row[column.Key]), StringComparer.Ordinal))
            .ToList(),
        FeelNull when fact.Type == FactType.Rows => new List<Dictionary<string, object?>>(),
        _ => null,
    };

    private static Dictionary<string, object?> Bureau(BureauProfile bureau) => new()
    {
        ["name"] = bureau.Name,
        ["shortName"] = bureau.ShortName,
        ["address"] = bureau.Address,
        ["phone"] = bureau.Phone,
        ["reviewOrgan"] = bureau.ReviewOrgan,
        ["court"] = bureau.Court,
        ["bank"] = bureau.Bank,
        ["bankAddress"] = bureau.BankAddress,
        ["bankAccount"] = bureau.BankAccount,
    };

    // The proof of service of the notice shows the notice's service under the names that the one template of proofs uses.
    private static void ProofOfService(Dictionary<string, object?> data, CaseState state, CaseDocument document)
    {
        if (state.Documents.FirstOrDefault(other => other.Id == document.Serves) is { } served && DocumentCatalogue.ServiceFacts(served.Code).ServedOn == "notice.servedOn")
        {
            foreach (var name in new[] { "servedOn", "mode", "receiver", "place" })
            {
                Set(data, $"service.{name}", ((Dictionary<string, object?>)data["notice"]!).GetValueOrDefault(name));
            }
        }
    }

    // What became of the party's right to answer the latest notice: made, waived, or not used in time.
    private static string? StatementOutcome(CaseSetting setting, CaseState state)
    {
        var answer = Last(setting, state, step => step.OutcomeVariable == "statementOutcome");
        return state.Clocks.GetValueOrDefault("T13") is { State: ClockState.Lapsed } ? "期满未提出陈述申辩"
            : state.Clocks.GetValueOrDefault("T13") is { State: ClockState.Running } ? null
            : answer?.Label;
    }

    // The latest completion of such a step that was not sent back.
    private static Completion? Last(CaseSetting setting, CaseState state, Func<StepDefinition, bool> such) =>
        state.Completions.LastOrDefault(done => done.Outcome != CaseWords.Return && setting.Procedure.Steps.TryGetValue(done.Element, out var step) && such(step));

    private static bool Makes(StepDefinition step, string code) => step.Documents.Any(document => document.Code == code);

    private static DateOnly? DoneOn(Completion? done) => done is null ? null : DateOnly.FromDateTime(done.At.DateTime);

    private static Dictionary<string, object?> Case(CaseSetting setting, CaseState state) => new()
    {
        ["number"] = state.Number ?? state.ClueNumber,
        ["clueNumber"] = state.ClueNumber,
        ["cause"] = Cause(state),
        ["title"] = state.Title,
        ["registeredOn"] = DateOnly.FromDateTime(state.OpenedAt.DateTime),
        ["filedOn"] = state.FiledOn,
        ["closedOn"] = DoneOn(Last(setting, state, step => Makes(step, "C40"))) ?? (state.EndedAt is { } ended ? DateOnly.FromDateTime(ended.DateTime) : null),
    };

    private static Dictionary<string, object?> Document(CaseState state, CaseDocument document) => new()
    {
        ["name"] = document.Name,
        ["number"] = document.Number.Length > 0 ? document.Number : state.Number ?? state.ClueNumber,
        ["date"] = document.On,
    };

    private static List<Dictionary<string, object?>> Officers(CaseSetting setting, CaseState state) =>
        [.. state.Officers.Select((_, index) => Officer(setting, state, index))];

    private static Dictionary<string, object?> Officer(CaseSetting setting, CaseState state, int index)
    {
        var member = state.Officers.Length > index ? setting.Staff.GetValueOrDefault(state.Officers[index]) : null;
        return new()
        {
            ["name"] = member?.Name,
            ["credential"] = member?.Credential,
            ["role"] = member is null ? null : index == 0 ? "主办" : "协办",
        };
    }

    private static Dictionary<string, object?> Opinion(CaseSetting setting, CaseState state, string element)
    {
        var done = state.Completions.LastOrDefault(done => done.Element == element);
        var post = done is null ? null : Post(setting, element, done.By);
        return new()
        {
            ["text"] = done is null ? null : done.Comment.Length > 0 ? done.Comment : done.Label,
            ["outcome"] = done?.Outcome,
            ["outcomeLabel"] = done?.Label,
            ["by"] = done?.SignedAs,
            ["post"] = post,
            ["on"] = done is null ? null : DateOnly.FromDateTime(done.At.DateTime),
        };
    }

    // Who holds several roles signs in the one the step is for.
    private static string? Post(CaseSetting setting, string element, string user)
    {
        var held = setting.Staff.GetValueOrDefault(user)?.Roles;
        var asked = setting.Procedure.Steps.GetValueOrDefault(element)?.Assignment?.Roles ?? [];
        return held is null ? null : asked.Where(held.Contains).Concat(held).Select(Roles.NameOf).FirstOrDefault();
    }

    private static Dictionary<string, object?> Clocks(CaseState state) =>
        Deadlines.ClockBook.Official.Rules.Select(rule => rule.Id).Union(TableNumbers).ToDictionary(id => id, id => (object?)Clock(state.Clocks.GetValueOrDefault(id)));

    private static Dictionary<string, object?> Clock(CaseClock? clock) => new()
    {
        ["due"] = clock?.Due,
        ["internal"] = clock?.Internal,
        ["startedOn"] = clock?.StartedOn,
    };

    private static Dictionary<string, object?> Served(CaseState state, CaseDocument document)
    {
        var served = state.Documents.FirstOrDefault(other => other.Id == document.Serves);
        return new()
        {
            ["documentName"] = served?.Name,
            ["documentNumber"] = served?.Number,
        };
    }

    private static List<Dictionary<string, object?>> Listing(CaseState state, BureauProfile bureau) =>
    [
        .. state.Documents.Where(document => document.State is DocumentState.Issued or DocumentState.Served).Select((document, index) => new Dictionary<string, object?>
        {
            ["order"] = index + 1,
            ["number"] = document.Number,
            ["name"] = document.Name,
            ["date"] = document.On,
            ["page"] = null,
            ["responsible"] = state.Completions.LastOrDefault(done => done.Element == document.Element)?.SignedAs ?? bureau.ShortName,
        }),
    ];
}
