namespace WorkflowEnforcement.Benchmarks;

/// <summary>From the start of the process to the first page, and memory.</summary>
internal static class StartBenchmark
{
    private const int Starts = 5;
    private const int PageViews = 50;

    private static readonly string[] Pages = ["/", "/cases", "/cases/start", "/reminders", "/procedures"];

    public static async Task Run()
    {
        var folder = Directory.CreateTempSubdirectory("wfe-benchmark-").FullName;
        try
        {
            Console.WriteLine();
            await Once("first start, empty folder, demo cases written", folder);
            var times = new List<double>();
            for (var i = 1; i < Starts; i++)
            {
                using var server = await ServerProcess.Start(folder);
                times.Add(server.UntilFirstPage.TotalSeconds);
            }

            times.Add(await Once("later start", folder));
            Console.WriteLine($"later starts, process start to first page: {string.Join("  ", times.Select(time => $"{time:0.00}"))} s, median {times.Order().ElementAt(Starts / 2):0.00} s");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> Once(string what, string folder)
    {
        using var server = await ServerProcess.Start(folder);
        await Task.Delay(TimeSpan.FromSeconds(10));
        var idle = server.Memory;
        using var browser = await server.Browser("officer1");
        var views = new Figures();
        for (var i = 0; i < PageViews; i++)
        {
            await views.Time(() => browser.GetStringAsync(Pages[i % Pages.Length]));
        }

        var used = server.Memory;
        await Task.Delay(TimeSpan.FromSeconds(10));
        Console.WriteLine($"{what}: first page after {server.UntilFirstPage.TotalSeconds:0.00} s ({server.ProcessorUntilFirstPage.TotalSeconds:0.00} s of processor); memory idle 10 s {idle:0} MB, after {PageViews} page views {used:0} MB, 10 s later {server.Memory:0} MB");
        views.Tell($"  {PageViews} views of {Pages.Length} pages, the first of each among them");
        return server.UntilFirstPage.TotalSeconds;
    }
}
