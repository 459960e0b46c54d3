using Grpc.AspNetCore.Server;
using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace MergeProgramme.Host.Hardening;

/// <summary>What of HTTP is not used here, and so not answered: other methods, files, forwarded paths, and page handlers that do not exist.</summary>
internal static class HttpRules
{
    private static readonly HashSet<string> Methods = new(StringComparer.Ordinal)
    {
        "GET",
        "HEAD",
        "POST",
        "PUT",
        "PATCH",
        "DELETE",
    };

    /// <summary>Refuses what no page and no rpc takes. For everything but gRPC.</summary>
    public static IApplicationBuilder UseHttpRules(this IApplicationBuilder app)
    {
        // The page itself may take less: see UseFileRules, which knows it.
        var longest = Math.Max(
            app.ApplicationServices.GetRequiredService<Limits>().RequestBytes,
            TakesFileAttribute.LargestRequest
        );
        return app.Use(
            (context, next) =>
            {
                var request = context.Request;
                if (request.ContentLength > longest)
                {
                    context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                    return Task.CompletedTask;
                }
                if (!Methods.Contains(request.Method))
                {
                    context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                    return Task.CompletedTask;
                }
                return next(context);
            }
        );
    }

    /// <summary>
    /// Refuses files but on the pages that take one (<see cref="TakesFileAttribute"/>), and what is longer than the page takes. After routing, which knows
    /// the page.
    /// </summary>
    public static IApplicationBuilder UseFileRules(this IApplicationBuilder app)
    {
        var usual = app.ApplicationServices.GetRequiredService<Limits>().RequestBytes;
        return app.Use(
            (context, next) =>
            {
                var takes = context.GetEndpoint()?.Metadata.GetMetadata<TakesFileAttribute>();
                if (
                    takes is null
                    && context.Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true
                )
                {
                    context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
                    return Task.CompletedTask;
                }
                var longest = Math.Max(usual, takes?.RequestBytes ?? 0);
                if (context.Request.ContentLength > longest && !SecurityHeaders.IsGrpc(context.Request))
                {
                    context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                    return Task.CompletedTask;
                }
                if (longest > usual && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                    size.MaxRequestBodySize = longest;
                return next(context);
            }
        );
    }

    /// <summary>Gives up what takes too long, but for streams, which last, and gRPC, whose callers say how long they wait.</summary>
    public static IApplicationBuilder UseTimeLimit(this IApplicationBuilder app) =>
        app.UseWhen(
            context =>
                !SecurityHeaders.IsGrpc(context.Request)
                && context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.Type is null or MethodType.Unary,
            limited => limited.UseRequestTimeouts()
        );

    /// <summary>A page without a handler for the request would be shown without what the handler reads.</summary>
    internal sealed class KnownHandlers : IPageFilter
    {
        public void OnPageHandlerSelected(PageHandlerSelectedContext context) { }

        public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
        {
            if (context.HandlerMethod is not null)
                return;
            var method = context.HttpContext.Request.Method;
            // Pages that only show text have no handlers at all.
            if (!HttpMethods.IsGet(method) && !HttpMethods.IsHead(method))
                context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        }

        public void OnPageHandlerExecuted(PageHandlerExecutedContext context) { }
    }
}
