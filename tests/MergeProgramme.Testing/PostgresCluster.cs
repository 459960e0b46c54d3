using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace MergeProgramme.Testing;

/// <summary>
/// A throw-away PostgreSQL cluster of this test process. It listens on a Unix socket in a folder that only its user may enter, so that clusters
/// of other processes and worktrees cannot collide with it and nobody else can reach it. A small supervisor process stops it and
/// deletes its folder when this process ends, however it ends.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string FolderPrefix = "mergeprogramme-pg-";
    private const string Superuser = "postgres";

    // The supervisor reads until its input ends: the kernel closes the pipe even when the test process is killed.
    private const string SupervisorScript = """
        trap '' INT HUP TERM
        "$1/pg_ctl" --pgdata="$2/data" --log="$2/log" --wait --timeout=30 --silent --options="$3" start || exit 1
        echo ready
        while read -r _; do :; done
        "$1/pg_ctl" --pgdata="$2/data" --wait --silent --mode=immediate stop
        rm -rf "$2"
        """;

    // Nothing here must survive a crash, so nothing waits for the disk.
    private const string ServerOptions =
        "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=800 -c shared_buffers=64MB -c jit=off -c listen_addresses=''";

    private static readonly string[] InitOptions =
    [
        "--encoding=UTF8",
        "--locale=C",
        "--auth=trust",
        $"--username={Superuser}",
        "--no-sync",
        "--no-instructions",
    ];

    private static readonly TimeSpan SweepAge = TimeSpan.FromMinutes(2);
    private static readonly Lazy<Task<PostgresCluster>> Shared = new(() => Task.Run(StartAsync));

    private readonly FileStream heldLock;
    private readonly Process keeper;
    private int databases;
    private int stopped;

    private PostgresCluster(string folder, FileStream ownerLock, Process supervisor)
    {
        Folder = folder;
        heldLock = ownerLock;
        keeper = supervisor;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();
    }

    /// <summary>The folder that holds the data, the log and the socket. It is gone when the cluster has stopped.</summary>
    public string Folder { get; }

    /// <summary>The cluster that all tests of this process share, started at the first call.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is missing (the message says what to install) or does not start.</exception>
    public static Task<PostgresCluster> SharedAsync() => Shared.Value;

    /// <summary>Starts a cluster of one's own, for a test that stops the server. Others use <see cref="SharedAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is missing (the message says what to install) or does not start.</exception>
    public static async Task<PostgresCluster> StartAsync()
    {
        string binaries = FindBinaries(Environment.GetEnvironmentVariable("PATH") ?? "", "/usr/lib/postgresql");
        string? user = UnprivilegedUser();
        SweepStale(Path.GetTempPath(), SweepAge);
        string? template = await TemplateAsync(binaries, user);
        if (template is not null)
        {
            try
            {
                return await StartAsync(binaries, user, template);
            }
            catch (InvalidOperationException)
            {
                // A template that a crash of the machine spoilt must not spoil every run after it.
                Directory.Delete(template, recursive: true);
            }
        }
        return await StartAsync(binaries, user, template: null);
    }

    /// <summary>Creates an empty database (UTF-8, collation C).</summary>
    /// <returns>The connection string of a superuser on it.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        string name = $"test_{Interlocked.Increment(ref databases).ToString(CultureInfo.InvariantCulture)}";
        await ExecuteAsync($"CREATE DATABASE {name}");
        return ConnectionString(name);
    }

    /// <summary>Drops a database that <see cref="CreateDatabaseAsync"/> made, open connections or not. Only worth it where a test makes many.</summary>
    public async Task DropDatabaseAsync(string connectionString)
    {
        using (var connection = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }
        await ExecuteAsync(
            $"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)"
        );
    }

    /// <summary>Stops the cluster and deletes its folder.</summary>
    public ValueTask DisposeAsync()
    {
        Stop();
        return ValueTask.CompletedTask;
    }

    /// <summary>The folder that holds initdb, pg_ctl and postgres: of the search path, else the newest of Debian's.</summary>
    /// <param name="searchPath">Folders with <c>:</c> between.</param>
    /// <param name="debianRoot">The folder that holds <c>VERSION/bin</c>.</param>
    /// <exception cref="InvalidOperationException">None; the message says what to install.</exception>
    public static string FindBinaries(string searchPath, string debianRoot)
    {
        IEnumerable<string> onPath = searchPath.Split(':', StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> ofDebian = Directory.Exists(debianRoot)
            ? Directory
                .GetDirectories(debianRoot)
                .OrderByDescending(folder =>
                    int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int version) ? version : 0
                )
                .Select(folder => Path.Combine(folder, "bin"))
            : [];
        return onPath
                .Concat(ofDebian)
                .FirstOrDefault(folder =>
                    Array.TrueForAll(["initdb", "pg_ctl", "postgres"], tool => File.Exists(Path.Combine(folder, tool)))
                )
            ?? throw new InvalidOperationException(
                "PostgreSQL is not installed: initdb, pg_ctl and postgres stand neither in PATH nor under "
                    + $"{debianRoot}. Install it: apt-get install postgresql-15"
            );
    }

    /// <summary>Stops and deletes clusters whose process is gone, together with its supervisor, such as after the out-of-memory killer.</summary>
    /// <param name="root">The folder that holds the clusters' folders.</param>
    /// <param name="minimumAge">Younger ones may still be starting and are left alone.</param>
    public static void SweepStale(string root, TimeSpan minimumAge)
    {
        foreach (string stale in Directory.GetDirectories(root, FolderPrefix + "*"))
        {
            try
            {
                if (DateTime.UtcNow - Directory.GetCreationTimeUtc(stale) < minimumAge)
                {
                    continue;
                }
                using FileStream abandoned = HoldLock(stale);
                KillServer(stale);
                Directory.Delete(stale, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It is in use, belongs to another user, or is being swept by another process too.
            }
        }
    }

    private static async Task<PostgresCluster> StartAsync(string binaries, string? user, string? template)
    {
        string folder = CreateFolder(user);
        FileStream ownerLock = HoldLock(folder);
        Process? supervisor = null;
        try
        {
            string data = Path.Combine(folder, "data");
            if (template is null)
            {
                await RunAsync(user, folder, Path.Combine(binaries, "initdb"), [.. InitOptions, "--pgdata", data]);
            }
            else
            {
                await RunAsync(null, folder, "cp", ["-a", template, data]);
            }
            string options = $"{ServerOptions} -c unix_socket_directories={folder}";
            supervisor = Launch(user, folder, "sh", ["-c", SupervisorScript, "supervisor", binaries, folder, options]);
            if (await supervisor.StandardOutput.ReadLineAsync() != "ready")
            {
                string log = Path.Combine(folder, "log");
                string said = await supervisor.StandardError.ReadToEndAsync();
                throw new InvalidOperationException(
                    $"PostgreSQL did not start.\n{said}\n{(File.Exists(log) ? await File.ReadAllTextAsync(log) : "")}"
                );
            }
            return new PostgresCluster(folder, ownerLock, supervisor);
        }
        catch
        {
            supervisor?.Dispose();
            await ownerLock.DisposeAsync();
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>A folder with an initialised, never started cluster, kept between runs because initdb is slower than all the rest.</summary>
    /// <returns>Null where the user has no cache folder that can be written.</returns>
    private static async Task<string?> TemplateAsync(string binaries, string? user)
    {
        string version = await RunAsync(null, "/", Path.Combine(binaries, "postgres"), ["--version"]);
        string caches =
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME")
            ?? (Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".cache") : "");
        if (caches.Length == 0)
        {
            return null;
        }
        string key = string.Join('\n', [version, user ?? Environment.UserName, .. InitOptions]);
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16];
        string template = Path.Combine(caches, "mergeprogramme", $"postgres-{hash}");
        if (Directory.Exists(template))
        {
            return template;
        }
        string folder = CreateFolder(user);
        string copy = $"{template}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(template)!);
            string data = Path.Combine(folder, "data");
            await RunAsync(user, folder, Path.Combine(binaries, "initdb"), [.. InitOptions, "--pgdata", data]);
            await RunAsync(null, folder, "cp", ["-a", data, copy]);
            // Renaming is atomic: another process sees the whole template or none.
            Directory.Move(copy, template);
            return template;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(copy))
            {
                Directory.Delete(copy, recursive: true);
            }
            return Directory.Exists(template) ? template : null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>PostgreSQL refuses to run as root: the user to run it as, or null when the present one will do.</summary>
    private static string? UnprivilegedUser()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return null;
        }
        string[] known = [.. File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0])];
        return Array.Find(["postgres", "nobody"], known.Contains)
            ?? throw new InvalidOperationException(
                "PostgreSQL does not run as root, and neither the user postgres nor nobody exists."
            );
    }

    private static string CreateFolder(string? owner)
    {
        string folder = Directory.CreateTempSubdirectory(FolderPrefix).FullName;
        if (owner is not null)
        {
            using Process chown = Process.Start("chown", [owner, folder]);
            chown.WaitForExit();
        }
        return folder;
    }

    // An advisory lock: it ends with the process that holds it, whatever ends that.
    private static FileStream HoldLock(string folder) =>
        new(Path.Combine(folder, "owner.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private static void KillServer(string folder)
    {
        string pidFile = Path.Combine(folder, "data", "postmaster.pid");
        if (
            !File.Exists(pidFile)
            || !int.TryParse(File.ReadLines(pidFile).FirstOrDefault(), CultureInfo.InvariantCulture, out int pid)
        )
        {
            return;
        }
        string commandLine = $"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/cmdline";
        // The number may have passed on to another program since.
        if (File.Exists(commandLine) && File.ReadAllText(commandLine).Contains(folder, StringComparison.Ordinal))
        {
            using var server = Process.GetProcessById(pid);
            server.Kill();
            server.WaitForExit(TimeSpan.FromSeconds(10));
        }
    }

    private static Process Launch(string? user, string folder, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(user is null ? program : "runuser")
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] all = user is null ? arguments : ["-u", user, "--", program, .. arguments];
        foreach (string argument in all)
        {
            start.ArgumentList.Add(argument);
        }
        foreach (string variable in start.Environment.Keys.Where(key => key.StartsWith("PG", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(variable);
        }
        return Process.Start(start)!;
    }

    private static async Task<string> RunAsync(string? user, string folder, string program, string[] arguments)
    {
        using Process process = Launch(user, folder, program, arguments);
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException(
                $"{program} ended with {process.ExitCode.ToString(CultureInfo.InvariantCulture)}: {await errors}"
            );
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = Folder,
            Username = Superuser,
            Database = database,
            MaxPoolSize = 20,
            IncludeErrorDetail = true,
        }.ConnectionString;

    private void Stop()
    {
        if (Interlocked.Exchange(ref stopped, 1) != 0)
        {
            return;
        }
        keeper.StandardInput.Close();
        if (keeper.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            keeper.Dispose();
        }
        heldLock.Dispose();
    }
}
