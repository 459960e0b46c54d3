using System.Reflection;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Support;

namespace MergeProgramme.Platform.Data;

/// <summary>
/// Forward-only migrations: the platform's tables first, then the module's embedded <c>Migrations/0001_….sql</c> in order of their names.
/// <c>….sqlite.sql</c> and <c>….postgresql.sql</c> run on that database only, for what SQL has no common words for (triggers).
/// </summary>
internal static class Migrations
{
    public static void Run(
        string module,
        Assembly assembly,
        string system,
        Func<SupportedDatabases, UpgradeEngineBuilder> database
    )
    {
        var scripts = Scripts(typeof(Migrations).Assembly, system).Concat(Scripts(assembly, system)).ToList();
        var engine = database(DeployChanges.To)
            .WithScripts(scripts)
            .WithVariablesDisabled()
            .WithTransactionPerScript()
            .LogToNowhere()
            .Build();
        var unknown = engine.GetExecutedScripts().Except(scripts.Select(s => s.Name), StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
        {
            throw new InvalidOperationException(
                $"The database of {module} was written by a newer version (it has {string.Join(", ", unknown)}). Start that version, or restore a backup."
            );
        }
        var result = engine.PerformUpgrade();
        if (!result.Successful)
            throw new InvalidOperationException(
                $"Migration {result.ErrorScript?.Name} of {module} failed; nothing of it was kept.",
                result.Error
            );
    }

    private static IEnumerable<SqlScript> Scripts(Assembly assembly, string system)
    {
        foreach (
            var resource in assembly
                .GetManifestResourceNames()
                .Where(n => n.EndsWith(".sql", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        )
        {
            var only = resource.Split('.')[^2];
            if (only is "sqlite" or "postgresql" && only != system)
                continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return new SqlScript(resource, reader.ReadToEnd(), new SqlScriptOptions { ScriptType = ScriptType.RunOnce });
        }
    }
}
