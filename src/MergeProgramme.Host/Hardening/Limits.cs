using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MergeProgramme.Host.Hardening;

/// <summary>How much one request may be, and how many one caller may send: the settings <c>Limits:…</c>.</summary>
/// <param name="RequestBytes">Largest body of a request.</param>
/// <param name="MessageBytes">Largest gRPC message that is taken in.</param>
/// <param name="RequestSeconds">Longest time that a page or REST answer may take; streams may last.</param>
/// <param name="Connections">Most connections at a time.</param>
/// <param name="StreamsPerConnection">Most calls at a time on one HTTP/2 connection.</param>
/// <param name="CallsAtATime">Most calls at a time of one caller.</param>
/// <param name="PersonPerMinute">Calls a minute of somebody who has signed in; a quarter of it at once.</param>
/// <param name="SystemPerMinute">Calls a minute of a neighbouring system; a quarter of it at once.</param>
/// <param name="AddressPerMinute">Calls a minute of all who have not signed in, from one address; a quarter of it at once.</param>
/// <param name="SignInPerMinute">Attempts to sign in a minute from one address; a quarter of it at once.</param>
internal sealed record Limits(
    int RequestBytes,
    int MessageBytes,
    int RequestSeconds,
    int Connections,
    int StreamsPerConnection,
    int CallsAtATime,
    int PersonPerMinute,
    int SystemPerMinute,
    int AddressPerMinute,
    int SignInPerMinute
)
{
    // The longest form of the product, a mandate's section with 200 rows, has some 2 500 fields.
    private const int FormFields = 5000;

    /// <exception cref="StartRefusedException">A limit is no whole number above 0.</exception>
    public static Limits Read(IConfiguration configuration)
    {
        int At(string name, int otherwise) =>
            configuration[$"Limits:{name}"] is not { Length: > 0 } value ? otherwise
            : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : throw new StartRefusedException(
                $"Limits:{name} is '{value}'. Write a whole number above 0, such as {otherwise.ToString(CultureInfo.InvariantCulture)}."
            );
        return new(
            At(nameof(RequestBytes), 8 * 1024 * 1024),
            At(nameof(MessageBytes), 4 * 1024 * 1024),
            At(nameof(RequestSeconds), 30),
            At(nameof(Connections), 2000),
            At(nameof(StreamsPerConnection), 100),
            At(nameof(CallsAtATime), 100),
            At(nameof(PersonPerMinute), 1200),
            At(nameof(SystemPerMinute), 6000),
            At(nameof(AddressPerMinute), 1200),
            At(nameof(SignInPerMinute), 60)
        );
    }

    /// <summary>Tells the web server.</summary>
    public void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = RequestBytes;
        limits.MaxConcurrentConnections = Connections;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestLineSize = 8 * 1024;
        limits.MaxRequestHeaderCount = 60;
        // Tokens with many roles are long.
        limits.MaxRequestHeadersTotalSize = 32 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        limits.Http2.MaxStreamsPerConnection = StreamsPerConnection;
        limits.Http2.MaxRequestHeaderFieldSize = 32 * 1024;
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromMinutes(1);
    }

    /// <summary>Tells gRPC, forms and pages.</summary>
    public IServiceCollection Apply(IServiceCollection services)
    {
        services.AddSingleton(this);
        services.Configure<Grpc.AspNetCore.Server.GrpcServiceOptions>(grpc =>
        {
            grpc.MaxReceiveMessageSize = MessageBytes;
            grpc.EnableDetailedErrors = false;
            // A small message may unpack to a huge one, and no caller of these small messages gains by packing them.
            grpc.CompressionProviders.Clear();
        });
        services.Configure<FormOptions>(forms =>
        {
            forms.ValueCountLimit = FormFields;
            forms.KeyLengthLimit = 500;
            forms.ValueLengthLimit = RequestBytes;
            forms.BufferBodyLengthLimit = RequestBytes;
            // Pages that take a file state their own: see TakesFileAttribute.
            forms.MultipartBodyLengthLimit = 0;
        });
        services.Configure<MvcOptions>(mvc =>
        {
            mvc.MaxModelBindingCollectionSize = 1000;
            mvc.MaxModelBindingRecursionDepth = 16;
            mvc.MaxModelValidationErrors = 100;
        });
        return services.AddRequestTimeouts(timeouts =>
            timeouts.DefaultPolicy = new()
            {
                Timeout = TimeSpan.FromSeconds(RequestSeconds),
                TimeoutStatusCode = StatusCodes.Status504GatewayTimeout,
            }
        );
    }
}
