using System.Globalization;
using MergeProgramme.Platform.Audit;

namespace MergeProgramme.Platform.Tests.Audit;

/// <summary>A log as a host writes it, and what people do to it.</summary>
internal static class SampleLog
{
    public const string Module = "mandates";

    public static List<LogLine> Of(int rows)
    {
        var log = new List<LogLine>();
        for (var n = 1; n <= rows; n++)
        {
            var time = DateTimeOffset.UnixEpoch.AddDays(17_500).AddSeconds(n);
            log.Add(
                new()
                {
                    Source = Module,
                    Sequence = n,
                    Id = Guid.CreateVersion7(time).ToString(),
                    Type = n % 3 == 0 ? "mandates.section.updated" : "mandates.mandate.updated",
                    Subject = string.Create(CultureInfo.InvariantCulture, $"programmes/x/mandates/{n % 4}"),
                    Time = time.ToUnixTimeMilliseconds() * 1000 + 7,
                    Actor = n % 5 == 0 ? "system:loader" : "principals/kari",
                    Origin = n % 2 == 0 ? "192.0.2.7" : "",
                    RequestId = n % 7 == 0 ? "r-1" : "",
                    Traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                    Data = string.Create(
                        CultureInfo.InvariantCulture,
                        $"mergeprogramme.mandates.v1.Mandate\n{{ \"title\": \"Utkast {n}\" }}"
                    ),
                }
            );
        }
        return Rewritten(log, 1);
    }

    /// <summary>With hashes made anew from a row on, as somebody does who can read this code.</summary>
    public static List<LogLine> Rewritten(IEnumerable<LogLine> log, long from)
    {
        var result = new List<LogLine>();
        foreach (var line in log)
        {
            var written = line;
            if (line.Sequence >= from)
            {
                written = line with
                {
                    DataHash = LogLine.Sha256(line.Data!),
                    PreviousHash = result.Count == 0 ? LogLine.NoHash : result[^1].Hash,
                };
                written = written with { Hash = written.HashAs() };
            }
            result.Add(written);
        }
        return result;
    }

    public static LogHead HeadOf(List<LogLine> log) => new(log.Count, log.Count == 0 ? LogLine.NoHash : log[^1].Hash);

    public static List<AuditFinding> Verify(IEnumerable<LogLine> log, LogHead? head, params AnchorPoint[] anchors)
    {
        var verifier = new ChainVerifier(Module, head, anchors);
        var found = new List<AuditFinding>();
        foreach (var line in log.OrderBy(l => l.Sequence))
        {
            verifier.Add(line);
            found.AddRange(verifier.TakeFindings());
        }
        verifier.Complete();
        found.AddRange(verifier.TakeFindings());
        return found;
    }
}
