using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Engagements;

/// <summary>What holds for the log. Pure.</summary>
internal static class EngagementRules
{
    /// <summary>What is wrong with an engagement.</summary>
    public static IEnumerable<Violation> Check(Engagement engagement, DateOnly today)
    {
        if (engagement.Date.ToDateOnly() is { } date && date > today)
            yield return new("engagement.date", "ENGAGEMENT_IN_FUTURE", NorwegianTime.Format(date));
    }
}
