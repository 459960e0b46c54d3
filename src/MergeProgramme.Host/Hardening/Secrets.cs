using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.Json;
using Npgsql;

namespace MergeProgramme.Host.Hardening;

/// <summary>
/// Secrets come from the environment or from files: <c>NAME_FILE</c> in the environment names a file with the value of NAME, and each file of the folder
/// <c>Secrets:Folder</c> holds the setting of its name. Whoever may list processes sees a command line, and settings files are copied about.
/// </summary>
internal static class Secrets
{
    private const string FileSuffix = "_FILE";

    private static readonly string[] Endings = ["Secret", "Password", "Passphrase", "PrivateKey", "ApiKey"];

    /// <summary>Reads the files, and refuses secrets that stand where they must not.</summary>
    /// <exception cref="StartRefusedException">A secret stands in a settings file or on the command line, a file is missing, or a setting has both.</exception>
    public static void Read(ConfigurationManager configuration)
    {
        if (configuration["Secrets:Folder"] is { Length: > 0 } folder)
        {
            if (!Directory.Exists(folder))
                throw new StartRefusedException($"Secrets:Folder is '{folder}', which is no folder.");
            configuration.AddKeyPerFile(Path.GetFullPath(folder));
        }
        var fromFiles = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, file) in configuration.AsEnumerable())
        {
            if (
                key.EndsWith(FileSuffix, StringComparison.Ordinal)
                && key.Contains(':', StringComparison.Ordinal)
                && file is { Length: > 0 }
            )
                fromFiles[key[..^FileSuffix.Length]] = ReadFile(configuration, key, file);
        }
        if (fromFiles.Count > 0)
            configuration.AddInMemoryCollection(fromFiles);
        foreach (var provider in ((IConfigurationRoot)configuration).Providers)
            RefuseIn(provider, configuration);
    }

    private static string ReadFile(IConfiguration configuration, string key, string file)
    {
        if (configuration[key[..^FileSuffix.Length]] is { Length: > 0 })
            throw new StartRefusedException($"{key} and {key[..^FileSuffix.Length]} are both set. Keep one of them.");
        try
        {
            return File.ReadAllText(file).TrimEnd('\r', '\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{key} is '{file}', which cannot be read.", e);
        }
    }

    private static void RefuseIn(IConfigurationProvider provider, IConfiguration configuration)
    {
        if (MayStandIn(provider))
            return;
        var where = provider is JsonConfigurationProvider json ? json.Source.Path : "the command line";
        foreach (var (key, _) in configuration.AsEnumerable())
        {
            if (provider.TryGet(key, out var value) && IsSecret(key, value ?? ""))
            {
                var variable = key.Replace(":", "__", StringComparison.Ordinal);
                throw new StartRefusedException(
                    $"{key} holds a secret and stands in {where}. Put it into the environment ({variable}), or into a file that {variable}_FILE names."
                );
            }
        }
    }

    /// <summary>Whether a secret may stand where this comes from: not in settings files, nor on the command line.</summary>
    public static bool MayStandIn(IConfigurationProvider provider) =>
        provider is not (JsonConfigurationProvider or JsonStreamConfigurationProvider or CommandLineConfigurationProvider);

    /// <summary>Whether a setting is one that others must not see.</summary>
    internal static bool IsSecret(string key, string value) =>
        value.Length > 0
        && (
            key.Equals("Database:PostgreSql", StringComparison.OrdinalIgnoreCase)
                ? HasPassword(value)
                : Array.Exists(Endings, ending => key.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        );

    private static bool HasPassword(string connection)
    {
        try
        {
            return !string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(connection).Password);
        }
        catch (ArgumentException)
        {
            // Said by whoever connects with it; what it holds is not known.
            return true;
        }
    }
}
