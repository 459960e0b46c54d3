namespace MergeProgramme.Host.Hardening;

/// <summary>Keeps the framework's lines on each request out of the log: they hold whole addresses, and so the key of a calendar feed or who was searched for.</summary>
internal static class RequestLines
{
    /// <summary>Category of those lines. Traces tell of the same requests, without queries.</summary>
    public const string Category = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>Whatever the settings ask for, but for a setting that names the category for one provider.</summary>
    public static void Quieten(ILoggingBuilder logging) => logging.AddFilter(Category, LogLevel.Warning);
}
