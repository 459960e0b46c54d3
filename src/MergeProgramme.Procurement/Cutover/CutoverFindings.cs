using MergeProgramme.Platform.Calendar;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Cutover;

/// <summary>What is wrong with a cut-over plan, held against vesting day. Pure; the texts are put to it later.</summary>
internal static class CutoverFindings
{
    /// <summary>One thing that is wrong.</summary>
    /// <param name="Step">Place of the step, from 1; 0 for the plan itself.</param>
    /// <param name="Days">How many days too late; 0 where that says nothing.</param>
    /// <param name="Date">The day that is too late.</param>
    /// <param name="Text">Title of the step, or text of the check.</param>
    internal sealed record Found(CutoverFindingKind Kind, int Step = 0, int Days = 0, DateOnly? Date = null, string Text = "");

    /// <summary>All that is wrong, the gravest first.</summary>
    /// <param name="vesting">Null where the programme has no vesting day: nothing is held against it then.</param>
    public static List<Found> Of(CutoverPlan plan, DateOnly today, DateOnly? vesting)
    {
        List<Found> found = [];
        var cutover = plan.CutoverDate.ToDateOnly();
        if (cutover > vesting)
            found.Add(new(CutoverFindingKind.AfterVesting, 0, Late(cutover, vesting), cutover));
        foreach (var (i, step) in plan.Steps.Index())
        {
            if (step.State == CutoverStepState.Dropped || step.EndDate.ToDateOnly() is not { } end)
                continue;
            Found About(CutoverFindingKind kind, DateOnly? than) => new(kind, i + 1, Late(end, than), end, step.Title);
            if (end > vesting)
                found.Add(About(CutoverFindingKind.StepAfterVesting, vesting));
            if (end > cutover)
                found.Add(
                    About(
                        step.Kind == CutoverStepKind.ParallelRun
                            ? CutoverFindingKind.ParallelAfterCutover
                            : CutoverFindingKind.StepAfterCutover,
                        cutover
                    )
                );
            if (step.State != CutoverStepState.Done && end < today)
                found.Add(new(CutoverFindingKind.StepLate, i + 1, Late(today, end), end, step.Title));
        }
        if (cutover < today && plan.Verdict != CutoverVerdict.Go)
            found.Add(new(CutoverFindingKind.CutoverPassed, 0, Late(today, cutover), cutover));
        if (cutover is null)
            found.Add(new(CutoverFindingKind.NoDate));
        if (string.IsNullOrWhiteSpace(plan.Fallback))
            found.Add(new(CutoverFindingKind.NoFallback));
        if (plan.Checks.Count == 0)
            found.Add(new(CutoverFindingKind.NoChecklist));
        found.AddRange(
            plan.Checks.Where(c => c.Answer == CutoverAnswer.No)
                .Select(c => new Found(CutoverFindingKind.AnsweredNo, Text: c.Text))
        );
        return [.. found.OrderBy(f => f.Kind).ThenByDescending(f => f.Days).ThenBy(f => f.Step)];
    }

    /// <summary>
    /// Days from the cut-over, or from the last step where that ends later, to vesting day; below 0 where it cannot hold. Null where either is not known.
    /// </summary>
    public static int? Slack(CutoverPlan plan, DateOnly? vesting)
    {
        if (vesting is not { } day || plan.CutoverDate.ToDateOnly() is not { } last)
            return null;
        foreach (var step in plan.Steps.Where(s => s.State != CutoverStepState.Dropped))
            if (step.EndDate.ToDateOnly() is { } end && end > last)
                last = end;
        return day.DayNumber - last.DayNumber;
    }

    private static int Late(DateOnly? day, DateOnly? than) => day!.Value.DayNumber - than!.Value.DayNumber;
}
