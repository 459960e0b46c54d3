using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Localisation;
using MergeProgramme.Platform.Security;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.StaticAssets;
using Status = Google.Rpc.Status;

namespace MergeProgramme.Host.Hardening;

/// <summary>
/// How many calls one caller may make: each person and system has an allowance of its own, those who have not signed in share one per address, and so
/// do attempts to sign in. Whoever has used it up is told when to come back: on a page, as REST's 429, or as gRPC's RESOURCE_EXHAUSTED with RetryInfo.
/// </summary>
internal sealed class CallerRates(Limits limits, CallerSeal seal)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Registers the limits.</summary>
    public static IServiceCollection Add(IServiceCollection services)
    {
        services.AddSingleton<CallerRates>();
        services
            .AddOptions<RateLimiterOptions>()
            .Configure<CallerRates>(
                (limiter, rates) =>
                {
                    limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
                    limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                        PartitionedRateLimiter.Create<HttpContext, string>(rates.CallsOf),
                        PartitionedRateLimiter.Create<HttpContext, string>(rates.AtATimeOf),
                        PartitionedRateLimiter.Create<HttpContext, string>(rates.SignInsOf)
                    );
                    limiter.OnRejected = RefuseAsync;
                }
            );
        return services.AddRateLimiter(_ => { });
    }

    private RateLimitPartition<string> CallsOf(HttpContext context)
    {
        var caller = CallerOf(context);
        return IsFree(context, caller)
            ? RateLimitPartition.GetNoLimiter("")
            : caller.Kind switch
            {
                CallerKind.Person => Allowance(caller.Id, limits.PersonPerMinute),
                CallerKind.System => Allowance(caller.Id, limits.SystemPerMinute),
                _ => Allowance(AddressOf(context), limits.AddressPerMinute),
            };
    }

    private RateLimitPartition<string> AtATimeOf(HttpContext context)
    {
        var caller = CallerOf(context);
        return IsFree(context, caller)
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetConcurrencyLimiter(
                caller.Kind == CallerKind.Anonymous ? AddressOf(context) : caller.Id,
                _ => new() { PermitLimit = limits.CallsAtATime }
            );
    }

    private RateLimitPartition<string> SignInsOf(HttpContext context) =>
        IsAttempt(context.Request) ? Allowance(AddressOf(context), limits.SignInPerMinute) : RateLimitPartition.GetNoLimiter("");

    // A provider that tells of sign-outs does so for everybody at once.
    private static bool IsAttempt(Microsoft.AspNetCore.Http.HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.Path.StartsWithSegments("/sign-in", StringComparison.OrdinalIgnoreCase)
        && !request.Path.Value!.EndsWith("/back-channel-logout", StringComparison.OrdinalIgnoreCase);

    private static RateLimitPartition<string> Allowance(string key, int perMinute) =>
        RateLimitPartition.GetTokenBucketLimiter(
            key,
            _ =>
            {
                // At least one a second comes back, or one after the longer time that a small allowance takes.
                var perPeriod = Math.Max(1, perMinute / 60);
                return new()
                {
                    TokenLimit = Math.Max(1, perMinute / 4),
                    TokensPerPeriod = perPeriod,
                    ReplenishmentPeriod = perMinute >= 60 ? Period : TimeSpan.FromMinutes(1) / perMinute,
                };
            }
        );

    /// <summary>The installation's own calls, the files of pages, and the error page that says so are not counted.</summary>
    private static bool IsFree(HttpContext context, Caller caller) =>
        caller.Kind == CallerKind.Internal
        || context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
        || context.Features.Get<IStatusCodeReExecuteFeature>() is not null;

    private Caller CallerOf(HttpContext context)
    {
        if (
            Caller.Current.Kind != CallerKind.Anonymous
            || context.Request.Headers[CallerSeal.Header] is not { Count: > 0 } header
        )
            return Caller.Current;
        try
        {
            return seal.Open(header.ToString());
        }
        catch (Problem)
        {
            // Refused in a moment; until then it is somebody at an address.
            return Caller.Anonymous;
        }
    }

    // A household or a server has a whole /64 of IPv6 addresses.
    private static string AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellation)
    {
        var context = rejected.HttpContext;
        context
            .RequestServices.GetRequiredService<SecurityLog>()
            .ControlTried(Control.RateLimit, Caller.Current, SignIn.Callers.OriginOf(context));
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after > Period ? after : Period;
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        var response = context.Response;
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (SecurityHeaders.IsGrpc(context.Request))
        {
            var status = StatusOf(context, seconds);
            // What a gRPC answer without a message is: the status in the headers.
            response.StatusCode = StatusCodes.Status200OK;
            response.ContentType = context.Request.ContentType!.Split(';')[0];
            response.Headers.GrpcStatus = status.Code.ToString(CultureInfo.InvariantCulture);
            response.Headers.GrpcMessage = Uri.EscapeDataString(status.Message);
            response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(status.ToByteArray());
        }
        else if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is not null)
        {
            response.ContentType = "application/json; charset=utf-8";
            await response.WriteAsync(
                new JsonFormatter(
                    JsonFormatter.Settings.Default.WithTypeRegistry(
                        Google.Protobuf.Reflection.TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor)
                    )
                ).Format(StatusOf(context, seconds)),
                cancellation
            );
        }
        // Otherwise the error page says it.
    }

    private static Status StatusOf(HttpContext context, int seconds)
    {
        var language = Languages.Asked(context.Request.Headers.AcceptLanguage.ToString());
        var texts = context.RequestServices.GetRequiredService<ViolationTexts>();
        var violation = new Violation("authorization", "TOO_MANY_CALLS", seconds);
        return new()
        {
            Code = (int)StatusCode.ResourceExhausted,
            Message = texts.Of(context.Request.Path, violation, Languages.English),
            Details =
            {
                Any.Pack(new ErrorInfo { Domain = "mergeprogramme", Reason = violation.Reason }),
                Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds)) }),
                Any.Pack(
                    new LocalizedMessage { Locale = language.Name, Message = texts.Of(context.Request.Path, violation, language) }
                ),
            },
        };
    }
}
