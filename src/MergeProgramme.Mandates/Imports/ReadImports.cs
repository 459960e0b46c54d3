using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Imports.Reading;
using MergeProgramme.Mandates.Imports.Recognition;
using MergeProgramme.Mandates.Templates;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MergeProgramme.Mandates.Imports;

/// <summary>
/// Reads long documents in the background, one after the other. A host that ends in between takes them up when it starts again; should several hosts read the
/// same one, the first to finish counts.
/// </summary>
internal sealed class ReadImports([FromKeyedServices(MandatesModule.Name)] ModuleDatabase database, ILogger<ReadImports> log)
    : BackgroundService
{
    // Another host may have taken one in, or have ended while it read one.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim arrived = new(0);

    /// <summary>Says that there is something to read.</summary>
    public void Wake() => arrived.Release();

    /// <inheritdoc/>
    public override void Dispose()
    {
        arrived.Dispose();
        base.Dispose();
    }

    /// <summary>What a reading needs to know beside the source: the template, the words of headings, the outside bodies.</summary>
    public static async Task<(HeadingWords Words, CandidateContext Context)> PrepareAsync(
        Session session,
        Template template,
        string ownCode,
        DateOnly reference
    ) =>
        (
            new HeadingWords(template.Sections, await ImportTable.HeadingWordsAsync(session)),
            new CandidateContext(template.Sections, ownCode, await ImportTable.OutsideBodiesAsync(session), reference)
        );

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Caller.Set(Caller.Internal("mandates.read-imports"));
        try
        {
            while (true)
            {
                var wait = await TryAsync(stoppingToken) ? Look : Retry;
                await arrived.WaitAsync(wait, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host ends; the next start takes up what is left.
        }
    }

    private async Task<bool> TryAsync(CancellationToken cancellation)
    {
        try
        {
            var waiting = await database.ReadAsync(
                session =>
                    session.QueryAsync<string>(
                        "SELECT name FROM imports WHERE state = @Reading ORDER BY create_time, name",
                        new { ImportState.Reading }
                    ),
                cancellation
            );
            foreach (var name in waiting)
                await ReadAsync(name, cancellation);
            return true;
        }
        catch (Exception e) when (e is DatabaseBusyException or System.Data.Common.DbException)
        {
            log.LogWarning(e, "An import could not be read; tried again soon");
            return false;
        }
    }

    private async Task ReadAsync(string name, CancellationToken cancellation)
    {
        var (import, source, words, context) = await database.ReadAsync(
            async session =>
            {
                var import = await session.FindAsync<Import>("SELECT * FROM imports WHERE name = @name", new { name });
                var source = await session.FindAsync<SourceRow>(
                    "SELECT is_text, content, own_code FROM import_sources WHERE import = @name",
                    new { name }
                );
                var template = import is null ? null : await TemplateTable.FindAsync(session, import.Template);
                if (import is null || source is null || template is null)
                    return default;
                var (words, context) = await PrepareAsync(
                    session,
                    template,
                    source.OwnCode,
                    import.DocumentDate.ToDateOnly()!.Value
                );
                return (import, source, words, context);
            },
            cancellation
        );
        if (import is null)
            return;
        ReadImport? read = null;
        var failure = "";
        try
        {
            var text = Source(source);
            await SayAsync(name, 20, cancellation);
            read = ImportReading.Read(text, words, context);
            await SayAsync(name, 80, cancellation);
        }
        catch (Problem e)
        {
            failure = e.Violations[0].Reason;
        }
        catch (Exception e)
            when (e
                    is not (
                        OperationCanceledException
                        or OutOfMemoryException
                        or DatabaseBusyException
                        or System.Data.Common.DbException
                    )
            )
        {
            // One that cannot be read must not keep the others waiting for ever.
            log.LogError(e, "{Import} could not be read", name);
            failure = Reason.SourceBroken;
        }
        await database.WriteAsync(
            async session =>
            {
                var current = await session.FindAsync<Import>("SELECT * FROM imports WHERE name = @name", new { name });
                // Deleted meanwhile, or read by another host.
                if (current is null || current.State != ImportState.Reading)
                    return false;
                current.State = read is null ? ImportState.Failed : ImportState.Ready;
                (current.ProgressPercent, current.FailureReason) = (100, failure);
                await session.ExecuteAsync("DELETE FROM import_sources WHERE import = @name", new { name });
                if (read is not null)
                    await ImportTable.InsertReadAsync(session, current, read);
                await ImportTable.UpdateAsync(session, current);
                session.Append("mandates.import.read", name, current);
                return true;
            },
            "",
            cancellation
        );
    }

    private static Source Source(SourceRow source) =>
        source.IsText == 1 ? PlainSource.Read(source.Content) : WordSource.Read(Convert.FromBase64String(source.Content));

    private Task SayAsync(string name, int percent, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
                await session.ExecuteAsync(
                    "UPDATE imports SET progress_percent = @percent WHERE name = @name AND state = @Reading",
                    new
                    {
                        name,
                        percent,
                        ImportState.Reading,
                    }
                ) > 0,
            "",
            cancellation
        );

    private sealed class SourceRow
    {
        public int IsText { get; set; }
        public string Content { get; set; } = "";
        public string OwnCode { get; set; } = "";
    }
}
