using System.Globalization;
using System.Text.Json;
using Grpc.Core;
using Grpc.Core.Interceptors;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Localisation;
using MergeProgramme.Platform.Security;
using Microsoft.AspNetCore.DataProtection;

namespace MergeProgramme.Platform.Grpc;

/// <summary>Carries the caller and the language between hosts of one installation: sealed with their shared data-protection keys.</summary>
public sealed class CallerSeal(IDataProtectionProvider provider)
{
    /// <summary>Metadata key of the sealed caller.</summary>
    public const string Header = "mergeprogramme-caller";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly ITimeLimitedDataProtector protector = provider
        .CreateProtector("mergeprogramme.caller.v1")
        .ToTimeLimitedDataProtector();

    /// <summary>The caller as a header value that is good for five minutes.</summary>
    public string Seal(Caller caller) => protector.Protect(JsonSerializer.Serialize(caller), Lifetime);

    /// <summary>The caller of a header value.</summary>
    /// <exception cref="Problem">UNAUTHENTICATED where this installation did not seal it, or too long ago.</exception>
    public Caller Open(string value)
    {
        try
        {
            return JsonSerializer.Deserialize<Caller>(protector.Unprotect(value))!;
        }
        catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or JsonException)
        {
            throw Problem.Unauthenticated("CALLER_NOT_SEALED", Header);
        }
    }
}

/// <summary>On the calling side of a remote module.</summary>
public sealed class OutgoingCallerInterceptor(CallerSeal seal) : Interceptor
{
    /// <inheritdoc/>
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation
    ) => continuation(request, With(context));

    /// <inheritdoc/>
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        BlockingUnaryCallContinuation<TRequest, TResponse> continuation
    ) => continuation(request, With(context));

    /// <inheritdoc/>
    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation
    ) => continuation(request, With(context));

    private ClientInterceptorContext<TRequest, TResponse> With<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context
    )
        where TRequest : class
        where TResponse : class
    {
        var headers = new Metadata();
        foreach (var entry in context.Options.Headers ?? [])
            headers.Add(entry);
        if (headers.Get("accept-language") is null)
            headers.Add("accept-language", CultureInfo.CurrentUICulture.Name);
        headers.Add(CallerSeal.Header, seal.Seal(Caller.Current));
        return new(context.Method, context.Host, context.Options.WithHeaders(headers));
    }
}

/// <summary>Feature of a request over the wire whose message could be read: whatever goes wrong from there on is not the transport's to tell.</summary>
public sealed class MessageRead
{
    private MessageRead() { }

    /// <summary>It could.</summary>
    public static MessageRead Yes { get; } = new();
}

/// <summary>On the serving side: takes the caller and the language from the metadata. In-process calls bring both along.</summary>
public sealed class IncomingCallerInterceptor(CallerSeal seal, SecurityLog security) : Interceptor
{
    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation
    )
    {
        Read(context);
        return continuation(request, context);
    }

    /// <inheritdoc/>
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation
    )
    {
        Read(context);
        return continuation(request, responseStream, context);
    }

    // Refused where every caller is who has not said who it is: in its language, and with what to mend.
    private Caller Opened(string value, ServerCallContext context)
    {
        try
        {
            return seal.Open(value);
        }
        catch (Problem refused)
        {
            security.ControlTried(Control.ForgedCaller, Caller.Current, SecurityLog.AddressOf(context));
            return Caller.Anonymous with { Refused = refused };
        }
    }

    private void Read(ServerCallContext context)
    {
        // Metadata that says that it is binary and is not ends here.
        var headers = context.RequestHeaders;
        context.GetHttpContext().Features.Set(MessageRead.Yes);
        if (headers.GetValue("accept-language") is { } language)
        {
            var culture = Languages.Asked(language);
            CultureInfo.CurrentCulture = culture;
            CultureInfo.CurrentUICulture = culture;
        }
        if (headers.GetValue(CallerSeal.Header) is { } value)
            Caller.Set(Opened(value, context));
    }
}
