namespace MergeProgramme.Host.Hardening;

/// <summary>Keeps the framework's lines on each request out of the log: they hold whole addresses, and so the key of a calendar feed or who was searched for.</summary>
internal static class RequestLines
{
    /// <summary>Category of those lines. Traces tell of the same requests, without queries.</summary>
    public const string Category = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>Whatever the settings ask for, of all providers or of one.</summary>
    public static void Quieten(IServiceCollection services) =>
        services.PostConfigure<LoggerFilterOptions>(filters =>
        {
            // A rule for one provider outdoes those for all: each that has any gets this one too, and the last of equals counts.
            foreach (var provider in filters.Rules.Select(r => r.ProviderName).Append(null).Distinct().ToList())
                filters.Rules.Add(new(provider, Category, LogLevel.Warning, filter: null));
        });
}
