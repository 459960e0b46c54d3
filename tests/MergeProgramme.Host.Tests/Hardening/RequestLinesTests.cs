using MergeProgramme.Host.Hardening;
using MergeProgramme.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MergeProgramme.Host.Tests.Hardening;

/// <summary>Whole addresses stand in no log: one of them holds a key.</summary>
[Collection("hosts")]
public sealed class RequestLinesTests
{
    [Fact]
    public async Task They_stay_out_of_the_log_even_where_it_is_set_to_tell_everything()
    {
        await using var host = await RunningHost.StartAsync(
            settings:
            [
                "Logging:LogLevel:Default=Trace",
                "Logging:LogLevel:Microsoft.AspNetCore=Trace",
                $"Logging:LogLevel:{RequestLines.Category}=Trace",
                "Logging:Console:LogLevel:Default=Trace",
                $"Logging:Console:LogLevel:{RequestLines.Category}=Trace",
            ]
        );
        var loggers = host.Services.GetRequiredService<ILoggerFactory>();
        Assert.True(loggers.CreateLogger("Microsoft.AspNetCore.Routing").IsEnabled(LogLevel.Debug));
        Assert.False(loggers.CreateLogger(RequestLines.Category).IsEnabled(LogLevel.Information));
        Assert.True(loggers.CreateLogger(RequestLines.Category).IsEnabled(LogLevel.Warning));
    }
}
