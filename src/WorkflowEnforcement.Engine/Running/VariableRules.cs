using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Signing;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>What may become a variable: only what can be stored and read back exactly.</summary>
internal static class VariableRules
{
    // Each level of a context takes two levels of JSON, whose readers stop at 64.
    private const int MaxDepth = 24;

    /// <summary>Refuses a command whose variables or texts could not be stored and read back.</summary>
    public static EngineRefused? Check(EngineCommand command) => command switch
    {
        CompleteElement complete => Check(complete.Variables),
        ActOnWork act => TextsOf(act.Act).Append(act.OutcomeVariable ?? string.Empty).Select(CheckText).FirstOrDefault(refused => refused is not null) ?? Check(act.Variables),
        SetVariables set => Check(set.Variables),
        PublishMessage message => Check(message.Variables),
        BroadcastSignal signal => CheckText(signal.Name) ?? Check(signal.Variables),
        FailElement fail => CheckText(fail.Code) ?? CheckText(fail.Message),
        ThrowError error => CheckText(error.Code),
        ThrowEscalation escalation => CheckText(escalation.Code),
        ReturnToStep back => CheckText(back.Reason),
        TerminateInstance terminate => CheckText(terminate.Reason),
        _ => null,
    };

    private static IEnumerable<string> TextsOf(WorkCommand act) => (act switch
    {
        TransferWork to => (IEnumerable<string?>)[to.To],
        DelegateWork to => [to.To],
        HandBackWork back => [back.Note],
        AddSigners add => add.Persons,
        RemoveSigners remove => remove.Persons,
        SignWork sign => [sign.Outcome, sign.Note],
        UrgeWork urge => [urge.Note],
        SendCopy copy => [.. copy.Persons, copy.Note],
        _ => [],
    }).Append(act.By).Append(act.OnBehalfOf).OfType<string>();

    public static EngineRefused? Check(FeelContext variables) => Check(variables, MaxDepth);

    private static EngineRefused? Check(FeelValue value, int levels) => value switch
    {
        _ when levels == 0 => new EngineRefused("variable.too-deep", $"Expected variables of at most {MaxDepth} levels, but there are more"),
        FeelText text => CheckText(text.Value),
        FeelList list => list.Items.Select(item => Check(item, levels - 1)).FirstOrDefault(refused => refused is not null),
        FeelContext { Entries.IsEmpty: true } => null,
        FeelContext context => context.Entries
            .Select(entry => CheckText(entry.Key) ?? Check(entry.Value, levels - 1))
            .FirstOrDefault(refused => refused is not null),
        _ => null,
    };

    /// <summary>Refuses half a surrogate pair, which no UTF-8 file can hold.</summary>
    public static EngineRefused? CheckText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return new EngineRefused("text.broken", "Expected texts of whole characters, but one has half a surrogate pair");
            }
        }

        return null;
    }
}
