using System.Security.Cryptography.X509Certificates;
using MergeProgramme.Platform.Data;
using Microsoft.AspNetCore.DataProtection;

namespace MergeProgramme.Host.Hardening;

/// <summary>The data-protection keys: files that only the host's own user may read, outside the databases that they protect.</summary>
internal static class KeyFolder
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OfOthers =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    /// <summary>Registers the keys. With <c>Keys:CertificateFile</c> they are encrypted at rest with that certificate.</summary>
    /// <exception cref="StartRefusedException">Others may read the folder, or the certificate cannot be read.</exception>
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        var folder = configuration["Keys:Folder"] is { Length: > 0 } set
            ? set
            : Path.Combine(
                configuration["Database:Folder"] is { Length: > 0 } data ? data : new DatabaseOptions().Folder,
                "keys"
            );
        var protection = services.AddDataProtection().SetApplicationName("mergeprogramme").PersistKeysToFileSystem(Open(folder));
        if (configuration["Keys:CertificateFile"] is { Length: > 0 })
        {
            X509Certificate2 certificate = Listening.ReadCertificate(configuration, "Keys");
            protection.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
        }
    }

    private static DirectoryInfo Open(string folder)
    {
        if (OperatingSystem.IsWindows())
            return Directory.CreateDirectory(folder);
        var keys = Directory.CreateDirectory(folder, Own);
        foreach (var one in keys.EnumerateFiles("key-*.xml").Prepend<FileSystemInfo>(keys))
        {
            if ((one.UnixFileMode & OfOthers) != UnixFileMode.None)
            {
                throw new StartRefusedException(
                    $"Keys:Folder: others than the host's own user may enter or read {one.FullName}. chmod -R go= {keys.FullName}"
                );
            }
        }
        return keys;
    }
}
