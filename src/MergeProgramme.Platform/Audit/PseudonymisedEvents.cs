using System.Globalization;
using MergeProgramme.Platform.Events;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Platform.Audit;

/// <summary>
/// The rows of a log whose data was pseudonymised. The table that lists them is believed only where the event that tells of the erasure, which
/// stands in the chain, has the hash of its list.
/// </summary>
public static class PseudonymisedEvents
{
    /// <summary>SHA-256 over the rows of one erasure, in lower-case hexadecimal digits.</summary>
    public static string HashOf(IEnumerable<(long Sequence, string DataHash)> rows) =>
        RowsHash.Of(
            rows.Select(r =>
            {
                var number = r.Sequence.ToString("D19", CultureInfo.InvariantCulture);
                return (number, (IReadOnlyList<string>)[number, r.DataHash]);
            })
        );

    /// <summary>The hash that the data of each of them must have, and what is wrong with the list.</summary>
    internal static async Task<(Dictionary<long, string> Hashes, List<AuditFinding> Findings)> ReadAsync(
        LogReader reader,
        CancellationToken cancellation
    )
    {
        Dictionary<long, string> hashes = [];
        List<AuditFinding> findings = [];
        // A database of before there was any has no such table.
        if (!(await reader.TablesAsync(cancellation)).ContainsKey("pseudonymised_events"))
            return (hashes, findings);
        Dictionary<string, List<(long Sequence, string DataHash)>> lists = new(StringComparer.Ordinal);
        await using (
            var rows = await reader.QueryAsync("SELECT erasure, sequence, data_hash FROM pseudonymised_events", cancellation)
        )
        {
            while (await rows.ReadAsync(cancellation))
            {
                if (
                    rows.GetValue(0) is not string erasure
                    || rows.GetValue(1) is not long row
                    || rows.GetValue(2) is not string hash
                )
                    continue;
                if (!lists.TryGetValue(erasure, out var list))
                    lists[erasure] = list = [];
                list.Add((row, hash));
            }
        }
        foreach (var (sequence, told) in await ToldAsync(reader, cancellation))
        {
            var list = lists.Remove(told.Erasure, out var listed) ? listed : [];
            if (HashOf(list) == told.EventsHash && list.Count == told.EventCount && list.TrueForAll(r => r.Sequence < sequence))
            {
                // Later erasures come later: the last one says what stands there now.
                foreach (var (row, hash) in list)
                    hashes[row] = hash;
                continue;
            }
            findings.Add(
                new(
                    reader.Module,
                    AuditFindingKind.Altered,
                    sequence,
                    sequence,
                    "pseudonymised_events does not list the rows whose data this erasure pseudonymised"
                )
            );
        }
        if (lists.Count > 0)
            findings.Add(
                new(
                    reader.Module,
                    AuditFindingKind.Inserted,
                    0,
                    -1,
                    "pseudonymised_events lists rows of an erasure that no row of the log tells of: they were put in past the host"
                )
            );
        return (hashes, findings);
    }

    private static async Task<List<(long Sequence, PersonalDataErased Told)>> ToldAsync(
        LogReader reader,
        CancellationToken cancellation
    )
    {
        List<(long, PersonalDataErased)> told = [];
        await using var rows = await reader.QueryAsync(
            "SELECT sequence, data FROM events WHERE type LIKE '%.personal-data.erased' ORDER BY sequence",
            cancellation
        );
        while (await rows.ReadAsync(cancellation))
        {
            if (
                rows.GetValue(0) is long sequence
                && rows.GetValue(1) is string data
                && EventData.TryParse(data) is PersonalDataErased erased
            )
                told.Add((sequence, erased));
        }
        return told;
    }
}
