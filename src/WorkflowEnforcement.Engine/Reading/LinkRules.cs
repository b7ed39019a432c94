using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Each link that departs in a scope arrives in it at one place.</summary>
internal static class LinkRules
{
    public static void Check(ProcessDraft draft, FaultList faults)
    {
        var links = draft.Nodes.Values
            .Where(node => node.Trigger is LinkTrigger)
            .GroupBy(node => (node.Scope, ((LinkTrigger)node.Trigger!).Name));
        foreach (var link in links)
        {
            var (arriving, departing) = (link.Where(node => node.Node is CatchEvent).ToList(), link.Where(node => node.Node is ThrowEvent).ToList());
            foreach (var second in arriving.Skip(1))
            {
                faults.Add("link.several", second.Item, $"Expected one catch event of link {link.Key.Name} in {second.Scope}, but {second.Id} is another");
            }

            if (arriving.Count == 0 || departing.Count == 0)
            {
                var first = link.First();
                var other = arriving.Count == 0 ? "catch" : "throw";
                faults.Add("link.unmatched", first.Item, $"Expected a {other} event of link {link.Key.Name} in {first.Scope} for {first.Id}, but there is none");
            }
        }
    }
}
