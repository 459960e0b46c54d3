using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace MergeProgramme.Host;

/// <summary>Live: the process answers. Ready: its modules do; Degraded names a consumer that has stopped.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        endpoints.MapHealthChecks(
            "/health/ready",
            new HealthCheckOptions
            {
                ResponseWriter = async (context, report) =>
                {
                    context.Response.ContentType = "text/plain; charset=utf-8";
                    await context.Response.WriteAsync(report.Status.ToString());
                    foreach (var (name, entry) in report.Entries.Where(e => e.Value.Description is not null))
                        await context.Response.WriteAsync($"\n{name}: {entry.Description}");
                },
            }
        );
    }
}
