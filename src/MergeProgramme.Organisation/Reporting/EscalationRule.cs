using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Reporting;

/// <summary>When lateness is taken further, and to whom. Pure.</summary>
internal static class EscalationRule
{
    /// <summary>Days after the due date where the cadence says nothing else.</summary>
    public const int ChairDays = 1;

    /// <inheritdoc cref="ChairDays"/>
    public const int OfficeDays = 5;

    /// <summary>The levels that an owed report is to be taken to now and has not been taken to yet, the nearer one first.</summary>
    /// <param name="occurrence">With its state on the day.</param>
    public static IEnumerable<EscalationLevel> Now(ReportingOccurrence occurrence, ReportingCadence? cadence)
    {
        if (!ReportingStates.IsOwed(occurrence.State))
            yield break;
        foreach (var level in (EscalationLevel[])[EscalationLevel.Chair, EscalationLevel.ProgrammeOffice])
        {
            if (occurrence.DaysLate >= DaysUntil(level, cadence) && occurrence.Escalations.All(e => e.Level != level))
                yield return level;
        }
    }

    /// <summary>Days after the due date until lateness reaches a level, at least 1.</summary>
    public static int DaysUntil(EscalationLevel level, ReportingCadence? cadence) =>
        level == EscalationLevel.Chair
            ? cadence is { EscalateToChairDays: > 0 and var chair }
                ? chair
                : ChairDays
            : cadence is { EscalateToOfficeDays: > 0 and var office }
                ? office
                : Math.Max(OfficeDays, DaysUntil(EscalationLevel.Chair, cadence));
}
