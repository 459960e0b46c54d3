using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Procurement.Rules;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Cases;

/// <summary>Which procedure the rules of a day propose for a value, and what holds for another choice (LOA and FOA, in force from 1 January 2017). Pure.</summary>
internal static class ProcedureRules
{
    // Part III may always be chosen where part II would do (FOA § 5-2 second paragraph and § 8-3).
    private static readonly Procedure[] OfPartTwo =
    [
        Procedure.OpenNational,
        Procedure.RestrictedNational,
        Procedure.Open,
        Procedure.Restricted,
        Procedure.Negotiated,
        Procedure.Dialogue,
    ];

    // With a reason: each has conditions that people must judge (FOA §§ 13-2 to 13-4).
    private static readonly Procedure[] OfPartThree =
    [
        Procedure.Open,
        Procedure.Restricted,
        Procedure.Negotiated,
        Procedure.Dialogue,
        Procedure.Direct,
    ];

    /// <summary>The proposal for a value.</summary>
    /// <param name="value">NOK excl. VAT, whole kroner; øre above a threshold count: round up.</param>
    /// <returns>Null where a threshold is not known for the day.</returns>
    public static ProcedureProposal? Propose(long value, IReadOnlyCollection<ProcurementRule> rules, DateOnly day)
    {
        var scope = DatedRules.On(rules, ProcurementRuleKind.Scope, day);
        var national = DatedRules.On(rules, ProcurementRuleKind.NationalThreshold, day);
        var eea = DatedRules.On(rules, ProcurementRuleKind.EeaThreshold, day);
        if (scope is null || national is null || eea is null)
            return null;
        var (procedure, rule, allowed) =
            value >= eea.Value ? (Procedure.Open, eea, OfPartThree)
            : value >= national.Value ? (Procedure.OpenNational, national, [.. OfPartTwo, Procedure.Direct])
            : (Procedure.Simple, value >= scope.Value ? national : scope, (Procedure[])[Procedure.Simple, .. OfPartTwo]);
        return new()
        {
            Procedure = procedure,
            Rule = rule,
            AsOfDate = day.ToDate(),
            Allowed = { allowed },
        };
    }

    /// <summary>What is wrong with the procedure of a case, as its field has it.</summary>
    /// <param name="proposal">Null where a threshold is not known for the day.</param>
    public static IEnumerable<Violation> Check(ProcurementCase procurement, ProcedureProposal? proposal)
    {
        if (proposal is null || procurement.Procedure == Procedure.Unspecified)
            yield break;
        if (!proposal.Allowed.Contains(procurement.Procedure))
            yield return new(
                "procurement_case.procedure",
                "PROCEDURE_TOO_LIGHT",
                proposal.Rule.Source,
                proposal.Rule.Value.ToString("N0", System.Globalization.CultureInfo.CurrentCulture)
            );
        else if (procurement.Procedure != proposal.Procedure && string.IsNullOrWhiteSpace(procurement.ProcedureReason))
            yield return new("procurement_case.procedure_reason", "PROCEDURE_REASON_REQUIRED");
    }

    /// <summary>What is chosen, or proposed where nothing is.</summary>
    public static Procedure Chosen(ProcurementCase procurement) =>
        procurement.Procedure == Procedure.Unspecified
            ? procurement.Proposal?.Procedure ?? Procedure.Unspecified
            : procurement.Procedure;

    /// <summary>The figure that says how long tenderers must have at least; null where no fixed number of days holds (part II: a sufficient time, FOA § 8-5).</summary>
    public static ProcurementRuleKind? DeadlineRule(Procedure procedure) =>
        procedure switch
        {
            Procedure.Open => ProcurementRuleKind.TenderDaysOpen,
            Procedure.Restricted or Procedure.Negotiated => ProcurementRuleKind.RequestDays,
            _ => null,
        };
}
