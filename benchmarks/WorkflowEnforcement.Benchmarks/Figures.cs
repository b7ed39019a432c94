using System.Diagnostics;

namespace WorkflowEnforcement.Benchmarks;

/// <summary>Times of one series, in milliseconds.</summary>
internal sealed class Figures
{
    private readonly List<double> times = [];

    public int Count => times.Count;

    public double Median => At(0.5);

    public double P95 => At(0.95);

    public double Mean => times.Average();

    public void Add(double milliseconds) => times.Add(milliseconds);

    public async Task Time(Func<Task> act)
    {
        var started = Stopwatch.GetTimestamp();
        await act();
        times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    public void Time(Action act)
    {
        var started = Stopwatch.GetTimestamp();
        act();
        times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    public void Tell(string what) => Console.WriteLine($"{what,-58} median {Median,8:0.00} ms   p95 {P95,8:0.00} ms   n {Count}");

    private double At(double share)
    {
        var sorted = times.Order().ToList();
        return sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
    }
}
