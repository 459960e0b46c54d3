using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Reporting;

/// <summary>Where a round stands: what is to come, what is owed, and how it adds up. Pure.</summary>
internal static class RoundRules
{
    /// <summary>One sub-project's line.</summary>
    /// <param name="found">Its occurrences with their states.</param>
    public static SubProjectReporting Of(SubProjectOccurrences found, Person? lead, Person? chair, Report? latest, DateOnly today)
    {
        var owed = found.All.Where(o => ReportingStates.IsOwed(o.State)).ToList();
        return new()
        {
            SubProject = found.SubProject.Name,
            Code = found.SubProject.Code,
            DisplayName = found.SubProject.DisplayName,
            Lead = lead?.Name ?? "",
            LeadDisplayName = lead?.DisplayName ?? "",
            LeadEmail = lead?.Email ?? "",
            Chair = chair?.Name ?? "",
            ChairDisplayName = chair?.DisplayName ?? "",
            ChairEmail = chair?.Email ?? "",
            HasCadence = found.Cadence is not null,
            Current = found.All.FirstOrDefault(o => !o.Skipped && o.MeetingDate.ToDateOnly() >= today),
            Owed = { owed },
            LateCount = owed.Count(o => o.State == ReportingState.Late),
            MissingCount = owed.Count(o => o.State == ReportingState.Missing),
            LatestReport = latest,
            EscalationLevel = owed.SelectMany(o => o.Escalations)
                .Select(e => e.Level)
                .DefaultIfEmpty(EscalationLevel.Unspecified)
                .Max(),
        };
    }

    /// <summary>Fills in what the lines add up to.</summary>
    public static void Count(ReportingRound round)
    {
        round.DueCount = round.SubProjects.Count(s => s.Current?.State == ReportingState.Due);
        round.LateCount = round.SubProjects.Sum(s => s.LateCount);
        round.MissingCount = round.SubProjects.Sum(s => s.MissingCount);
        round.DeliveredCount = round.SubProjects.Count(s =>
            s.Current is { } current && ReportingStates.IsDelivered(current.State)
        );
    }
}
