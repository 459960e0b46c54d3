using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Reporting;

/// <summary>How one meeting of a cadence may be moved or skipped. Pure.</summary>
internal static class OccurrenceRules
{
    private const string Field = "reporting_occurrence";

    /// <summary>All that is wrong with a change.</summary>
    /// <param name="changed">As it is to be.</param>
    /// <param name="others">The sub-project's other occurrences, those on both sides of it among them.</param>
    public static IEnumerable<Violation> Check(ReportingOccurrence changed, IEnumerable<ReportingOccurrence> others)
    {
        if (changed.MeetingDate.ToDateOnly() is not { } meeting)
        {
            yield return new($"{Field}.meeting_date", "REQUIRED");
            yield break;
        }
        var planned = changed.PlannedMeetingDate.ToDateOnly()!.Value;
        if ((changed.Skipped || meeting != planned) && string.IsNullOrWhiteSpace(changed.Reason))
            yield return new($"{Field}.reason", changed.Skipped ? "SKIP_WITHOUT_REASON" : "MOVE_WITHOUT_REASON");
        if (changed.Skipped)
            yield break;
        var held = others.Where(o => !o.Skipped && o.Name != changed.Name).ToList();
        var before = held.Where(o => o.PlannedMeetingDate.ToDateOnly() < planned).Max(o => o.MeetingDate.ToDateOnly());
        var after = held.Where(o => o.PlannedMeetingDate.ToDateOnly() > planned).Min(o => o.MeetingDate.ToDateOnly());
        if (meeting <= before)
            yield return new(
                $"{Field}.meeting_date",
                "MEETING_BEFORE_PREVIOUS",
                NorwegianTime.Format(meeting),
                NorwegianTime.Format(before.Value)
            );
        else if (meeting >= after)
            yield return new(
                $"{Field}.meeting_date",
                "MEETING_AFTER_NEXT",
                NorwegianTime.Format(meeting),
                NorwegianTime.Format(after.Value)
            );
    }
}
