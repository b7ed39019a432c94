using static WorkflowEnforcement.Engine.Tests.TestKit.Bpmn;

namespace WorkflowEnforcement.Engine.Tests.TestKit;

internal sealed partial class ProcessGenerator
{
    private Block Leaf() => random.Next(10) switch
    {
        0 => Drawn(Script(Id("script"), "x", "y")),
        1 => Jump(),
        2 => Throw(),
        3 or 4 => Activity(),
        _ => Plain(),
    };

    /// <summary>An activity that is sure to wait.</summary>
    private Block Plain() => Drawn(random.Next(6) switch
    {
        0 => Service(Id("service")),
        1 => People(),
        _ => User(Id("user")),
    });

    /// <summary>Any activity without a flow in it, perhaps several times.</summary>
    private Block Activity() => random.Next(8) switch
    {
        0 => Looped(Service(Id("service"))),
        1 => Looped(Manual(Id("manual"))),
        2 => Looped(Send(Id("send"), Name("M"))),
        3 => Looped(Receive(Id("receive"), Name("M"))),
        4 or 5 => Looped(People()),
        _ => Looped(User(Id("user"))),
    };

    private string People() => Pick(
        Signed(Id("sign"), "mode=\"all\" onReject=\"return\"", "A", "B", "C"),
        Signed(Id("sign"), "mode=\"first\"", "A", "B"),
        Signed(Id("sign"), "mode=\"ratio\" ratio=\"2/3\" onReject=\"stay\"", "A", "B", "C"),
        Signed(Id("sign"), "mode=\"sequence\" onReject=\"return\"", "A", "B"),
        Signed(Id("sign"), "mode=\"ratio\" of=\"votes\" veto='[\"C\", \"E\"]' presiding='\"A\"' removable=\"true\" onReject=\"return\"", "A", "B", "C"),
        Signed(Id("sign"), "mode=\"all\" veto='\"B\"' presiding='\"A\"' removable=\"true\" onReject=\"stay\"", "A", "B"),
        Signed(Id("sign"), "mode=\"single\""));

    private Block Looped(string activity) => Drawn(random.Next(10) switch
    {
        0 => Times(activity, "2"),
        1 => Times(activity, "if x = null then 1 else x", "numberOfCompletedInstances >= 2"),
        2 => ForEach(activity, "[\"A\", \"B\", \"C\"]", "who", "x = 1"),
        3 => ForEach(activity, "[1, 2]", "item", sequential: true),
        4 => Times(activity, "3", "loopCounter = 2", sequential: true),
        5 => Again(activity, "again", most: 3),
        6 => Again(activity, "again", most: 2, testBefore: true),
        _ => activity,
    });

    private Block Drawn(string activity)
    {
        var id = activity.Split('"')[1];
        Add(activity);
        return new Block(id, id, Region.Place(id));
    }

    /// <summary>A subprocess, perhaps several times.</summary>
    private Block Nested(int depth)
    {
        var id = Id("sub");
        var fails = random.Next(3) == 0;
        var inner = Inner(id, depth - 1, fails ? Error("E1") : null);
        var block = Looped(Sub(id, inner));
        if (fails)
        {
            Add(On(id, $"{id}_failed", Error("E1")));
            return Instead(block, $"{id}_failed");
        }

        return block;
    }

    /// <summary>A transaction that may be taken back.</summary>
    private Block Deal(int depth)
    {
        var id = Id("deal");
        var block = Drawn(Transaction(id, Inner(id, depth - 1, Cancel)));
        Add(On(id, $"{id}_cancelled", Cancel));
        return Instead(block, $"{id}_cancelled");
    }

    private string Inner(string scope, int depth, string? ends)
    {
        var outside = _parts.ToString();
        _parts.Clear();
        Body(scope, depth, ends);
        var inside = _parts.ToString();
        _parts.Clear().Append(outside);
        return inside;
    }

    /// <summary>An activity and its undoing, thrown some time later.</summary>
    private Block Undone()
    {
        var done = Looped(Pick(User(Id("user")), Service(Id("service"))));
        Add(Undo(done.Entry, Id("handler")));
        var between = Plain();
        var waits = random.Next(2) == 0;
        var thrown = Id(waits ? "undo" : "sideUndo");
        Add(Throws(thrown, Compensate(random.Next(2) == 0 ? done.Entry : null, waits)));
        Flow(done.Exit, between.Entry);
        Flow(between.Exit, thrown);
        return new Block(done.Entry, thrown, waits ? Region.OneOf(done.Region, between.Region, Region.Place(thrown)) : Region.OneOf(done.Region, between.Region));
    }

    private Block Choosing()
    {
        var id = Id("any");
        var cancels = random.Next(2) == 0 ? "" : """cancelRemainingInstances="false" """;
        var ordering = random.Next(2) == 0 ? "" : """ordering="Sequential" """;
        var block = Drawn(AdHoc(id, cancels + ordering, random.Next(3) == 0 ? null : "done", User(Id("user")), isCalled ? User(Id("user")) : Service(Id("service"))));
        return random.Next(2) == 0 ? block : Guarded(block);
    }
}
