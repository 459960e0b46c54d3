using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Rules;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Cases;

/// <summary>What holds for a procurement beyond the shape of its fields. Pure.</summary>
internal static class CaseRules
{
    // Days beyond are typing errors, and no calendar answers for them.
    private const int FirstYear = 2000;
    private const int LastYear = 2150;

    /// <summary>What is wrong with a case as it would be written.</summary>
    /// <param name="programme">The programme that it stands in.</param>
    public static IEnumerable<Violation> Check(string programme, ProcurementCase procurement)
    {
        foreach (var need in procurement.Needs.Where(n => ResourceNames.Programme(n) != programme))
            yield return new("procurement_case.needs", "OTHER_PROGRAMME", need);
        if (procurement.Needs.Distinct().Count() < procurement.Needs.Count)
            yield return new("procurement_case.needs", "NEED_TWICE");
        if (procurement.SubProject.Length > 0 && ResourceNames.Programme(procurement.SubProject) != programme)
            yield return new("procurement_case.sub_project", "OTHER_PROGRAMME", procurement.SubProject);
        if (procurement.TenderDeadlineTime?.ToDateTimeOffset().Year is < FirstYear or > LastYear)
            yield return new("procurement_case.tender_deadline_time", "TIME_IMPOSSIBLE");
        foreach (var wrong in ProcedureRules.Check(procurement, procurement.Proposal))
            yield return wrong;
    }

    /// <summary>Whether an update touches what is locked once a case is published.</summary>
    public static bool ChangesLocked(ProcurementCase before, ProcurementCase after)
    {
        var allowed = before.Clone();
        (allowed.Title, allowed.Description) = (after.Title, after.Description);
        (allowed.EvaluationDays, allowed.ContractDays, allowed.ImplementationDays) = (
            after.EvaluationDays,
            after.ContractDays,
            after.ImplementationDays
        );
        return !allowed.Equals(after);
    }

    /// <summary>All that stands in the way of publication.</summary>
    /// <param name="procurement">With its proposal as of the day.</param>
    /// <param name="criteria">What stands in the way in its criteria.</param>
    public static IEnumerable<Violation> CheckPublish(
        ProcurementCase procurement,
        IEnumerable<Violation> criteria,
        IReadOnlyCollection<CaseMember> members,
        IReadOnlyCollection<ProcurementRule> rules,
        DateTimeOffset now
    )
    {
        if (procurement.State != ProcurementCaseState.Preparation)
        {
            yield return new(procurement.Name, "CASE_NOT_IN_PREPARATION");
            yield break;
        }
        var today = NorwegianTime.DateIn(now);
        if (string.IsNullOrWhiteSpace(procurement.EstimateBasis))
            yield return new("procurement_case.estimate_basis", "ESTIMATE_BASIS_REQUIRED");
        if (procurement.Proposal is null)
            yield return new("procurement_case.procedure", "RULE_UNKNOWN", NorwegianTime.Format(today));
        foreach (var wrong in ProcedureRules.Check(procurement, procurement.Proposal))
            yield return wrong;
        if (!members.Any(m => m.Role == CaseRole.Officer))
            yield return new("members", "OFFICER_REQUIRED");
        foreach (var wrong in criteria)
            yield return wrong;
        if (procurement.TenderDeadlineTime is null)
        {
            yield return new("procurement_case.tender_deadline_time", "DEADLINE_REQUIRED");
            yield break;
        }
        var deadline = procurement.TenderDeadlineTime.ToDateTimeOffset();
        if (deadline <= now)
            yield return new("procurement_case.tender_deadline_time", "DEADLINE_PAST");
        else if (
            ProcedureRules.DeadlineRule(ProcedureRules.Chosen(procurement)) is { } kind
            && DatedRules.On(rules, kind, today) is { } rule
            && NorwegianTime.DateIn(deadline) < today.AddDays((int)rule.Value)
        )
            yield return new(
                "procurement_case.tender_deadline_time",
                "DEADLINE_TOO_SHORT",
                rule.Value,
                rule.Source,
                NorwegianTime.Format(today.AddDays((int)rule.Value))
            );
    }

    /// <summary>The estimate in whole kroner, øre rounded up: what thresholds are held against.</summary>
    public static long Kroner(ProcurementCase procurement) => (Ore.Of(procurement.EstimatedValue) + 99) / 100;
}
