using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Cutover;

/// <summary>What holds for cut-over plans. Pure.</summary>
internal static class CutoverRules
{
    private const string Path = "cutover_plan";

    /// <summary>What is wrong with a plan as it would be written, whatever else there is.</summary>
    /// <param name="programme">The programme that it stands in.</param>
    public static IEnumerable<Violation> Check(string programme, CutoverPlan plan)
    {
        foreach (
            var (field, name) in ((string, string)[])
                [
                    ("service_function", plan.ServiceFunction),
                    ("municipality", plan.Municipality),
                    ("legacy_system", plan.LegacySystem),
                ]
        )
            if (name.Length > 0 && ResourceNames.Programme(name) != programme)
                yield return new($"{Path}.{field}", "OTHER_PROGRAMME", name);
        foreach (var (i, step) in plan.Steps.Index())
            if (step.StartDate.ToDateOnly() is { } start && step.EndDate.ToDateOnly() < start)
                yield return new(
                    FormattableString.Invariant($"{Path}.steps[{i}].end_date"),
                    "STEP_ENDS_BEFORE",
                    NorwegianTime.Format(start)
                );
    }

    /// <summary>
    /// Gives new checks their numbers, and keeps the answers of those that stand as they stood. Answers that a caller sends count for nothing.
    /// </summary>
    /// <param name="next">The plan as it would be written.</param>
    /// <param name="current">As it stands; null for a new one.</param>
    /// <exception cref="Problem">INVALID_ARGUMENT for a number that the plan does not have, or that stands twice.</exception>
    public static void Number(CutoverPlan next, CutoverPlan? current)
    {
        next.CheckNumbers = current?.CheckNumbers ?? 0;
        var seen = new HashSet<int>();
        foreach (var (i, check) in next.Checks.Index())
        {
            var before = current?.Checks.FirstOrDefault(c => c.Number == check.Number);
            if (check.Number > 0 && (before is null || !seen.Add(check.Number)))
                throw Problem.Invalid(
                    FormattableString.Invariant($"{Path}.checks[{i}].number"),
                    "CHECK_NUMBER_UNKNOWN",
                    check.Number
                );
            var kept = before is not null && check.Number > 0 && before.Text == check.Text ? before : new CutoverCheck();
            check.Answer = kept.Answer;
            check.Comment = kept.Comment;
            check.Answerer = kept.Answerer;
            check.AnswererDisplayName = kept.AnswererDisplayName;
            check.AnswerTime = kept.AnswerTime;
            if (check.Number == 0)
                check.Number = ++next.CheckNumbers;
        }
    }

    /// <summary>What stands against go. Nothing does where the list is empty.</summary>
    public static IEnumerable<Violation> AgainstGo(CutoverPlan plan)
    {
        if (plan.CutoverDate is null)
            yield return new(plan.Name, "GO_WITHOUT_DATE");
        if (string.IsNullOrWhiteSpace(plan.Fallback))
            yield return new(plan.Name, "GO_WITHOUT_FALLBACK");
        if (plan.Checks.Count == 0)
            yield return new(plan.Name, "GO_WITHOUT_CHECKLIST");
        foreach (var check in plan.Checks.Where(c => c.Answer != CutoverAnswer.Yes))
            yield return new(plan.Name, check.Answer == CutoverAnswer.No ? "GO_ANSWERED_NO" : "GO_NOT_ANSWERED", check.Text);
    }

    /// <summary>Whether a change leaves what go was said on as it was: who does the steps, and how far they have come, may change.</summary>
    public static bool IsOfProgress(CutoverPlan current, CutoverPlan next)
    {
        return Decided(current).Equals(Decided(next));
        static CutoverPlan Decided(CutoverPlan plan)
        {
            var decided = plan.Clone();
            (decided.Responsible, decided.Etag) = ("", "");
            foreach (var step in decided.Steps)
                (step.Responsible, step.State) = ("", CutoverStepState.Unspecified);
            return decided;
        }
    }
}
