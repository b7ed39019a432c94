using WorkflowEnforcement.Engine.Analysis;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Analysis;

public sealed class GeneratedFlowTests
{
    private static readonly string[] Played = ["flow.deadlock", "flow.unsynchronized", "flow.piles-up", "flow.no-end"];

    [Fact]
    public void Nothing_is_found_in_sound_flows()
    {
        for (var seed = 1; seed <= 1_200; seed++)
        {
            Assert.Empty(FlowAnalysis.Check(new FlowGenerator(seed, reminds: true).Sound(2 + (seed % 4)).Model()));
        }
    }

    [Fact]
    public void The_flows_that_the_engine_is_walked_through_can_be_played_to_their_ends()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var drawn = new ProcessGenerator(new Random(seed)).Draw();

            Assert.DoesNotContain(FlowAnalysis.Check(drawn.Read(drawn.Text)), found => Played.Contains(found.Code));
        }
    }

    // What the reductions and the order of play leave out is compared with a play that leaves nothing out.
    [Fact]
    public void Broken_flows_are_judged_as_a_play_without_short_cuts_judges_them()
    {
        var (harmful, sound) = (0, 0);
        for (var seed = 1; seed <= 1_500; seed++)
        {
            var model = Broken(seed);
            var plain = PlainGame.Play(model, bound: 3_000);
            if (plain.GaveUp)
            {
                continue;
            }

            var found = FlowAnalysis.Check(model).Any(finding => Played.Contains(finding.Code));
            Assert.False(plain.IsHarmful && !found, $"Expected a finding in flow {seed}, but there is none ({string.Join(", ", plain.Faults)})");
            Assert.False(plain.Faults.Count == 0 && found, $"Expected no finding in flow {seed}, but there is one");
            (harmful, sound) = (harmful + (plain.IsHarmful ? 1 : 0), sound + (plain.Faults.Count == 0 ? 1 : 0));
        }

        Assert.True(harmful > 300 && sound > 300, $"Expected many flows of both kinds, but there are {harmful} and {sound}");
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(10_000)]
    public void A_long_chain_of_choices_is_sound(int nodes)
    {
        var drawing = new Drawing();
        var last = drawing.Add(Shape.Start);
        while (drawing.Nodes.Count < nodes)
        {
            var (split, merge, a, b) = (drawing.Add(Shape.Exclusive), drawing.Add(Shape.Exclusive), drawing.Add(Shape.User), drawing.Add(Shape.User));
            drawing.Connect(last, split);
            drawing.Connect(split, a);
            drawing.Connect(split, b);
            drawing.Connect(a, merge);
            drawing.Connect(b, merge);
            last = merge;
        }

        drawing.Connect(last, drawing.Add(Shape.End));

        Assert.Empty(FlowAnalysis.Check(drawing.Model()));
    }

    [Fact]
    public void Twenty_branches_of_ten_steps_are_played_to_the_end()
    {
        var drawing = new Drawing();
        var (start, fork, join) = (drawing.Add(Shape.Start), drawing.Add(Shape.Parallel), drawing.Add(Shape.Parallel));
        drawing.Connect(start, fork);
        for (var branch = 0; branch < 20; branch++)
        {
            var last = fork;
            for (var step = 0; step < 10; step++)
            {
                var next = drawing.Add(Shape.User);
                drawing.Connect(last, next);
                last = next;
            }

            drawing.Connect(last, join);
        }

        drawing.Connect(join, drawing.Add(Shape.End));

        Assert.Empty(FlowAnalysis.Check(drawing.Model()));
    }

    private static ProcessModel Broken(int seed)
    {
        var generator = new FlowGenerator(seed, reminds: false);
        var drawing = generator.Broken(generator.Sound(2 + (seed % 2)));
        for (var more = 0; more < seed % 3; more++)
        {
            drawing = generator.Broken(drawing);
        }

        return drawing.Model();
    }
}
