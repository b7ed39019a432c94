using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.TestKit;

internal sealed partial class ProcessGenerator
{
    private string Name(string kind) => $"{kind}{1 + random.Next(2)}";

    // A message that starts a branch beside the flow never reaches who waits in it, so it has a name of its own.
    private string Trigger() => random.Next(5) switch
    {
        0 => Message("M3"),
        1 => Signal("S3"),
        2 => Escalation(random.Next(2) == 0 ? "C1" : null),
        3 => Condition("x = 3"),
        _ => Pick(Timer("PT1H"), Timer("PT3H"), Cycle("R2/PT1H")),
    };

    /// <summary>An activity with events on its boundary: some beside it, one in its place.</summary>
    private Block Guarded(Block activity)
    {
        if (random.Next(2) == 0)
        {
            var (beside, work, end) = (Id("side"), Id("sideTask"), Id("sideEnd"));
            Add(On(activity.Entry, beside, Trigger(), interrupting: false), User(work), End(end));
            Flow(beside, work);
            Flow(work, end);
        }

        // What has a way out in place of it already ends in a gateway.
        if (activity.Entry != activity.Exit || random.Next(3) == 0)
        {
            return activity;
        }

        var late = Id("late");
        Add(On(activity.Exit, late, random.Next(4) == 0 ? Error() : Trigger()));
        return Instead(activity, late);
    }

    /// <summary>An activity and the branch that an event on its boundary starts in its place.</summary>
    private Block Instead(Block activity, string boundary)
    {
        var merge = Id("merge");
        var instead = Plain();
        Add(Exclusive(merge));
        Flow(boundary, instead.Entry);
        Flow(instead.Exit, merge);
        Flow(activity.Exit, merge);
        return new Block(activity.Entry, merge, Region.OneOf(activity.Region, instead.Region));
    }

    /// <summary>A catch event, or a gateway before several.</summary>
    private Block Await()
    {
        if (random.Next(2) == 0)
        {
            var id = Id("wait");
            Add(Catches(id, isCalled ? Timer("PT2H") : Pick(Timer("PT2H"), Message(Name("M")), Signal(Name("S")), Condition("x = 1 or x = 2"))));
            return new Block(id, id, Region.Place(id));
        }

        var (gate, merge) = (Id("gate"), Id("merge"));
        Add(Awaits(gate), Exclusive(merge));
        foreach (var target in (string[])[Catches(Id("late"), Timer("PT2H")), Receive(Id("answer"), Name("M")), Catches(Id("alarm"), Signal(Name("S")))])
        {
            var id = target.Split('"')[1];
            Add(target);
            Flow(gate, id);
            Flow(id, merge);
        }

        return new Block(gate, merge, Region.Place(gate));
    }

    private Block Jump()
    {
        var (from, to) = (Id("from"), Id("to"));
        Add(Throws(from, Link(to)), Catches(to, Link(to)));
        return new Block(from, to, Region.OneOf());
    }

    private Block Throw()
    {
        var id = Id("throw");
        Add(Throws(id, Pick("", Message(Name("M")), Signal(Name("S")), Escalation("C1"))));
        return new Block(id, id, Region.OneOf());
    }

    private void Handler()
    {
        var (id, came, work) = (Id("on"), Id("came"), Id("handle"));
        var interrupting = random.Next(2) == 0;
        Add(Handles(id, Begins(came, interrupting && random.Next(3) == 0 ? Error() : Trigger(), interrupting), User(work), Bpmn.Flow(came, work)));
        _regions.Add(id, Region.Place(work));
    }
}
