namespace WorkflowEnforcement.Cli;

/// <summary>The offline tool: what it can do needs the two pure projects and nothing else.</summary>
internal static class CommandLine
{
    public const int Good = 0;
    public const int Findings = 1;
    public const int Unusable = 2;

    private const string Help = """
        wfe: checks and runs procedures and counts statutory periods, offline.

          wfe check FILE.bpmn [--json]
              Every fault of the flow, of its enf: words and of its forms, which lie beside the file or in forms/;
              and what the flow can run into: elements never reached, standstill, work done twice, loops without an
              end or without a wait, gateways without a way. Errors and warnings exit with 1, infos alone with 0.
          wfe clock ID --from DAY [--extended] [--excluded A..B]... [--calendar FILE] [--json]
              The last day of the statutory period ID (T01 and on) that starts on DAY, like 2026-09-18.
              Periods of hours (T24, T29b, T40) take and give a moment, like 2026-10-01T16:20+08:00. What must be done some
              days before an event (T07, T08, T27) is counted back from it; T19 is the day on which the surcharge reaches the fine.
          wfe simulate FILE.bpmn --script SCRIPT.json [--with OTHER.bpmn]... [--pretty]
              Runs the flow on a virtual clock as the script says and answers in JSON how it stands; docs/simulate.md has the form.
              Call activities are looked for in the files given by --with. Incidents and refused steps are in the answer, exit code 0.
          wfe verify      not yet

        Exit code: 0 good, 1 findings, 2 unusable input. --json writes for machines.
        """;

    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        try
        {
            return Run(args, output);
        }
        catch (UnusableInputException fault)
        {
            error.WriteLine(fault.Message);
            return Unusable;
        }
    }

    private static int Run(string[] args, TextWriter output)
    {
        if (args is ["help", ..] || args.Contains("--help") || args.Contains("-h"))
        {
            output.WriteLine(Help);
            return Good;
        }

        return args switch
        {
            ["check", .. var rest] => CheckVerb.Run(rest, output),
            ["clock", .. var rest] => ClockVerb.Run(rest, output),
            ["simulate", .. var rest] => SimulateVerb.Run(rest, output),
            ["verify", ..] => throw new UnusableInputException($"Expected check, clock or simulate, but {args[0]} is not yet there"),
            [] => throw new UnusableInputException("Expected a verb, but found none" + Environment.NewLine + Environment.NewLine + Help),
            _ => throw new UnusableInputException($"Expected check, clock or simulate, but found {args[0]}; wfe --help tells more"),
        };
    }
}
