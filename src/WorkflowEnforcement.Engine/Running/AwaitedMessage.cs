using WorkflowEnforcement.Engine.Conditions;
using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Running;

/// <summary>An event or receive task at which a message can come now.</summary>
/// <param name="Element">Id of the catch, boundary or start event, or of the receive task.</param>
/// <param name="Name">Name of the message, else its id.</param>
public sealed record AwaitedMessage(string Element, string Name);

public static partial class ProcessEngine
{
    /// <summary>The messages for which an instance waits, who has waited longest first; an element that waits more than once is named once.</summary>
    /// <param name="model">The definition the instance started with, linked to what it calls.</param>
    /// <param name="state">The instance.</param>
    public static IReadOnlyList<AwaitedMessage> Awaited(ProcessModel model, ProcessInstance state) =>
    [
        .. new Unfolding(model, state, default, FeelContext.Empty).Watches()
            .Where(watch => watch.Trigger is MessageTrigger)
            .Select(watch => new AwaitedMessage(watch.Node.Id, ((MessageTrigger)watch.Trigger).Name))
            .Distinct(),
    ];
}
