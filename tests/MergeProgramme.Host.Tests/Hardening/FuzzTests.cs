using MergeProgramme.Testing.Fuzzing;

namespace MergeProgramme.Host.Tests.Hardening;

/// <summary>A small run of tools/fuzz: the same calls every time.</summary>
public sealed class FuzzTests
{
    [Fact]
    public async Task Some_thousand_malformed_and_random_calls_find_nothing()
    {
        var report = await FuzzRun.RunAsync(new(Seed: 20, Calls: 6000));

        Assert.True(report.Findings.Count == 0, report.ToString());
        // It gets past the door: otherwise it shows nothing.
        Assert.True(report.Calls >= 6000 && report.Reached.Count > report.Rpcs / 3 && report.Writes > 10, report.ToString());
        Assert.True(report.Statuses.GetValueOrDefault("OK") > 200, report.ToString());
    }
}
