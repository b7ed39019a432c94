using System.Globalization;
using WorkflowEnforcement.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var wanted = args is [var one] ? one : args.Length == 0 ? "all" : "help";
if (wanted is not ("task" or "durable" or "engine" or "start" or "all"))
{
    Console.Error.WriteLine("dotnet run -c Release --project benchmarks/WorkflowEnforcement.Benchmarks -- [task|durable|engine|start|all]");
    return 2;
}

Machine.Tell();
if (wanted is "engine" or "all")
{
    EngineBenchmark.Run();
}

if (wanted is "start" or "all")
{
    await StartBenchmark.Run();
}

if (wanted is "durable" or "all")
{
    await DurableBenchmark.Run();
}

if (wanted is "task" or "all")
{
    await TaskBenchmark.Run();
}

return 0;
