using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MergeProgramme.Host.Hardening;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using IPNetwork = System.Net.IPNetwork;

namespace MergeProgramme.Host;

/// <summary>
/// Where the host listens, and to whom: pages, REST and health on one address, gRPC on another. On loopback only, unless there is TLS, here or in a
/// proxy in front, and another service vouches for whoever signs in.
/// </summary>
internal sealed record Listening(IPEndPoint Pages, IPEndPoint Grpc)
{
    private static readonly string[] OwnHosts = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>The certificate of an address with https; null where there is none.</summary>
    public X509Certificate2? Certificate { get; private init; }

    /// <summary>Whether pages and REST are answered over TLS.</summary>
    public bool PagesOverTls { get; private init; }

    /// <summary>Whether gRPC is answered over TLS.</summary>
    public bool GrpcOverTls { get; private init; }

    /// <summary>The host names that requests may ask for; all others are refused, so that no foreign name can be pointed at this host.</summary>
    public IReadOnlyList<string> Hosts { get; private init; } = OwnHosts;

    /// <summary>The proxies in front, whose word on the caller's address and on TLS is taken; null where there are none.</summary>
    public IReadOnlyList<IPNetwork>? Proxies { get; private init; }

    /// <exception cref="StartRefusedException">An address cannot be read, or others could reach it unprotected.</exception>
    public static Listening Read(IConfiguration configuration)
    {
        if (string.Equals(configuration["ForwardedHeaders_Enabled"], "true", StringComparison.OrdinalIgnoreCase))
        {
            throw new StartRefusedException(
                "ASPNETCORE_FORWARDEDHEADERS_ENABLED would take anybody's word for where a request comes from. Use Listen:BehindProxy and Listen:Proxies."
            );
        }
        // Through a proxy others reach this machine's own addresses too.
        if (IsBehindProxy(configuration) && !SignsInElsewhere(configuration))
            throw new StartRefusedException(NobodyVouches("Listen:BehindProxy lets others on the network in"));
        var (pages, pagesOverTls) = Read(configuration, "Listen:Pages", "http://127.0.0.1:5080");
        var (grpc, grpcOverTls) = Read(configuration, "Listen:Grpc", "http://127.0.0.1:5081");
        return new(pages, grpc)
        {
            PagesOverTls = pagesOverTls,
            GrpcOverTls = grpcOverTls,
            Certificate = pagesOverTls || grpcOverTls ? ReadCertificate(configuration, "Listen") : null,
            Hosts = [.. OwnHosts, .. List(configuration, "Listen:Hosts")],
            Proxies = IsBehindProxy(configuration) ? ReadProxies(configuration) : null,
        };
    }

    /// <summary>A certificate and its key from the files that <c>…:CertificateFile</c> and <c>…:CertificateKeyFile</c> name.</summary>
    /// <exception cref="StartRefusedException">There is none, or it cannot be read.</exception>
    public static X509Certificate2 ReadCertificate(IConfiguration configuration, string section)
    {
        if (configuration[$"{section}:CertificateFile"] is not { Length: > 0 } file)
            throw new StartRefusedException(
                $"https needs a certificate: set {section}:CertificateFile (PEM with {section}:CertificateKeyFile, or PKCS #12)."
            );
        try
        {
            return configuration[$"{section}:CertificateKeyFile"] is { Length: > 0 } key
                ? X509Certificate2.CreateFromPemFile(file, key)
                : X509CertificateLoader.LoadPkcs12FromFile(file, configuration[$"{section}:CertificatePassword"]);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StartRefusedException($"{section}:CertificateFile '{file}' cannot be read: {e.Message}", e);
        }
    }

    public void Apply(IWebHostBuilder host, Limits limits) =>
        host.ConfigureKestrel(kestrel =>
        {
            limits.Apply(kestrel);
            kestrel.Listen(
                Pages,
                listen =>
                {
                    listen.Protocols = PagesOverTls ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http1;
                    if (PagesOverTls)
                        listen.UseHttps(Tls);
                }
            );
            kestrel.Listen(
                Grpc,
                listen =>
                {
                    listen.Protocols = HttpProtocols.Http2;
                    if (GrpcOverTls)
                        listen.UseHttps(Tls);
                }
            );
        });

    public void Apply(IServiceCollection services)
    {
        services.Configure<HostFilteringOptions>(filter =>
        {
            filter.AllowedHosts = [.. Hosts];
            filter.AllowEmptyHosts = false;
            filter.IncludeFailureMessage = false;
        });
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            // The host name is the request's own: a proxy passes it on unchanged.
            forwarded.ForwardedHeaders = Proxies is null
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.ForwardLimit = 1;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in Proxies ?? [])
                forwarded.KnownIPNetworks.Add(proxy);
        });
    }

    private void Tls(HttpsConnectionAdapterOptions https)
    {
        https.ServerCertificate = Certificate;
        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        if (OperatingSystem.IsLinux())
        {
            https.OnAuthenticate = static (_, tls) =>
            {
                if (OperatingSystem.IsLinux())
                {
                    tls.CipherSuitesPolicy = new([
                        TlsCipherSuite.TLS_AES_256_GCM_SHA384,
                        TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
                        TlsCipherSuite.TLS_AES_128_GCM_SHA256,
                        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
                        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
                        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                    ]);
                }
            };
        }
    }

    private static (IPEndPoint At, bool OverTls) Read(IConfiguration configuration, string key, string otherwise)
    {
        var value = configuration[key] is { Length: > 0 } set ? set : otherwise;
        if (!Uri.TryCreate(value, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new StartRefusedException($"{key} is '{value}'. Write it as {otherwise}, or with https.");
        var address =
            uri.Host == "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) ? ip
            : throw new StartRefusedException(
                $"{key} is '{value}'. Write the address of a network card, or 0.0.0.0 for all of them."
            );
        var overTls = uri.Scheme == Uri.UriSchemeHttps;
        if (!IPAddress.IsLoopback(address))
            RequireProtection(configuration, $"{key} is '{value}', which others on the network could reach", overTls);
        return (new(address, uri.Port), overTls);
    }

    private static void RequireProtection(IConfiguration configuration, string what, bool overTls)
    {
        if (configuration.GetValue<bool>("Demo:Enabled"))
            throw new StartRefusedException(
                $"{what}. A demonstration lets anybody in, so it is on this machine only: use 127.0.0.1."
            );
        if (!overTls && !IsBehindProxy(configuration))
        {
            throw new StartRefusedException(
                $"{what} and listen in to. Use https and Listen:CertificateFile, or Listen:BehindProxy=true where a proxy in front does TLS."
            );
        }
        if (!SignsInElsewhere(configuration))
            throw new StartRefusedException(NobodyVouches(what));
    }

    private static string NobodyVouches(string what) =>
        $"{what}, and nobody vouches for whoever signs in: local accounts are for this machine only. Set up an OpenID provider first (docs/sign-in.md), or use 127.0.0.1.";

    private static bool SignsInElsewhere(IConfiguration configuration) => configuration.GetSection("SignIn:Oidc").Exists();

    private static bool IsBehindProxy(IConfiguration configuration) => configuration.GetValue<bool>("Listen:BehindProxy");

    private static List<IPNetwork> ReadProxies(IConfiguration configuration)
    {
        var proxies = new List<IPNetwork>();
        foreach (var one in List(configuration, "Listen:Proxies"))
        {
            proxies.Add(
                IPNetwork.TryParse(one, out var network) ? network
                : IPAddress.TryParse(one, out var address) ? new(address, address.GetAddressBytes().Length * 8)
                : throw new StartRefusedException(
                    $"Listen:Proxies holds '{one}'. Write addresses or networks, such as 10.0.0.4 or 10.0.0.0/24."
                )
            );
        }
        return proxies.Count > 0 ? proxies : [new(IPAddress.Loopback, 32), new(IPAddress.IPv6Loopback, 128)];
    }

    private static string[] List(IConfiguration configuration, string key) =>
        (configuration[key] ?? "").Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>The addresses that the host got, ports chosen by the system included.</summary>
internal sealed class Addresses(IServer server)
{
    public string Pages => At(0);

    public string Grpc => At(1);

    private string At(int index) => server.Features.Get<IServerAddressesFeature>()!.Addresses.ElementAt(index);
}
