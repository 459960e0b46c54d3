using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Benefits.Tertials;

/// <summary>What holds for the closing of tertials and for what owners report. Pure.</summary>
internal static class TertialRules
{
    /// <summary>The last part of a name: "t1-2015".</summary>
    public static string IdOf(Tertial tertial) => $"t{tertial.Number}-{tertial.Year:0000}";

    /// <summary>Null where it is none, or is not written as names are.</summary>
    public static Tertial? OfId(string id) => Tertial.TryParse(id, out var tertial) && IdOf(tertial) == id ? tertial : null;

    /// <summary>What stands against entering anything in a tertial; null where nothing does.</summary>
    /// <param name="closed">The last that is closed; null where none is.</param>
    public static Violation? CheckOpen(string field, Tertial tertial, Tertial? closed) =>
        closed is { } last && tertial <= last ? new(field, "TERTIAL_CLOSED", tertial.ToString(), last.Plus(1).ToString()) : null;

    /// <summary>What is wrong with an owner's report.</summary>
    /// <param name="report">As it would be written.</param>
    /// <param name="tertial">That it is of.</param>
    /// <param name="measure">That it is of.</param>
    /// <param name="today">The tertial must have ended.</param>
    /// <param name="entries">How many entries the ledger has of it, refused ones left out.</param>
    /// <param name="realised">What they come to, in øre.</param>
    /// <param name="expected">What is expected of the tertial, in øre.</param>
    public static IEnumerable<Violation> CheckReport(
        TertialReport report,
        Tertial tertial,
        Measure measure,
        DateOnly today,
        int entries,
        long realised,
        long expected
    )
    {
        if (!IsDue(measure, tertial))
            yield return new(measure.Name, "TERTIAL_NOT_DUE", tertial.ToString());
        if (tertial.LastDay >= today)
            yield return new(
                "tertial_report.name",
                "TERTIAL_NOT_ENDED",
                tertial.ToString(),
                NorwegianTime.Format(tertial.LastDay)
            );
        if (report.NothingGained && entries > 0)
            yield return new("tertial_report.nothing_gained", "NOTHING_GAINED_BUT_ENTERED", entries);
        if (!report.NothingGained && entries == 0)
            yield return new("tertial_report.nothing_gained", "NOTHING_ENTERED");
        if (realised < expected && string.IsNullOrWhiteSpace(report.Comment))
            yield return new(
                "tertial_report.comment",
                "DEVIATION_UNEXPLAINED",
                Platform.Web.Formats.Amount(Ore.ToMoney(expected)),
                Platform.Web.Formats.Amount(Ore.ToMoney(realised))
            );
    }

    /// <summary>Whether the owner of a measure must report on a tertial.</summary>
    public static bool IsDue(Measure measure, Tertial tertial) =>
        measure.State == MeasureState.Decided && measure.DecisionDate.ToDateOnly() is { } decided && decided <= tertial.LastDay;

    /// <summary>What stands against closing a tertial.</summary>
    /// <param name="standing">As it stands: state, counts.</param>
    /// <param name="closed">The last that is closed; null where none is.</param>
    /// <param name="reason">Why it is closed without all reports.</param>
    public static IEnumerable<Violation> CheckClose(LedgerTertial standing, Tertial tertial, Tertial? closed, string reason)
    {
        if (closed is { } last && tertial <= last)
        {
            yield return new(standing.Name, "TERTIAL_CLOSED_ALREADY", tertial.ToString());
            yield break;
        }
        if (closed is { } before && tertial > before.Plus(1))
            yield return new(standing.Name, "TERTIAL_EARLIER_OPEN", before.Plus(1).ToString());
        if (standing.State == LedgerTertialState.Running)
            yield return new(standing.Name, "TERTIAL_NOT_ENDED", tertial.ToString(), NorwegianTime.Format(tertial.LastDay));
        if (standing.UnansweredCount > 0)
            yield return new(standing.Name, "ENTRIES_UNANSWERED", standing.UnansweredCount);
        if (standing.ReportedCount < standing.DueCount && string.IsNullOrWhiteSpace(reason))
            yield return new("reason", "REPORTS_MISSING", standing.DueCount - standing.ReportedCount);
    }
}
