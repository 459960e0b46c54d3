using MergeProgramme.Platform.Data;
using Microsoft.Extensions.Options;

namespace MergeProgramme.Host;

/// <summary>The folder with the SQLite files, which one host has at a time.</summary>
internal sealed class DataFolder(IOptions<DatabaseOptions> options) : IDisposable
{
    private FileStream? claim;

    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <exception cref="StartRefusedException">Another host has it.</exception>
    public void Claim()
    {
        if (options.Value.PostgreSql.Length > 0)
            return;
        // A folder that is there already is as the office has made it.
        var folder = (
            OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(options.Value.Folder)
                : Directory.CreateDirectory(options.Value.Folder, Own)
        ).FullName;
        try
        {
            claim = new FileStream(
                Path.Combine(folder, "host.lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (IOException e)
        {
            throw new StartRefusedException(
                $"Another MergeProgramme host is using {folder}. SQLite has one host at a time: stop the other one, give this one a folder of its own (--Database:Folder=…), or use PostgreSQL.",
                e
            );
        }
    }

    public void Dispose() => claim?.Dispose();
}
