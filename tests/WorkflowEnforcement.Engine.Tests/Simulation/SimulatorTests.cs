using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Running;
using WorkflowEnforcement.Engine.Simulation;
using WorkflowEnforcement.Engine.Tests.TestKit;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Simulation;

public sealed class SimulatorTests
{
    [Fact]
    public void Numbers_are_written_to_their_last_digit_and_Chinese_as_it_is()
    {
        var model = Bpmn.Model(Bpmn.Start(), Bpmn.User("a"), Bpmn.End(), Bpmn.Path("start", "a", "end"));

        var answer = Written(Run(model, """{"罚款":12.50,"n":0.1,"big":12345678901234567890.123456789}"""));

        Assert.Contains("\"variables\":{\"big\":12345678901234567890.123456789,\"n\":0.1,\"罚款\":12.50}", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_are_written_as_they_are_stored()
    {
        var model = Bpmn.Model(Bpmn.Start(), Bpmn.Service("a"), Bpmn.End(), Bpmn.Path("start", "a", "end"));
        var answer = Run(model, "{}");

        var read = JsonElement.Parse(Written(answer)).GetProperty("events").EnumerateArray().Select(EngineEventJson.Read);

        Assert.Equal(answer.Events, read);
    }

    [Fact]
    public void Tasks_that_finish_without_end_are_reported_to_the_engine_as_failed()
    {
        var model = Bpmn.Model(Bpmn.Start(), Bpmn.Exclusive("again"), Bpmn.Service("a"), Bpmn.Path("start", "again", "a", "again"));

        var answer = Run(model, "{}");

        Assert.Equal(10_000, answer.Trace.Count(id => id == "a"));
        Assert.Contains("flow.step-limit", Assert.Single(answer.Events.OfType<EngineIncidentRaised>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Held_ids_that_no_process_has_are_faults()
    {
        var model = Bpmn.Model(Bpmn.Start(), Bpmn.Service("a"), Bpmn.End(), Bpmn.Path("start", "a", "end"));

        var fault = Assert.Single(Simulator.Check(model, Script("{}", "[]", """["a","b"]""")));

        Assert.Equal(("hold.unknown", "b"), (fault.Code, fault.Element));
    }

    [Fact]
    public void The_events_lead_to_the_same_state_when_they_are_applied_again()
    {
        var model = Bpmn.Model(Bpmn.Start(), Bpmn.User("a"), Bpmn.Boundary("late", "a", "PT1H", interrupting: false), Bpmn.Service("mail"), Bpmn.End(), Bpmn.End("sent"),
            Bpmn.Path("start", "a", "end"), Bpmn.Path("late", "mail", "sent"));

        var answer = Simulator.Run(model, Script("{}", """[{"advance":"PT2H"},{"complete":"a","variables":{"x":1}}]""", "[]"));

        var replayed = answer.Events.Aggregate((ProcessInstance?)null, ProcessEngine.Evolve);
        Assert.Equal((InstanceStatus.Completed, answer.Variables), (replayed!.Status, replayed.Variables));
    }

    private static SimulationAnswer Run(ProcessModel model, string variables) => Simulator.Run(model, Script(variables, "[]", "[]"));

    private static SimulationScript Script(string variables, string steps, string hold) =>
        ScriptReader.Read(Encoding.UTF8.GetBytes($$"""{"now":"2026-03-02T09:00:00+08:00","variables":{{variables}},"hold":{{hold}},"steps":{{steps}}}""")).Script!;

    private static string Written(SimulationAnswer answer)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            answer.Write(writer);
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }
}
