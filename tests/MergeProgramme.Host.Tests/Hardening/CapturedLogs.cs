using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MergeProgramme.Host.Tests.Hardening;

/// <summary>A line of the host's log.</summary>
internal sealed record LogLine(
    string Category,
    LogLevel Level,
    EventId Event,
    string Text,
    IReadOnlyDictionary<string, object?> Values
);

/// <summary>Everything that a host lets out, down to Debug, whatever its settings keep.</summary>
internal sealed class CapturedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> lines = new();

    public IReadOnlyList<LogLine> All => [.. lines];

    /// <summary>The lines of an event id of the security log.</summary>
    public IReadOnlyList<LogLine> Security(int id) =>
        [.. lines.Where(line => line.Category == Platform.Security.SecurityLog.Category && line.Event.Id == id)];

    /// <summary>Makes a host log here too.</summary>
    public void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ILoggerProvider>(this);
        builder.Logging.AddFilter<CapturedLogs>(category: null, LogLevel.Debug);
    }

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, lines);

    public void Dispose() { }

    private sealed class Logger(string category, ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) =>
            lines.Enqueue(
                new(
                    category,
                    logLevel,
                    eventId,
                    $"{formatter(state, exception)} {exception}",
                    (state as IEnumerable<KeyValuePair<string, object?>> ?? []).ToDictionary(v => v.Key, v => v.Value)
                )
            );
    }
}
