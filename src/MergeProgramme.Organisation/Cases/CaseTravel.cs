using MergeProgramme.Organisation.Minutes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Cases;

/// <summary>Where a case stands on its way through the bodies. Pure.</summary>
internal static class CaseTravel
{
    /// <summary>Whether it should have been treated: its planned date is past and no body is done with it.</summary>
    public static bool IsLate(Treatment treatment, DateOnly today) =>
        !DecisionRules.Concludes(treatment.Outcome) && treatment.PlannedDate.ToDateOnly() < today;

    /// <summary>The standing on a day.</summary>
    /// <param name="treatments">All of the case, in any order.</param>
    public static CaseStanding On(DateOnly today, IReadOnlyCollection<Treatment> treatments)
    {
        var standing = new CaseStanding { Late = treatments.Count(t => IsLate(t, today)) };
        var stages = treatments.GroupBy(t => t.Stage).OrderBy(s => s.Key).ToList();
        if (stages.Count == 0)
        {
            standing.State = CaseState.NoRoute;
            return standing;
        }
        // A body further on that took it up all the same shows that a rejection did not end it.
        var stopped = stages.FindLast(s => s.All(t => t.Outcome == Outcome.Rejected));
        if (stopped is not null && treatments.All(t => t.Stage <= stopped.Key || t.Outcome == Outcome.Unspecified))
        {
            standing.State = CaseState.Stopped;
            standing.Late = 0;
            return standing;
        }
        var open = stages.Find(s => s.Any(t => !DecisionRules.Concludes(t.Outcome)));
        if (open is null)
        {
            standing.State = CaseState.Finished;
            return standing;
        }
        standing.State = treatments.Any(t => t.Outcome != Outcome.Unspecified) ? CaseState.UnderWay : CaseState.NotStarted;
        standing.Stage = open.Key;
        standing.Next.AddRange(open.Where(t => !DecisionRules.Concludes(t.Outcome)).Select(t => t.Number).Order());
        return standing;
    }
}
