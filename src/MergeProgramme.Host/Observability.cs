using MergeProgramme.Platform;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MergeProgramme.Host;

/// <summary>Traces and metrics by OpenTelemetry. Nothing leaves the machine until OTEL_EXPORTER_OTLP_ENDPOINT says where to.</summary>
internal static class Observability
{
    public static IServiceCollection AddObservability(this IServiceCollection services, IConfiguration configuration)
    {
        var traces = Exports(configuration, "TRACES");
        var metrics = Exports(configuration, "METRICS");
        // Where nothing is exported nothing is recorded: a trace that nobody reads would slow every call.
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("mergeprogramme"));
        if (traces)
            telemetry.WithTracing(tracing => AddSpans(tracing).AddOtlpExporter());
        if (metrics)
        {
            telemetry.WithMetrics(meters =>
                meters.AddMeter(Telemetry.Name).AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddOtlpExporter()
            );
        }
        return services;
    }

    /// <summary>Everything that makes up a trace here, from page to statement.</summary>
    public static TracerProviderBuilder AddSpans(TracerProviderBuilder tracing) =>
        tracing
            .AddSource(Telemetry.Name)
            .AddAspNetCoreInstrumentation()
            .AddGrpcClientInstrumentation()
            .AddHttpClientInstrumentation();

    // The standard variables: one endpoint for all, or one for each signal.
    private static bool Exports(IConfiguration configuration, string signal) =>
        !string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])
        || !string.IsNullOrEmpty(configuration[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"]);
}
