using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MergeProgramme.Host;

/// <summary>Where the host listens: pages, REST and health by HTTP/1.1, gRPC by HTTP/2 without TLS (h2c). Loopback only, as long as nobody has to sign in.</summary>
internal sealed record Listening(IPEndPoint Pages, IPEndPoint Grpc)
{
    private const long LargestRequest = 8 * 1024 * 1024;

    /// <exception cref="StartRefusedException">An address cannot be read, or is not on loopback.</exception>
    public static Listening Read(IConfiguration configuration) =>
        new(
            Read(configuration, "Listen:Pages", "http://127.0.0.1:5080"),
            Read(configuration, "Listen:Grpc", "http://127.0.0.1:5081")
        );

    public void Apply(IWebHostBuilder host) =>
        host.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
            kestrel.Listen(Pages, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(Grpc, listen => listen.Protocols = HttpProtocols.Http2);
        });

    private static IPEndPoint Read(IConfiguration configuration, string key, string otherwise)
    {
        var value = configuration[key] is { Length: > 0 } set ? set : otherwise;
        if (!Uri.TryCreate(value, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp)
            throw new StartRefusedException($"{key} is '{value}'. Write it as http://127.0.0.1:5080.");
        var address =
            uri.Host == "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) ? ip
            : null;
        if (address is null || !IPAddress.IsLoopback(address))
        {
            throw new StartRefusedException(
                $"{key} is '{value}', which others on the network could reach. Nobody signs in to this version, so it listens on this machine only: use 127.0.0.1."
            );
        }
        return new(address, uri.Port);
    }
}

/// <summary>The addresses that the host got, ports chosen by the system included.</summary>
internal sealed class Addresses(IServer server)
{
    public string Pages => At(0);

    public string Grpc => At(1);

    private string At(int index) => server.Features.Get<IServerAddressesFeature>()!.Addresses.ElementAt(index);
}
