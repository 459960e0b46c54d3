using System.Data.Common;
using System.Runtime.CompilerServices;

namespace MergeProgramme.Platform.Audit;

/// <summary>The verification of one module's log as it stands in its database.</summary>
/// <param name="reader">The module's database.</param>
/// <param name="anchors">What anchors say of this module.</param>
public sealed class LogVerification(LogReader reader, IEnumerable<AnchorPoint> anchors)
{
    /// <summary>Rows in the log, once it has run.</summary>
    public long Count { get; private set; }

    /// <summary>Rows whose data was pseudonymised as the log says, once it has run.</summary>
    public long PseudonymisedCount { get; private set; }

    /// <summary>Where the log says that it ends; null where it does not say.</summary>
    public LogHead? Head { get; private set; }

    /// <summary>All that is wrong, as it is found.</summary>
    /// <exception cref="AuditException">The database could not be read to the end.</exception>
    public async IAsyncEnumerable<AuditFinding> RunAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        Head = await reader.HeadAsync(cancellation);
        var (pseudonymised, wrong) = await PseudonymisedAsync(cancellation);
        foreach (var finding in wrong)
            yield return finding;
        var verifier = new ChainVerifier(reader.Module, Head, anchors, pseudonymised);
        await using var lines = reader.LinesAsync(cancellation).GetAsyncEnumerator(cancellation);
        while (await NextAsync(lines))
        {
            verifier.Add(lines.Current);
            foreach (var finding in verifier.TakeFindings())
                yield return finding;
        }
        verifier.Complete();
        (Count, PseudonymisedCount) = (verifier.Count, verifier.PseudonymisedCount);
        foreach (var finding in verifier.TakeFindings())
            yield return finding;
    }

    private async Task<(Dictionary<long, string> Hashes, List<AuditFinding> Findings)> PseudonymisedAsync(
        CancellationToken cancellation
    )
    {
        try
        {
            return await PseudonymisedEvents.ReadAsync(reader, cancellation);
        }
        catch (DbException e)
        {
            throw new AuditException($"The pseudonymised rows of {reader.Module} cannot be read: {e.Message}", e);
        }
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<LogLine> lines)
    {
        try
        {
            return await lines.MoveNextAsync();
        }
        catch (DbException e)
        {
            throw new AuditException($"The log of {reader.Module} cannot be read to its end: {e.Message}", e);
        }
    }
}
