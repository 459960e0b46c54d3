namespace MergeProgramme.Host;

/// <summary>
/// Says to the browser what a page may do. Scripts, styles, fonts and pictures come from here and nowhere else, and nothing is inline, so a
/// script that somebody managed to write into a text can never run.
/// </summary>
internal static class SecurityHeaders
{
    private const string NotFrameable = "frame-ancestors 'none'";

    /// <summary>The policy that every page is held to.</summary>
    public const string ContentSecurityPolicy =
        $"default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; {NotFrameable}; "
        + "base-uri 'self'; form-action 'self'; object-src 'none'";

    /// <summary>Adds the headers to every answer, error pages too. gRPC answers go without: no browser reads them.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                // On starting, because the exception handler clears what was set before it.
                context.Response.OnStarting(
                    static state =>
                    {
                        Apply((HttpResponse)state);
                        return Task.CompletedTask;
                    },
                    context.Response
                );
                return next(context);
            }
        );

    /// <summary>Lets this one answer be shown in frames of some origins, as front-channel logout needs.</summary>
    public static void FrameableBy(HttpContext context, IEnumerable<string> origins) =>
        context.Items[typeof(SecurityHeaders)] = string.Join(' ', origins.Distinct(StringComparer.Ordinal));

    private static void Apply(HttpResponse response)
    {
        if (response.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true)
        {
            return;
        }

        var headers = response.Headers;
        headers.ContentSecurityPolicy = response.HttpContext.Items[typeof(SecurityHeaders)] is string { Length: > 0 } origins
            ? ContentSecurityPolicy.Replace(NotFrameable, $"frame-ancestors {origins}", StringComparison.Ordinal)
            : ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] =
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), display-capture=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
