using System.Diagnostics;
using System.Text;
using MergeProgramme.Host;

namespace MergeProgramme.Testing;

/// <summary>The host as people start it: a process of its own, which can be killed as a crash does.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    // Only reached where the host hangs: then the test fails instead of running for ever.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task reading;
    private readonly string until;

    private HostProcess(string[] arguments, string until = "Application started")
    {
        this.until = until;
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(Composition).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        process = Process.Start(start)!;
        reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>All that it has said, on both outputs.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>Runs it until it ends by itself.</summary>
    /// <returns>Its exit code and all that it said.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        await using var host = new HostProcess(arguments);
        await host.process.WaitForExitAsync().WaitAsync(Deadline);
        await host.reading;
        return (host.process.ExitCode, host.Output);
    }

    /// <summary>Starts it and waits until it serves.</summary>
    /// <exception cref="Xunit.Sdk.XunitException">It ended instead; the message holds what it said.</exception>
    public static Task<HostProcess> ServeAsync(params string[] arguments) => ServeUntilAsync("Application started", arguments);

    /// <summary>Starts it and waits until it has said something.</summary>
    /// <exception cref="Xunit.Sdk.XunitException">It ended instead; the message holds what it said.</exception>
    public static async Task<HostProcess> ServeUntilAsync(string said, params string[] arguments)
    {
        var host = new HostProcess(arguments, said);
        await Task.WhenAny(host.started.Task, host.process.WaitForExitAsync()).WaitAsync(Deadline);
        Assert.True(host.started.Task.IsCompleted, $"The host did not start:\n{host.Output}");
        return host;
    }

    /// <summary>Ends it at once, as a crash does: nothing is written or closed any more.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (output)
                output.AppendLine(line);
            if (line.Contains(until, StringComparison.Ordinal))
                started.TrySetResult();
        }
    }
}
