using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Documents;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Reports;

/// <summary>What a report consists of, and when a part of it is ready. Pure.</summary>
internal static class ReportRules
{
    private const string Field = "report_part";

    /// <summary>All parts in their order, with the last part of their names.</summary>
    public static IReadOnlyList<(ReportPartKind Kind, string Id)> Parts { get; } =
    [
        (ReportPartKind.Time, "time"),
        (ReportPartKind.Cost, "cost"),
        (ReportPartKind.Scope, "scope"),
        (ReportPartKind.Benefits, "benefits"),
        (ReportPartKind.Risk, "risk"),
        (ReportPartKind.Done, "done"),
        (ReportPartKind.Next, "next"),
        (ReportPartKind.Decisions, "decisions"),
        (ReportPartKind.Deviations, "deviations"),
    ];

    /// <summary>Whether a part has a status; the others are text only.</summary>
    public static bool IsDimension(ReportPartKind kind) => kind is >= ReportPartKind.Time and <= ReportPartKind.Risk;

    /// <summary>A status against the last report's.</summary>
    public static ReportTrend Trend(ReportStatus status, ReportStatus previous) =>
        status == ReportStatus.Unspecified || previous == ReportStatus.Unspecified ? ReportTrend.Unspecified
        : status < previous ? ReportTrend.Better
        : status > previous ? ReportTrend.Worse
        : ReportTrend.Same;

    /// <summary>What is missing before a part can be submitted.</summary>
    public static IEnumerable<ReportPartLack> Lacks(ReportPart part)
    {
        if (part.Confirmation == PartConfirmation.Unspecified)
            yield return ReportPartLack.Confirmation;
        var isEmpty = string.IsNullOrWhiteSpace(part.Text);
        if (IsDimension(part.Kind))
        {
            if (part.Status == ReportStatus.Unspecified)
                yield return ReportPartLack.Status;
            else if (isEmpty && part is not { Status: ReportStatus.Green, PreviousStatus: ReportStatus.Green })
                yield return ReportPartLack.Reason;
        }
        // No decisions and no deviations is an answer too.
        else if (isEmpty && part.Kind is ReportPartKind.Done or ReportPartKind.Next)
        {
            yield return ReportPartLack.Text;
        }
    }

    /// <summary>All that keeps a report from being submitted, each at its field.</summary>
    public static IEnumerable<Violation> CheckSubmission(Report report)
    {
        foreach (var (part, i) in report.Parts.Select((part, i) => (part, i)))
        {
            foreach (var lack in Lacks(part))
            {
                yield return lack switch
                {
                    ReportPartLack.Confirmation => new($"report.parts[{i}].confirmation", "PART_NOT_CONFIRMED"),
                    ReportPartLack.Status => new($"report.parts[{i}].status", "PART_WITHOUT_STATUS"),
                    ReportPartLack.Reason => new($"report.parts[{i}].text", "PART_WITHOUT_REASON"),
                    _ => new($"report.parts[{i}].text", "PART_WITHOUT_TEXT"),
                };
            }
        }
    }

    /// <summary>A part with what its writer says of it now; what the service computes is filled in.</summary>
    /// <param name="current">As it stands.</param>
    /// <param name="written">As the writer would have it.</param>
    /// <param name="hasEarlier">Whether there is an earlier version that "unchanged" can stand for.</param>
    /// <returns>The part, and all that is wrong with what was said.</returns>
    public static (ReportPart Part, IReadOnlyList<Violation> Violations) Write(
        ReportPart current,
        ReportPart written,
        bool hasEarlier
    )
    {
        var next = written.Clone();
        next.Text = CanonicalWriter.Normalise(next.Text).TrimEnd();
        List<Violation> violations = [];
        if (next.Status != ReportStatus.Unspecified && !IsDimension(current.Kind))
            violations.Add(new($"{Field}.status", "PART_HAS_NO_STATUS"));
        var rewritten = next.Text != current.Text && next.Text.Length > 0 && next.Text != current.UnchangedText;
        var restated =
            next.Status != current.Status && next.Status != ReportStatus.Unspecified && next.Status != current.UnchangedStatus;
        if (next.Confirmation == PartConfirmation.Unchanged && current.Confirmation == PartConfirmation.Unchanged)
        {
            // Said before; what is written now is a change, unless it says the same.
            if (rewritten || restated)
                next.Confirmation = PartConfirmation.Changed;
        }
        else if (next.Confirmation == PartConfirmation.Unchanged)
        {
            if (!hasEarlier)
                violations.Add(new($"{Field}.confirmation", "NO_EARLIER_REPORT"));
            else if (rewritten || restated)
                violations.Add(new($"{Field}.confirmation", "UNCHANGED_BUT_WRITTEN"));
        }
        if (next.Confirmation == PartConfirmation.Unchanged && violations.Count == 0)
            (next.Status, next.Text) = (current.UnchangedStatus, current.UnchangedText);
        return (Computed(next), violations);
    }

    /// <summary>A part with its trend and what it lacks.</summary>
    public static ReportPart Computed(ReportPart part)
    {
        part.Trend = Trend(part.Status, part.PreviousStatus);
        part.Lack = Lacks(part).FirstOrDefault();
        return part;
    }
}
