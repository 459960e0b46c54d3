using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates.Plan;

/// <summary>What a milestone may hold, whatever else there is. Pure.</summary>
internal static class MilestoneRules
{
    /// <summary>Whether it has a first day beside its last.</summary>
    public static bool HasLength(MilestoneKind kind) => kind is MilestoneKind.Phase or MilestoneKind.Activity;

    /// <summary>What contradicts itself in a milestone.</summary>
    /// <param name="name">The name that it has or gets.</param>
    public static IEnumerable<Violation> Check(string name, Milestone milestone, DateOnly today)
    {
        var (start, end) = (milestone.PlannedStartDate.ToDateOnly(), milestone.PlannedEndDate.ToDateOnly());
        if (milestone.Kind == MilestoneKind.DecisionPoint && milestone.DecisionPoint == DecisionPoint.Unspecified)
            yield return new("milestone.decision_point", Reason.Required);
        if (milestone.Kind != MilestoneKind.DecisionPoint && milestone.DecisionPoint != DecisionPoint.Unspecified)
            yield return new("milestone.decision_point", Reason.NotADecisionPoint);
        if (start is not null && !HasLength(milestone.Kind))
            yield return new("milestone.planned_start_date", Reason.MilestoneOnOneDay);
        else if (end < start)
            yield return new("milestone.planned_end_date", "END_BEFORE_START", Shown(start), Shown(end));
        if (milestone.DoneDate.ToDateOnly() > today)
            yield return new("milestone.done_date", Reason.DoneInFuture, Shown(today));
        var programme = ResourceNames.Programme(name);
        if (milestone.Responsible.Length > 0 && ResourceNames.Programme(milestone.Responsible) != programme)
            yield return new("milestone.responsible", Reason.OfOtherProgramme, milestone.Responsible);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, link) in milestone.Predecessors.Index())
        {
            var field = $"milestone.predecessors[{i}].predecessor";
            if (link.Predecessor == name)
                yield return new(field, Reason.PredecessorIsItself);
            else if (ResourceNames.Programme(link.Predecessor) != programme)
                yield return new(field, Reason.OfOtherProgramme, link.Predecessor);
            else if (!seen.Add(link.Predecessor))
                yield return new(field, Reason.PredecessorTwice);
        }
    }

    /// <summary>Milestones one after the other, in words: “Hovedstruktur” → “Innplassering” → “Hovedstruktur”.</summary>
    /// <param name="cycle">Titles, each once.</param>
    public static string InWords(IReadOnlyList<string> cycle) =>
        string.Join(" → ", cycle.Append(cycle[0]).Select(title => $"«{title}»"));

    private static string Shown(DateOnly? day) => NorwegianTime.Format(day ?? default);
}
