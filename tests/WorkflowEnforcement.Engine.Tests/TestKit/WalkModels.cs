using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Tests.TestKit;

/// <summary>A drawn process as it was read, as it was read once more, and with something added to it.</summary>
internal sealed record WalkModels(ProcessModel First, ProcessModel Same, ProcessModel Changed)
{
    public static WalkModels Of(DrawnProcess drawn)
    {
        var user = drawn.Text.IndexOf("<userTask id=\"user", StringComparison.Ordinal);
        var changed = user < 0 ? drawn.Text : drawn.Text.Insert(user, Added(drawn.Text[(user + "<userTask id=\"".Length)..].Split('"')[0]));
        return new WalkModels(drawn.Read(drawn.Text), drawn.Read(drawn.Text), drawn.Read(changed));
    }

    // A reminder beside a task: a timer that instances get which wait there.
    private static string Added(string task) =>
        $"{Bpmn.On(task, "sideNew", Bpmn.Timer("PT2H"), interrupting: false)}{Bpmn.User("sideNewTask")}{Bpmn.Flow("sideNew", "sideNewTask")}";
}
