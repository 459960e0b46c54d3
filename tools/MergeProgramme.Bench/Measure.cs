using System.Diagnostics;

namespace MergeProgramme.Bench;

/// <summary>Rounds of several candidates in turn; the median of a candidate's rounds is its figure.</summary>
internal static class Measure
{
    private const int Rounds = 7;

    /// <returns>Median nanoseconds a call, by candidate.</returns>
    public static async Task<double[]> CallsAsync(params (int Calls, Func<int, Task> Run)[] candidates)
    {
        var times = candidates.Select(_ => new List<double>()).ToArray();
        // The first round is warm-up: the compiler has not yet seen what runs hot.
        for (var round = 0; round <= Rounds; round++)
        {
            for (var i = 0; i < candidates.Length; i++)
            {
                GC.Collect();
                var started = Stopwatch.GetTimestamp();
                await candidates[i].Run(candidates[i].Calls);
                var each = Stopwatch.GetElapsedTime(started).TotalNanoseconds / candidates[i].Calls;
                if (round > 0)
                    times[i].Add(each);
            }
        }
        return [.. times.Select(t => t.Order().ElementAt(t.Count / 2))];
    }

    public static string Nanoseconds(double ns) => ns < 1_000_000 ? $"{ns / 1000, 10:F2} µs" : $"{ns / 1_000_000, 10:F2} ms";

    public static void Goal(string what, double figure, double goal, bool atLeast, string unit)
    {
        var met = atLeast ? figure >= goal : figure <= goal;
        Console.WriteLine(
            $"  goal {(atLeast ? "≥" : "≤")} {goal:0.##} {unit}: {what} {figure:0.##} {unit}: {(met ? "met" : "NOT MET")}"
        );
    }
}
