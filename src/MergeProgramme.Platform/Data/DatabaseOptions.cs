namespace MergeProgramme.Platform.Data;

/// <summary>Configuration section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>Where SQLite keeps a file per module. Relative to the working folder.</summary>
    public string Folder { get; set; } = "data";

    /// <summary>Connection string of a PostgreSQL database. Empty: SQLite.</summary>
    public string PostgreSql { get; set; } = "";

    /// <summary>Most writes that share one SQLite commit. 1 commits each alone.</summary>
    public int CommitGroupSize { get; set; } = 256;
}
