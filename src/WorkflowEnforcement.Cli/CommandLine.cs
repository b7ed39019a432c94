namespace WorkflowEnforcement.Cli;

/// <summary>The offline tool: what it can do needs the two pure projects and nothing else.</summary>
internal static class CommandLine
{
    public const int Good = 0;
    public const int Findings = 1;
    public const int Unusable = 2;

    private const string Help = """
        wfe: checks procedures and counts statutory periods, offline.

          wfe check FILE.bpmn [--json]
              Every fault of the flow, of its enf: words and of its forms, which lie beside the file or in forms/.
          wfe clock ID --from DAY [--extended] [--excluded A..B]... [--calendar FILE] [--json]
              The last day of the statutory period ID (T01 and on) that starts on DAY, like 2026-09-18.
              Periods of hours (T24, T29b) take and give a moment, like 2026-10-01T16:20+08:00.
          wfe simulate    not yet
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
            ["simulate" or "verify", ..] => throw new UnusableInputException($"Expected check or clock, but {args[0]} is not yet there"),
            [] => throw new UnusableInputException("Expected a verb, but found none" + Environment.NewLine + Environment.NewLine + Help),
            _ => throw new UnusableInputException($"Expected check or clock, but found {args[0]}; wfe --help tells more"),
        };
    }
}
