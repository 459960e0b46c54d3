using System.Text;
using MergeProgramme.Platform.Audit;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Modules;

namespace MergeProgramme.Host.Audit;

/// <summary>The verb <c>audit</c>: holds the logs against their hashes, or writes their heads down. It only reads, also beside a running host.</summary>
internal static class AuditCommand
{
    /// <summary>Where the host keeps its daily anchors; not set: it makes none.</summary>
    public const string FolderSetting = "Audit:AnchorFolder";

    public const string Help = """
        Usage: tools/audit verify [--anchors FOLDER] [--Key:Name=value …]
               tools/audit anchor [--to FOLDER]      [--Key:Name=value …]
               (installed: MergeProgramme.Host audit …)

          verify   Reads every module's event log from its first row to its last and says of each row that was altered, removed, inserted,
                   moved or written anew which one it is and what is wrong with it. One line for each finding, then one for each module:
                   rows, the last row, its hash.
                   Then it holds the tables against the log: each resource (a programme, a mandate, a section …) as it is stored against the
                   last row of the log that tells of it, and says which were altered, put in or removed past the host.
                   Compared: columns with the name of a field (texts, numbers, dates, amounts, states), lists and parts in tables of their
                   own (decisions, section_goals …), which sign-in is which person, and where a resource stands. Not compared: etags;
                   what changes without an event of its own or is left out of events (a mandate's text_hash and update_time, when
                   somebody was last seen, the text of personal notes, a session's key); answers to gate points before the decision; when
                   and how a condition was met; reference data of migrations (templates, gate points); answers kept for repeated requests;
                   what a module keeps of others' resources (known_…).
                   A row whose data was pseudonymised when somebody was forgotten is right where the event that tells of the erasure has the
                   hash of the list that it stands in (pseudonymised_events), and its data is as it was then; such rows are counted.
          anchor   Prints the heads of all logs (the number and hash of each last row) as JSON.

          --anchors FOLDER   Holds the logs against the anchors of this folder too, and the anchors against each other. Only an anchor
                             that was kept elsewhere shows that a log was written anew from some row on, with hashes that fit.
                             Without it: the folder Audit:AnchorFolder, where that is set.
          --to FOLDER        Writes the next anchor (anchor-000001.json …) into this folder instead of printing one. It holds the hash
                             of the one before. Keep the folder where nobody can write who can write to the database.

        Settings are the host's (Database:Folder, Database:PostgreSql, Modules:NAME:Address …), from the same places; see --help of the host.
        Modules that another host serves are verified there. Nothing is written to the database, and the host may be running.

        Exit code 0: nothing is wrong. 1: something is. 2: it could not be looked at, or the command is not understood.
        """;

    private const int Right = 0;
    private const int Wrong = 1;
    private const int NotDone = 2;

    /// <summary>Runs the verb.</summary>
    /// <param name="args">What stands after <c>audit</c>.</param>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        if (args.Any(a => a is "--help" or "-h" or "help"))
        {
            await output.WriteLineAsync(Help);
            return Right;
        }
        var (option, settings, misunderstood) = Read(args);
        if (misunderstood.Length > 0)
        {
            await errors.WriteLineAsync($"{misunderstood} --help says what there is.");
            return NotDone;
        }
        try
        {
            var host = Describe(settings);
            return args[0] == "verify"
                ? await VerifyAsync(host, option ?? host.AnchorFolder, output)
                : await AnchorAsync(host, option, output);
        }
        catch (AuditException e)
        {
            await errors.WriteLineAsync(e.Message);
            return NotDone;
        }
    }

    private static async Task<int> VerifyAsync(HostDescription host, string? anchorFolder, TextWriter output)
    {
        var anchors = anchorFolder is null ? [] : AnchorFolder.Read(anchorFolder);
        var found = 0L;
        foreach (var finding in AnchorRules.Check(anchors))
            await SayAsync(finding);
        var summary = new StringBuilder();
        foreach (var module in host.Modules)
        {
            await using var reader = await LogReader.OpenAsync(module.Name, host.Database);
            var verification = new LogVerification(reader, AnchorRules.Of(anchors, module.Name));
            var before = found;
            var state = new StateVerification(reader, module.Service);
            await foreach (var finding in verification.RunAsync())
                await SayAsync(finding);
            await foreach (var finding in state.RunAsync())
                await SayAsync(finding);
            summary.AppendLine(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{module.Name, -14} {verification.Count, 9} rows,{(verification.PseudonymisedCount > 0 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" {verification.PseudonymisedCount} of them pseudonymised,") : "")} {state.Count, 7} resources, last {verification.Head?.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unknown"} {verification.Head?.Hash} {(found == before ? "as written" : $"{found - before} wrong")}"
            );
        }
        await output.WriteAsync(summary);
        if (anchorFolder is not null)
            await output.WriteLineAsync($"{anchors.Count} anchors in {Path.GetFullPath(anchorFolder)}");
        await output.WriteLineAsync(
            found == 0 ? "Nothing is wrong."
            : found == 1 ? "1 finding."
            : $"{found} findings."
        );
        return found == 0 ? Right : Wrong;

        Task SayAsync(AuditFinding finding)
        {
            found++;
            return output.WriteLineAsync(finding.ToString());
        }
    }

    private static async Task<int> AnchorAsync(HostDescription host, string? folder, TextWriter output)
    {
        var heads = new List<AnchoredHead>();
        foreach (var module in host.Modules)
        {
            await using var reader = await LogReader.OpenAsync(module.Name, host.Database);
            var head =
                await reader.HeadAsync()
                ?? throw new AuditException($"The log of {module.Name} has no head; tools/audit verify says what else is wrong.");
            heads.Add(new(module.Name, head.Sequence, head.Hash));
        }
        var now = TimeProvider.System.GetUtcNow();
        await output.WriteLineAsync(
            folder is null
                ? Encoding.UTF8.GetString(Anchor.Alone(now, heads).ToBytes()).TrimEnd()
                : Path.Combine(Path.GetFullPath(folder), AnchorFolder.Write(folder, now, heads))
        );
        return Right;
    }

    // A misspelt option would verify less than was asked for, so nothing is passed over.
    private static (string? Option, string[] Settings, string Misunderstood) Read(string[] args)
    {
        if (args.Length == 0 || args[0] is not ("verify" or "anchor"))
            return (null, [], args.Length == 0 ? "Say verify or anchor." : $"There is no 'audit {args[0]}'.");
        var name = args[0] == "verify" ? "--anchors" : "--to";
        string? option = null;
        var settings = new List<string>();
        for (var i = 1; i < args.Length; i++)
        {
            if (args[i] == name && i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal))
                option = args[++i];
            else if (args[i].StartsWith($"{name}=", StringComparison.Ordinal))
                option = args[i][(name.Length + 1)..];
            else if (
                args[i].StartsWith("--", StringComparison.Ordinal)
                && args[i].IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
                && args[i].IndexOf('=', StringComparison.Ordinal) > colon
            )
                settings.Add(args[i]);
            else
                return (null, [], args[i] == name ? $"{name} needs a folder." : $"'{args[i]}' is not understood.");
        }
        return option?.Length == 0 ? (null, [], $"{name} needs a folder.") : (option, [.. settings], "");
    }

    // The host's settings and modules, without starting, claiming or migrating anything.
    private static HostDescription Describe(string[] settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings { Args = settings, ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Services.AddModules(builder.Configuration);
        using var services = builder.Services.BuildServiceProvider();
        return new(
            [.. services.GetServices<Module>().Where(m => m.IsLocal)],
            builder.Configuration.GetSection("Database").Get<DatabaseOptions>() ?? new(),
            builder.Configuration[FolderSetting] is { Length: > 0 } folder ? folder : null
        );
    }

    private sealed record HostDescription(IReadOnlyList<Module> Modules, DatabaseOptions Database, string? AnchorFolder);
}
