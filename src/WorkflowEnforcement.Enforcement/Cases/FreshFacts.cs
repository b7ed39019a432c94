using WorkflowEnforcement.Enforcement.Designer;
using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Engine.Conditions;

namespace WorkflowEnforcement.Enforcement.Cases;

/// <summary>With what a service, a discussion, an appraisal or the taking of evidence begins: one case has several of each, with one set of facts.</summary>
internal static class FreshFacts
{
    private const string Prefix = "service.";
    private const string Document = "service.document";

    // What tells of the way to one document, from the first attempt to the public notice.
    private static readonly string[] OfTheDocument =
        [Document, "service.attempts", "service.publicGround", "service.publicReason", "service.publicGist", "service.noticedOn", "service.noticePlace"];

    private static readonly string[] OfTheNotice = ["servedOn", "mode", "receiver", "place"];

    // The entry of what begins a round, and the facts of that round.
    private static readonly (string Entry, string Prefix)[] Rounds =
    [
        ("discussion.members", "discussion."), ("appraisal.agency", "appraisal."), ("taking.on", "taking."), ("inquiry.plannedOn", "inquiry."), ("materials.list", "materials."),
        ("cooperation.agency", "cooperation."), ("jurisdiction.talk", "jurisdiction."),
    ];

    /// <summary>The facts with which a step begins: of a service the document that is served and nothing of an earlier one, of a new round nothing.</summary>
    /// <param name="step">The step that is offered.</param>
    /// <param name="state">The case.</param>
    /// <param name="token">Its token.</param>
    public static IEnumerable<KeyValuePair<string, FeelValue>> Begun(StepDefinition step, CaseState state, long token)
    {
        if (step.Documents.FirstOrDefault(rule => rule.ProvesService) is not { } rule)
        {
            return Rounds.Where(round => step.Form?.Fields.Any(field => field.Key == round.Entry && !field.ReadOnly) == true)
                .SelectMany(round => state.Facts.Keys.Where(key => key.StartsWith(round.Prefix, StringComparison.Ordinal)))
                .Select(key => KeyValuePair.Create(key, FeelValue.Null));
        }

        var codes = rule.Served(name => state.VariableAt(token, name));
        var served = state.Documents.FindLast(document => codes.Contains(document.Code));
        if (served is null || rule.ServiceFacts(served.Code).ServedOn != "service.servedOn")
        {
            return [];
        }

        var name = rule.ServesFrom is null ? string.Empty : $"{served.Name}{served.Number}";
        var again = name.Length > 0 && state.Text(Document) == name;
        var stale = state.Facts.Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal) && !(again && OfTheDocument.Contains(key)))
            .Select(key => KeyValuePair.Create(key, FeelValue.Null));
        return name.Length > 0 ? stale.Where(fact => fact.Key != Document).Append(KeyValuePair.Create(Document, FeelValue.Of(name))) : stale;
    }

    /// <summary>The service of a notice before penalty, under the names by which the law's guards and the documents ask for it.</summary>
    /// <param name="rule">The proof of service.</param>
    /// <param name="served">The document served.</param>
    /// <param name="state">The case.</param>
    public static IEnumerable<KeyValuePair<string, FeelValue>> AsNoticed(StepDocument rule, CaseDocument served, CaseState state) =>
        rule.ServesFrom is null || !DocumentCatalogue.IsNotice(served.Code)
            ? []
            : OfTheNotice.Select(name => KeyValuePair.Create($"notice.{name}", state.Facts.GetValueOrDefault(Prefix + name, FeelValue.Null)));
}
