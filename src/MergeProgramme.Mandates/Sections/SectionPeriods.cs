using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Mandates.Sections;

/// <summary>The periods of a section: read as people wrote them, never refused for their words.</summary>
internal static class SectionPeriods
{
    /// <summary>
    /// Gives every period its days. A label that cannot be read is kept, marked UNREADABLE. Words that stand in the section already keep the days
    /// they were read as: in a revised mandate "Uke 48" is still the week it was.
    /// </summary>
    /// <param name="section">Changed in place.</param>
    /// <param name="reference">The date on the document, from which a missing year is sought.</param>
    /// <param name="before">The section as it stood; null reads every period anew.</param>
    public static void Resolve(Section section, DateOnly reference, Section? before = null)
    {
        var known = (before is null ? [] : All(before))
            .Where(place => place.Period is { Resolution: PeriodResolution.Read })
            .DistinctBy(place => place.Period!.Label)
            .ToDictionary(place => place.Period!.Label, place => place.Period!);
        foreach (var place in All(section))
        {
            if (place.Period is null)
                continue;
            var resolved = place.Period.Resolved(reference);
            place.Set(
                resolved.Resolution == PeriodResolution.Read && known.TryGetValue(resolved.Label, out var same)
                    ? same.Clone()
                    : resolved
            );
        }
    }

    /// <summary>Periods whose stated days end before they start.</summary>
    /// <param name="path">Path of the section in the request.</param>
    public static IEnumerable<Violation> Reversed(Section section, string path) =>
        from place in All(section)
        where place.Period?.HasImpossibleDates() ?? false
        select new Violation(
            $"{path}.{place.Field}.end_date",
            "END_BEFORE_START",
            NorwegianTime.Format(place.Period!.StartDate.ToDateOnly() ?? default),
            NorwegianTime.Format(place.Period.EndDate.ToDateOnly() ?? default)
        );

    private static IEnumerable<(string Field, Period? Period, Action<Period> Set)> All(Section section)
    {
        foreach (var (i, entry) in section.PlanEntries.Index())
            yield return ($"plan_entries[{i}].period", entry.Period, period => entry.Period = period);
        foreach (var (i, frame) in section.BudgetFrames.Index())
            yield return ($"budget_frames[{i}].period", frame.Period, period => frame.Period = period);
        foreach (var (i, dependency) in section.Dependencies.Index())
            yield return ($"dependencies[{i}].needed_by", dependency.NeededBy, period => dependency.NeededBy = period);
        foreach (var (i, attachment) in section.Attachments.Index())
            yield return ($"attachments[{i}].due", attachment.Due, period => attachment.Due = period);
    }
}
