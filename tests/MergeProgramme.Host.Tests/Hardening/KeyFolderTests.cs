using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MergeProgramme.Host.Tests.Starting;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Host.Tests.Hardening;

/// <summary>The keys that seal cookies and callers lie in files of the host's own user, outside every database.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class KeyFolderTests
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;

    [Fact]
    public async Task Only_the_hosts_user_may_read_them()
    {
        using var folder = new TemporaryFolder();
        var keys = Path.Combine(folder.Path, "keys");

        await SealAsync($"Keys:Folder={keys}");

        Assert.Equal(OwnFolder, File.GetUnixFileMode(keys));
        var files = Directory.GetFiles(keys);
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(OwnFile, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task The_host_refuses_keys_that_others_may_read()
    {
        using var folder = new TemporaryFolder();
        var open = Directory.CreateDirectory(Path.Combine(folder.Path, "open")).FullName;
        File.SetUnixFileMode(open, OwnFolder | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var leaking = Directory.CreateDirectory(Path.Combine(folder.Path, "leaking"), OwnFolder).FullName;
        await File.WriteAllTextAsync(Path.Combine(leaking, "key-1.xml"), "<key/>");
        File.SetUnixFileMode(Path.Combine(leaking, "key-1.xml"), OwnFile | UnixFileMode.GroupRead);

        foreach (var keys in (string[])[open, leaking])
        {
            var refused = await Assert.ThrowsAsync<StartRefusedException>(() =>
                RunningHost.StartAsync(settings: $"Keys:Folder={keys}")
            );
            Assert.Contains("chmod", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task With_a_certificate_they_are_encrypted_and_still_good_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        var keys = Path.Combine(folder.Path, "keys");
        var certificate = Path.Combine(folder.Path, "keys.pfx");
        using (var rsa = RSA.Create(3072))
        using (
            var made = new CertificateRequest("CN=keys", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pss).CreateSelfSigned(
                DateTimeOffset.UtcNow.AddDays(-1),
                DateTimeOffset.UtcNow.AddDays(1)
            )
        )
            await File.WriteAllBytesAsync(certificate, made.Export(X509ContentType.Pkcs12));
        string[] settings = [$"Keys:Folder={keys}", $"Keys:CertificateFile={certificate}"];

        var seal = await SealAsync(settings);
        var text = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(keys, "key-*.xml")));
        await using var restarted = await RunningHost.StartAsync(settings: settings);

        Assert.Contains("EncryptedData", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<masterKey", text, StringComparison.Ordinal);
        Assert.Equal("principals/x", restarted.Services.GetRequiredService<CallerSeal>().Open(seal).Id);
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_read_is_named()
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() =>
            RunningHost.StartAsync(settings: "Keys:CertificateFile=/no/such.pfx")
        );

        Assert.Contains("/no/such.pfx", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<string> SealAsync(params string[] settings)
    {
        await using var host = await RunningHost.StartAsync(settings: settings);
        return host.Services.GetRequiredService<CallerSeal>().Seal(new("principals/x", "X"));
    }
}
