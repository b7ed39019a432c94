using System.Collections.Frozen;
using System.Collections.Immutable;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Reading;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Enforcement.Designer;

/// <summary>Reads what the steps of a flow ask of people, clocks and documents, naming every fault with its place.</summary>
internal sealed partial class StepReader(ProcessModel model, IReadOnlyDictionary<string, FormDefinition> forms, IReadOnlySet<string> known, ImmutableArray<ModelFault>.Builder faults)
{
    private static readonly char[] Blanks = [' ', '\t', '\n', '\r'];

    public FrozenDictionary<string, StepDefinition> ReadAll() =>
        model.Nodes.Values.Where(node => node is UserTask or ServiceTask || Own(node).Any())
            .Select(Read)
            .ToFrozenDictionary(step => step.Id, StringComparer.Ordinal);

    private static IEnumerable<ExtensionElement> Own(FlowNode node) => node.Extensions.Where(extension => extension.Namespace == Vocabulary.Namespace);

    private StepDefinition Read(FlowNode node)
    {
        var own = Own(node).ToLookup(extension => extension.Name, StringComparer.Ordinal);
        foreach (var unknown in own.Where(group => !Vocabulary.StepElements.Contains(group.Key)))
        {
            Fault("enf.unknown", node, unknown.First().Line, $"Expected an element of the vocabulary enf, but found enf:{unknown.Key}");
        }

        foreach (var twice in Vocabulary.OnceInStep.Where(name => own[name].Count() > 1))
        {
            Fault($"{twice}.twice", node, own[twice].Last().Line, $"Expected enf:{twice} once in {node.Id}, but found it {own[twice].Count()} times");
        }

        var step = new StepDefinition
        {
            Id = node.Id,
            Name = node.Name,
            Stage = Stage(node, own["stage"].FirstOrDefault()),
            Purpose = own["purpose"].FirstOrDefault()?.Text ?? string.Empty,
            Basis = [.. own["basis"].Select(basis => Basis(node, basis))],
            Assignment = own["assignment"].FirstOrDefault() is { } assignment ? Assignment(node, assignment) : null,
            Outcomes = Outcomes(node, own["outcome"]),
            OutcomeVariable = node.ExtensionAttributes.GetValueOrDefault("resultVariable", "outcome"),
            Clocks = [.. own["clock"].Select(clock => Clock(node, clock))],
            Documents = [.. own["document"].Select(document => Document(node, document))],
            Form = own["form"].FirstOrDefault() is { } form ? Form(node, form) : null,
            Effects = [.. own["effect"].Select(effect => Effect(node, effect)).OfType<StepEffect>()],
        };
        CheckUserTask(node, step);
        return step;
    }

    private void CheckUserTask(FlowNode node, StepDefinition step)
    {
        if (node is not UserTask)
        {
            return;
        }

        if (step.Assignment is null)
        {
            Fault("assignment.missing", node, node.Line, $"Expected the user task {node.Id} to say who may act, but it has no enf:assignment");
        }

        if (step.Outcomes.Length == 0)
        {
            Fault("outcome.missing", node, node.Line, $"Expected the user task {node.Id} to have an outcome, but it has no enf:outcome");
        }

        foreach (var key in step.Clocks.SelectMany(clock => clock.Outcomes).Concat(step.Documents.SelectMany(document => document.Outcomes))
            .Concat(step.Form?.Fields.SelectMany(field => field.RequiredFor) ?? [])
            .Where(key => step.Outcomes.All(outcome => outcome.Key != key)).Distinct())
        {
            Fault("outcome.unknown", node, node.Line, $"Expected an outcome of {node.Id}, but found {key}");
        }
    }

    private string Stage(FlowNode node, ExtensionElement? stage)
    {
        if (stage is null)
        {
            return string.Empty;
        }

        var name = stage.Text.Length > 0 ? stage.Text : stage.Attributes.GetValueOrDefault("name", string.Empty);
        if (!Vocabulary.Stages.Contains(name))
        {
            Fault("stage.unknown", node, stage.Line, $"Expected one of {string.Join(' ', Vocabulary.Stages)}, but found {name}");
        }

        return name;
    }

    private LegalSource Basis(FlowNode node, ExtensionElement basis)
    {
        var provenance = basis.Attributes.GetValueOrDefault("tag", "checked") switch
        {
            "checked" => Provenance.Checked,
            "checked-2nd" => Provenance.CheckedSecondHand,
            "recalled" => Provenance.Recalled,
            "default" => Provenance.Default,
            var tag => Unknown(tag),
        };
        return new LegalSource(Required(node, basis, "law"), basis.Attributes.GetValueOrDefault("article", string.Empty), provenance);

        Provenance Unknown(string tag)
        {
            Fault("basis.tag", node, basis.Line, $"Expected checked, checked-2nd, recalled or default, but found {tag}");
            return Provenance.Default;
        }
    }

    private StepAssignment Assignment(FlowNode node, ExtensionElement assignment)
    {
        var people = assignment.Attributes.GetValueOrDefault("people", "1");
        if (people is not ("1" or "2"))
        {
            Fault("assignment.people", node, assignment.Line, $"Expected people to be 1 or 2, but found {people}");
        }

        var read = new StepAssignment(Words(assignment, "roles"), people == "2" ? 2 : 1, Words(assignment, "distinctFrom"), Words(assignment, "sameAs"));
        if (read.Roles.Length == 0)
        {
            Fault("assignment.roles", node, assignment.Line, $"Expected {node.Id} to name at least one role, but it names none");
        }

        foreach (var role in read.Roles.Where(role => Roles.NameOf(role) == role || role is Roles.Administrator or Roles.System))
        {
            Fault("assignment.role-unknown", node, assignment.Line, $"Expected a role that takes part in cases, but found {role}");
        }

        foreach (var element in read.DistinctFrom.Concat(read.SameAs).Where(word => word != Vocabulary.Handlers && !known.Contains(word)))
        {
            Fault("assignment.element-unknown", node, assignment.Line, $"Expected an element of the flow, but found {element}");
        }

        return read;
    }

    private ImmutableArray<StepOutcome> Outcomes(FlowNode node, IEnumerable<ExtensionElement> outcomes)
    {
        ImmutableArray<StepOutcome> read = [.. outcomes.Select(outcome => new StepOutcome(
            Required(node, outcome, "key"),
            Required(node, outcome, "label"),
            outcome.Attributes.GetValueOrDefault("kind", "secondary"),
            outcome.Attributes.GetValueOrDefault("comment") == "required")
        {
            Counts = Counts(node, outcome),
        })];
        foreach (var twice in read.GroupBy(outcome => outcome.Key).Where(group => group.Count() > 1))
        {
            Fault("outcome.twice", node, node.Line, $"Expected each outcome of {node.Id} once, but found {twice.Key} twice");
        }

        return read;
    }

    private Vote Counts(FlowNode node, ExtensionElement outcome)
    {
        switch (outcome.Attributes.GetValueOrDefault("counts", "for"))
        {
            case "for":
                return Vote.For;
            case "against":
                return Vote.Against;
            case "abstain":
                return Vote.Abstain;
            case var other:
                Fault("outcome.counts", node, outcome.Line, $"Expected for, against or abstain, but found {other}");
                return Vote.For;
        }
    }

    private FeelExpression? Condition(FlowNode node, ExtensionElement element)
    {
        if (!element.Attributes.TryGetValue("if", out var text))
        {
            return null;
        }

        var (expression, fault) = FeelExpression.Parse(text);
        if (fault is not null)
        {
            Fault($"{element.Name}.condition", node, element.Line, $"Expected an expression, but at column {fault.Column}: {fault.Message}");
        }

        return expression;
    }

    private StepDocument Document(FlowNode node, ExtensionElement document)
    {
        var code = Required(node, document, "ref");
        foreach (var unknown in Words(document, "serves").Append(code).Where(named => named.Length > 0 && !DocumentCatalogue.Official.Knows(named)))
        {
            Fault("document.unknown", node, document.Line, $"Expected a document of the catalogue, but found {unknown}");
        }

        return new StepDocument(
            code,
            OnEnter(node, document, "when"),
            Words(document, "outcome"),
            document.Attributes.GetValueOrDefault("required") != "false",
            Words(document, "serves"))
        {
            ServesFrom = document.Attributes.GetValueOrDefault("servesFrom"),
            Condition = Condition(node, document),
        };
    }

    private StepEffect? Effect(FlowNode node, ExtensionElement effect)
    {
        if (node is UserTask or ServiceTask)
        {
            Fault("effect.place", node, effect.Line, $"Expected enf:effect on an event, where something follows by itself, but {node.Id} is work");
        }

        var (key, text) = (Required(node, effect, "fact"), Required(node, effect, "value"));
        if (key.Length == 0 || !FactsDictionary.Official.Knows(key))
        {
            Fault("fact.unknown", node, effect.Line, $"Expected enf:effect to name a fact of the dictionary, but found {key}");
            return null;
        }

        var fact = FactsDictionary.Official[key];
        if (fact.Type == FactType.Date && text == Vocabulary.Today)
        {
            return new StepEffect(key, null);
        }

        var fits = FactText.Read(fact, text, out var value) is null && (fact.Type != FactType.Choice || fact.Choices.Any(choice => choice.Value == text));
        if (!fits)
        {
            Fault("effect.value", node, effect.Line, $"Expected a value that {key} can have, but found {text}");
        }

        return new StepEffect(key, value);
    }

    private FormDefinition? Form(FlowNode node, ExtensionElement form)
    {
        var name = form.Attributes.GetValueOrDefault("ref", form.Text);
        if (forms.TryGetValue(name, out var found))
        {
            foreach (var key in found.Fields.Where(field => field.Key.Length > 0).SelectMany(Unknown))
            {
                Fault("fact.unknown", node, form.Line, $"Expected each field of the form {name} to be a fact of the dictionary, but found {key}");
            }

            return found;
        }

        Fault("form.unknown", node, form.Line, $"Expected a form {name} beside the flow, but there is none");
        return null;
    }

    private static IEnumerable<string> Unknown(FormField field) => FactsDictionary.Official.Knows(field.Key)
        ? field.Columns.Select(column => column.Key).Where(key => FactsDictionary.Official[field.Key].Columns.All(column => column.Key != key)).Select(key => $"{field.Key}.{key}")
        : [field.Key];

    private bool OnEnter(FlowNode node, ExtensionElement element, string attribute)
    {
        var moment = element.Attributes.GetValueOrDefault(attribute, "complete");
        if (moment is not ("enter" or "complete"))
        {
            Fault("enf.moment", node, element.Line, $"Expected enter or complete, but found {moment}");
        }

        return moment == "enter";
    }

    private string Required(FlowNode node, ExtensionElement element, string attribute)
    {
        if (element.Attributes.TryGetValue(attribute, out var value) && value.Length > 0)
        {
            return value;
        }

        Fault("enf.attribute-missing", node, element.Line, $"Expected enf:{element.Name} to have {attribute}, but it has none");
        return string.Empty;
    }

    private static ImmutableArray<string> Words(ExtensionElement element, string attribute) =>
        [.. element.Attributes.GetValueOrDefault(attribute, string.Empty).Split(Blanks, StringSplitOptions.RemoveEmptyEntries)];

    private void Fault(string code, FlowNode node, int line, string message) => faults.Add(new ModelFault(code, node.Id, line, message));
}
