using System.Collections.Frozen;
using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Designer;

/// <summary>A procedure as the law reads it: the drawn flow, and what each step asks of people, clocks and documents.</summary>
public sealed class ProcedureDefinition
{
    /// <summary>Key, for example <c>penalty.ordinary</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Kind of enforcement: licensing, penalty, coercion, inspection or shared.</summary>
    public required string Kind { get; init; }

    /// <summary>Name as drawn.</summary>
    public required string Name { get; init; }

    /// <summary>Hash of the flow and its forms, SHA-256, lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>The flow.</summary>
    public required ProcessModel Model { get; init; }

    /// <summary>Steps by element id, those of called procedures among them: every activity and every event that carries extensions.</summary>
    public required FrozenDictionary<string, StepDefinition> Steps { get; init; }

    /// <summary>All nodes: of the procedure, then of what it calls. Their ids differ.</summary>
    public IEnumerable<FlowNode> Nodes => Model.Nodes.Values.Concat(Model.Called.Values.Distinct().SelectMany(called => called.Nodes.Values));

    /// <summary>The drawing in which an element lies: that of the procedure, or of one that it calls.</summary>
    public ProcessModel ModelOf(string id) => Model.Nodes.ContainsKey(id) ? Model : Model.Called.Values.FirstOrDefault(called => called.Nodes.ContainsKey(id)) ?? Model;

    /// <summary>The node of that id, in the procedure or in what it calls; null where there is none.</summary>
    public FlowNode? NodeAt(string id) => ModelOf(id).Nodes.GetValueOrDefault(id);
}

/// <summary>What one step of a procedure asks for.</summary>
public sealed record StepDefinition
{
    /// <summary>Element id.</summary>
    public required string Id { get; init; }

    /// <summary>Name as drawn.</summary>
    public required string Name { get; init; }

    /// <summary>Stage of the whole-process record; empty where none is given.</summary>
    public required string Stage { get; init; }

    /// <summary>What is to be done, in one sentence.</summary>
    public required string Purpose { get; init; }

    /// <summary>Legal sources, in the order drawn.</summary>
    public required ImmutableArray<LegalSource> Basis { get; init; }

    /// <summary>Who may act; null for steps without a person.</summary>
    public required StepAssignment? Assignment { get; init; }

    /// <summary>The outcomes, in order of the buttons; empty for steps without a person.</summary>
    public required ImmutableArray<StepOutcome> Outcomes { get; init; }

    /// <summary>Name of the flow variable to which the outcome's key is written.</summary>
    public required string OutcomeVariable { get; init; }

    /// <summary>What the step does to statutory clocks.</summary>
    public required ImmutableArray<StepClock> Clocks { get; init; }

    /// <summary>Documents made here.</summary>
    public required ImmutableArray<StepDocument> Documents { get; init; }

    /// <summary>The form; null where there is none.</summary>
    public required FormDefinition? Form { get; init; }

    /// <summary>What the law lets follow by itself as the element is passed; empty for most.</summary>
    public ImmutableArray<StepEffect> Effects { get; init; } = [];
}

/// <summary>What the law lets follow by itself (拟制效果): a fact that holds from then on, such as 视为受理.</summary>
/// <param name="Fact">Key of the fact.</param>
/// <param name="Value">Its value; null for the local day on which it happens.</param>
public sealed record StepEffect(string Fact, FeelValue? Value);

/// <summary>Who may act in a step.</summary>
/// <param name="Roles">Role keys, any of which is enough.</param>
/// <param name="People">How many officers must act together: 1 or 2.</param>
/// <param name="DistinctFrom">Elements whose performers may not act here, or the word <c>officers</c>.</param>
/// <param name="SameAs">Elements one of whose performers must act here, or the word <c>officers</c>.</param>
public sealed record StepAssignment(ImmutableArray<string> Roles, int People, ImmutableArray<string> DistinctFrom, ImmutableArray<string> SameAs);

/// <summary>One way to finish a step.</summary>
/// <param name="Key">Key, written to the outcome variable.</param>
/// <param name="Label">Words on the button.</param>
/// <param name="Kind">primary, secondary or danger.</param>
/// <param name="CommentRequired">True where an opinion must be given.</param>
public sealed record StepOutcome(string Key, string Label, string Kind, bool CommentRequired)
{
    /// <summary>How a signature with this outcome counts where several sign.</summary>
    public Vote Counts { get; init; } = Vote.For;
}

/// <summary>What a step does to a clock.</summary>
/// <param name="Clock">Id of the clock.</param>
/// <param name="Action">start, stop, suspend, resume or extend.</param>
/// <param name="OnEnter">True when it happens as the step is entered, else as it is completed.</param>
/// <param name="Outcomes">Outcomes to which it is limited; empty for all.</param>
/// <param name="From">Key of the fact that gives the day, or the last day of another clock, as in <c>clocks.T18.due</c>; null for the local day of the act.</param>
/// <param name="Condition">Over the facts of the case; where it is there and not true, nothing happens. Null for always.</param>
public sealed record StepClock(string Clock, string Action, bool OnEnter, ImmutableArray<string> Outcomes, string? From, FeelExpression? Condition)
{
    /// <summary>True for an extension to the day on which the leaders agreed: a fact that may lie ahead names it.</summary>
    internal bool IsToDay => Action == "extend" && From is { } key && Cases.FactsDictionary.Official.Knows(key) && Cases.FactsDictionary.Official[key].Ahead;

    /// <summary>What suspends the clock, for example 技术鉴定; empty for other actions.</summary>
    public string Ground { get; init; } = string.Empty;

    /// <summary>Catalogue number of the document that suspends it; the latest one made is meant. Empty for none.</summary>
    public string Document { get; init; } = string.Empty;
}

/// <summary>A document made in a step.</summary>
/// <param name="Code">Catalogue number.</param>
/// <param name="OnEnter">True when it is made as the step is entered (a service task waits for it).</param>
/// <param name="Outcomes">Outcomes to which it is limited; empty for all.</param>
/// <param name="Required">True where later steps may not act without it.</param>
/// <param name="Serves">Codes of the documents whose service it proves; the latest one made is meant.</param>
public sealed record StepDocument(string Code, bool OnEnter, ImmutableArray<string> Outcomes, bool Required, ImmutableArray<string> Serves)
{
    /// <summary>Name of the flow variable that holds the code of the document whose service it proves; null where <see cref="Serves"/> says it.</summary>
    public string? ServesFrom { get; init; }

    /// <summary>Over the facts of the case: where it is there and not true, the document is not made. Null for always.</summary>
    public FeelExpression? Condition { get; init; }

    /// <summary>True when it proves that another document was served.</summary>
    public bool ProvesService => Serves.Length > 0 || ServesFrom is not null;

    /// <summary>Codes of the documents whose service it proves.</summary>
    /// <param name="variable">Gives the text of a flow variable at the step.</param>
    internal ImmutableArray<string> Served(Func<string, string> variable) => ServesFrom is { } name ? [variable(name)] : Serves;

    /// <summary>Keys of the facts in which the step enters the day and the mode of service of a document.</summary>
    /// <param name="code">Code of the document served.</param>
    internal (string ServedOn, string Mode) ServiceFacts(string code) => DocumentCatalogue.ServiceFacts(ServesFrom is null ? code : string.Empty);
}

/// <summary>A form of a step, read from a form-js schema.</summary>
/// <param name="Id">Id of the form.</param>
/// <param name="Fields">Fields in order; headings among them have no key.</param>
public sealed record FormDefinition(string Id, ImmutableArray<FormField> Fields);

/// <summary>A field of a form.</summary>
/// <param name="Key">Key of the fact; empty for a heading or a text.</param>
/// <param name="Type">textfield, textarea, number, date, select, radio, checkbox, rows, heading or text.</param>
/// <param name="Label">Label as shown.</param>
/// <param name="Help">Help below the field; empty for none.</param>
/// <param name="Required">True where an entry must be made.</param>
/// <param name="ReadOnly">True where the known value is only shown.</param>
/// <param name="Choices">Choices of a select or radio.</param>
/// <param name="Columns">Columns of rows.</param>
/// <param name="Unit">Unit shown behind a number; empty for none.</param>
/// <param name="Source">officers or matters where the choices come from a register; empty for none.</param>
/// <param name="MaxLength">Longest text, in characters.</param>
public sealed record FormField(
    string Key,
    string Type,
    string Label,
    string Help,
    bool Required,
    bool ReadOnly,
    ImmutableArray<FormChoice> Choices,
    ImmutableArray<FormField> Columns,
    string Unit,
    string Source,
    int MaxLength)
{
    /// <summary>Outcomes for which an entry must be made; empty for none.</summary>
    public ImmutableArray<string> RequiredFor { get; init; } = [];

    /// <summary>Over the facts as they would be: where true, an entry must be made. Null for never.</summary>
    public FeelExpression? RequiredWhen { get; init; }

    /// <summary>Over the facts as they would be: where true, the field is not asked for. Null for never.</summary>
    public FeelExpression? HiddenWhen { get; init; }
}

/// <summary>A choice of a select or radio.</summary>
public sealed record FormChoice(string Value, string Label);
