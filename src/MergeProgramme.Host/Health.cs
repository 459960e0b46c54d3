using System.Net;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MergeProgramme.Host;

/// <summary>Live: the process answers. Ready: its modules do; Degraded says to whoever asks on this machine what has stopped.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(report.Status.ToString());
        // Folders and names are no business of a load balancer's, or of anybody else on the network.
        if (context.Connection.RemoteIpAddress is not { } from || !IPAddress.IsLoopback(from))
            return;
        foreach (var (name, entry) in report.Entries.Where(e => e.Value.Description is not null))
            await context.Response.WriteAsync($"\n{name}: {entry.Description}");
    }
}
