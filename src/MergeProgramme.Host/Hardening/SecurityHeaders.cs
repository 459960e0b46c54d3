using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.StaticAssets;

namespace MergeProgramme.Host.Hardening;

/// <summary>
/// Says to the browser what an answer may do. Scripts, styles, fonts and pictures of a page come from here and nowhere else, nothing is inline,
/// and no script turns text into markup, so a script that somebody managed to write into a text can never run. What is no page may do nothing at all.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string Nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";
    private const string TransportSecurity = "max-age=31536000; includeSubDomains";

    private const string NotFrameable = "frame-ancestors 'none'";
    private const string Page =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; "
        + $"base-uri 'none'; form-action 'self'; {NotFrameable}; require-trusted-types-for 'script'; trusted-types 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        RefusedHosts.LetThrough(context);
        if (IsGrpc(context.Request))
        {
            // No browser reads gRPC answers; the one header that speaks of the connection is there for whoever looks.
            if (context.Request.IsHttps)
                context.Response.Headers.StrictTransportSecurity = TransportSecurity;
            return next(context);
        }
        // On starting, because the exception handler clears what was set before it.
        context.Response.OnStarting(
            static state =>
            {
                Apply((HttpContext)state);
                return Task.CompletedTask;
            },
            context
        );
        return next(context);
    }

    /// <summary>Lets this one answer be shown in frames of some origins, as front-channel logout needs.</summary>
    public static void FrameableBy(HttpContext context, IEnumerable<string> origins) =>
        context.Items[typeof(SecurityHeaders)] = string.Join(' ', origins.Distinct(StringComparer.Ordinal));

    /// <summary>Whether gRPC answers the request, with a status and errors of its own.</summary>
    public static bool IsGrpc(HttpRequest request) =>
        request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true && IsMethod(request.Path.Value);

    // /mergeprogramme.mandates.v1.MandatesService/GetMandate: the address of no page, whatever its content type says.
    private static bool IsMethod(string? path) =>
        path?.IndexOf('/', 1) is { } slash and > 1 && path[1] != '.' && path.AsSpan(1, slash - 1).Contains('.');

    private static void Apply(HttpContext context)
    {
        var response = context.Response;
        var headers = response.Headers;
        var policy = response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true ? Page : Nothing;
        headers.ContentSecurityPolicy = context.Items[typeof(SecurityHeaders)] is string { Length: > 0 } origins
            ? policy.Replace(NotFrameable, $"frame-ancestors {origins}", StringComparison.Ordinal)
            : policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] =
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), display-capture=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = TransportSecurity;
        // Everything but style sheets, pages for everybody and the like may hold what only this reader may see.
        if (IsForEverybody(context))
            headers.CacheControl = PubliclyCachedAttribute.CacheControl;
        else if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            headers.CacheControl = "no-store";
    }

    private static bool IsForEverybody(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<PubliclyCachedAttribute>() is not null
        && context.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified
        && context.Response.Headers.SetCookie.Count == 0;
}
