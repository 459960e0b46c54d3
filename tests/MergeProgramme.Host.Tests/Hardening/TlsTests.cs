using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using MergeProgramme.Host.Tests.Starting;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Host.Tests.Hardening;

/// <summary>A host with a certificate of its own: what it takes, and what it asks of browsers.</summary>
public sealed class TlsTests
{
    [Fact]
    public async Task Pages_and_gRPC_answer_over_TLS_and_ask_browsers_to_stay_there()
    {
        using var folder = new TemporaryFolder();
        await using var host = await StartAsync(folder);
        using var handler = Trusting(folder);
        using var client = new HttpClient(handler) { BaseAddress = host.Pages };

        foreach (var path in (string[])["/programmes", "/v1/programmes", "/css/site.css", "/no/such/page"])
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(
                "max-age=31536000; includeSubDomains",
                Assert.Single(answer.Headers.GetValues("Strict-Transport-Security"))
            );
        }
        using var grpcHandler = Trusting(folder);
        using var channel = GrpcChannel.ForAddress(host.Grpc, new() { HttpHandler = grpcHandler });
        var call = new OrganisationService.OrganisationServiceClient(channel).ListProgrammesAsync(new());
        Assert.Empty((await call).Programmes);
        Assert.Equal(
            "max-age=31536000; includeSubDomains",
            (await call.ResponseHeadersAsync).GetValue("strict-transport-security")
        );
    }

    [Fact]
    public async Task Cookies_go_over_TLS_only()
    {
        using var folder = new TemporaryFolder();
        await using var host = await StartAsync(folder);
        using var handler = Trusting(folder);
        using var client = new HttpClient(handler) { BaseAddress = host.Pages };

        using var answer = await client.GetAsync(new Uri("/preferences", UriKind.Relative));

        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.NotEmpty(cookies);
        Assert.All(
            cookies,
            cookie =>
            {
                Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
                Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
                Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
                Assert.Contains("; samesite=", cookie, StringComparison.OrdinalIgnoreCase);
            }
        );
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, true)]
    [InlineData(SslProtocols.Tls13, true)]
#pragma warning disable CA5397, SYSLIB0039 // That it is refused is what is tested.
    [InlineData(SslProtocols.Tls11, false)]
#pragma warning restore CA5397, SYSLIB0039
    public async Task Only_TLS_1_2_and_1_3_are_spoken(SslProtocols protocol, bool spoken)
    {
        using var folder = new TemporaryFolder();
        await using var host = await StartAsync(folder);
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, host.Pages.Port);
        await using var tls = new SslStream(tcp.GetStream());
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            EnabledSslProtocols = protocol,
            RemoteCertificateValidationCallback = IsOurs(folder),
        };

        var failure = await Record.ExceptionAsync(() => tls.AuthenticateAsClientAsync(options));

        if (spoken)
        {
            Assert.Null(failure);
            Assert.Equal(protocol, tls.SslProtocol);
        }
        else
        {
            Assert.NotNull(failure);
        }
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public async Task Ciphers_without_forward_secrecy_are_refused()
    {
        using var folder = new TemporaryFolder();
        await using var host = await StartAsync(folder);
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, host.Pages.Port);
        await using var tls = new SslStream(tcp.GetStream());

        await Assert.ThrowsAnyAsync<Exception>(() =>
            tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = "localhost",
                    EnabledSslProtocols = SslProtocols.Tls12,
                    CipherSuitesPolicy = new([
                        TlsCipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
                        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256,
                    ]),
                    RemoteCertificateValidationCallback = IsOurs(folder),
                }
            )
        );
    }

    [Fact]
    public async Task Https_without_a_certificate_is_refused_with_what_to_set()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output) = await HostProcess.RunAsync(
            "--Listen:Pages=https://127.0.0.1:0",
            $"--Database:Folder={folder.Path}"
        );

        Assert.Equal(1, exitCode);
        Assert.Contains("Listen:CertificateFile", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    private static Task<RunningHost> StartAsync(TemporaryFolder folder)
    {
        var (certificate, key) = WriteCertificate(folder.Path);
        return RunningHost.StartAsync(
            TestDatabase.Sqlite,
            null,
            "Listen:Pages=https://127.0.0.1:0",
            "Listen:Grpc=https://127.0.0.1:0",
            $"Listen:CertificateFile={certificate}",
            $"Listen:CertificateKeyFile={key}"
        );
    }

    private static (string Certificate, string Key) WriteCertificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddDays(1));
        var (certificateFile, keyFile) = (Path.Combine(folder, "tls.crt"), Path.Combine(folder, "tls.key"));
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return (certificateFile, keyFile);
    }

    // The test's own certificate is the only one that is trusted.
    private static RemoteCertificateValidationCallback IsOurs(TemporaryFolder folder)
    {
        var ours = X509Certificate2.CreateFromPem(File.ReadAllText(Path.Combine(folder.Path, "tls.crt"))).Thumbprint;
        return (_, certificate, _, _) => certificate is X509Certificate2 shown && shown.Thumbprint == ours;
    }

    private static SocketsHttpHandler Trusting(TemporaryFolder folder) =>
        new() { SslOptions = new() { RemoteCertificateValidationCallback = IsOurs(folder) } };
}
