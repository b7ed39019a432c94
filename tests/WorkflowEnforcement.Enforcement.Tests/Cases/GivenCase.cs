using WorkflowEnforcement.Enforcement.Cases;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Cases;

/// <summary>A case that a scenario brought to a step, and the step that would follow.</summary>
internal sealed class GivenCase
{
    private readonly ScenarioFile scenario;
    private int next;

    private GivenCase(ScenarioFile scenario, CaseWalk walk)
    {
        this.scenario = scenario;
        Walk = walk;
    }

    /// <summary>The case as it is walked.</summary>
    public CaseWalk Walk { get; }

    /// <summary>The case as it stands.</summary>
    public CaseState State => Walk.State!;

    /// <summary>The step of the scenario that would follow.</summary>
    public ScenarioStep Next => scenario.Steps[next];

    /// <summary>A case of a scenario that waits for a step.</summary>
    /// <param name="scenario">Name of the scenario.</param>
    /// <param name="task">Step that would follow.</param>
    /// <param name="time">Which time it is reached, from 1.</param>
    public static GivenCase Given(string scenario, string task, int time = 1) => Given(scenario).UpTo(task, time);

    /// <summary>A case that a scenario opened.</summary>
    public static GivenCase Given(string scenario, CaseSetting? setting = null) =>
        Opened(ScenarioFile.Read(scenario), setting ?? TestBureau.Setting);

    /// <summary>A case that a scenario of a shipped procedure opened.</summary>
    public static GivenCase GivenIn(string folder, string scenario) =>
        Opened(ScenarioFile.Read(folder, scenario), TestBureau.Setting with { Procedure = TestBureau.Procedure(folder) });

    private static GivenCase Opened(ScenarioFile scenario, CaseSetting setting)
    {
        var given = new GivenCase(scenario, new CaseWalk(setting));
        CaseWalk.Demand(given.Walk.Open(given.scenario), "opening");
        given.Walk.MakeDocuments(given.scenario.At);
        return given;
    }

    /// <summary>Walks on until a step would follow.</summary>
    public GivenCase UpTo(string task, int time = 1)
    {
        for (; Next.Task != task || --time > 0; next++)
        {
            CaseWalk.Demand(Walk.Run(Next), Next.Task);
        }

        return this;
    }

    /// <summary>Walks the next step, changed.</summary>
    public GivenCase And(Func<ScenarioStep, ScenarioStep>? change = null)
    {
        CaseWalk.Demand(Walk.Run(change is null ? Next : change(Next)), Next.Task);
        next++;
        return this;
    }

    /// <summary>Walks a step that the scenario does not have.</summary>
    public GivenCase AndAlso(ScenarioStep step)
    {
        CaseWalk.Demand(Walk.Run(step), step.Task);
        return this;
    }

    /// <summary>Passes over steps of the scenario without taking them.</summary>
    public GivenCase Skip(int steps = 1)
    {
        next += steps;
        return this;
    }

    /// <summary>Passes over steps of the scenario until the next one of a task, without taking them.</summary>
    public GivenCase SkipTo(string task)
    {
        while (Next.Task != task)
        {
            next++;
        }

        return this;
    }

    /// <summary>The bureau changes: roles, credentials, procedure.</summary>
    public GivenCase Where(Func<CaseSetting, CaseSetting> change)
    {
        Walk.Setting = change(Walk.Setting);
        return this;
    }

    /// <summary>One person holds more roles.</summary>
    public GivenCase Granting(string user, params string[] roles) => Where(setting => setting.Granting(user, roles));

    /// <summary>Takes the next step, changed; documents are not made.</summary>
    public Then When(Func<ScenarioStep, ScenarioStep>? change = null) => new(Walk, Walk.Run(Walk.CommandOf(change is null ? Next : change(Next))));

    /// <summary>Takes a command.</summary>
    public Then When(Func<CaseWalk, CaseCommand> command) => new(Walk, Walk.Run(command(Walk)));

    /// <summary>Number of the task that waits at an element.</summary>
    public long TaskAt(string element) => State.Tasks.Values.Single(task => task.Element == element).Task;
}

/// <summary>What became of the command.</summary>
internal sealed record Then(CaseWalk Walk, CaseOutcome Outcome)
{
    /// <summary>The command was taken.</summary>
    public Accepted Accepted() => Assert.IsType<Accepted>(CaseWalk.Demand(Outcome, "the command"));

    /// <summary>The command was refused with that code, and with that law where it speaks.</summary>
    public Refused Refused(string code, string? source = null)
    {
        var refused = Assert.IsType<Refused>(Outcome);
        Assert.Equal(code, refused.Code);
        if (source is not null)
        {
            Assert.Contains(source, refused.Source?.ToString() ?? string.Empty, StringComparison.Ordinal);
        }

        return refused;
    }

    /// <summary>The command was refused for what stands in one field.</summary>
    public Refused RefusedFor(string field, string? code = null)
    {
        var refused = Refused(code ?? "facts.invalid");
        Assert.Contains(refused.Fields, fault => fault.Key == field);
        return refused;
    }
}
