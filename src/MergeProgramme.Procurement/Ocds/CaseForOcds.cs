using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Criteria;
using MergeProgramme.Procurement.Tenders;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Ocds;

/// <summary>A case of this module as its releases need it. Pure.</summary>
internal static class CaseForOcds
{
    /// <param name="procedure">The procedure by its Norwegian name.</param>
    /// <param name="criteria">All of the case.</param>
    /// <param name="tenders">All of the case, those that are open with their prices; those that are still sealed, or came too late, are left out.</param>
    public static OcdsCase Of(
        string prefix,
        ProcurementCase procurement,
        string procedure,
        Programme programme,
        IReadOnlyCollection<Municipality> municipalities,
        IReadOnlyCollection<Criterion> criteria,
        IReadOnlyCollection<Tender> tenders,
        IEnumerable<Award> awards,
        Contract? contract
    )
    {
        var id = ResourceNames.Id(procurement.Name);
        return new(
            $"{prefix}-{ResourceNames.Id(programme.Name)}-{id}",
            id,
            "nb",
            procurement.Title,
            procurement.Description,
            Buyer(programme, municipalities),
            procurement.EstimatedValue is null ? null : Ore.Of(procurement.EstimatedValue),
            procurement.EstimateBasis,
            procurement.Kind switch
            {
                ProcurementKind.Goods => "goods",
                ProcurementKind.Services => "services",
                _ => null,
            },
            procurement.CreateTime.ToDateTimeOffset(),
            programme.VestingDate.ToDateOnly(),
            procurement.State == ProcurementCaseState.Cancelled,
            procurement.PublishTime is null ? null : Tender(procurement, procedure, criteria, tenders),
            [.. awards.Where(award => award.DecisionDate is not null).Select(award => AwardOf(award, tenders))],
            contract is null ? null : ContractOf(contract, procurement.Title)
        );
    }

    private static OcdsAward AwardOf(Award award, IEnumerable<Tender> tenders)
    {
        var tender = tenders.First(one => one.Name == award.Tender);
        return new(
            ResourceNames.Id(award.Name),
            award.DecisionDate.ToDateOnly()!.Value,
            award.Reasons,
            new(tender.Tenderer, tender.OrganisationNumber, ResourceNames.Id(tender.Name)),
            Ore.Of(tender.Price),
            award.SendTime is null ? null : NorwegianTime.DateIn(award.SendTime.ToDateTimeOffset()),
            award.StandstillEndDate.ToDateOnly(),
            award.State == AwardState.Undone
        );
    }

    // An option can lengthen it; how far is in its words, not in a date.
    private static OcdsContract ContractOf(Contract contract, string title) =>
        new(
            ResourceNames.Id(contract.Name),
            title,
            contract.SignDate.ToDateOnly()!.Value,
            Ore.Of(contract.Value),
            contract.StartDate.ToDateOnly()!.Value,
            contract.EndDate.ToDateOnly()!.Value,
            contract.EndDate.ToDateOnly()!.Value
        );

    // The new municipality buys; where there is none yet, the programme does in its own name.
    private static OcdsParty Buyer(Programme programme, IEnumerable<Municipality> municipalities) =>
        municipalities.FirstOrDefault(one => one.Role == MunicipalityRole.Merged) is { } merged
            ? new(merged.DisplayName, merged.OrganisationNumber, "buyer")
            : new(programme.DisplayName, "", "buyer");

    private static OcdsTender Tender(
        ProcurementCase procurement,
        string procedure,
        IReadOnlyCollection<Criterion> criteria,
        IEnumerable<Tender> tenders
    )
    {
        var leaves = CriteriaRules.Leaves(criteria).ToList();
        return new(
            procurement.PublishTime.ToDateTimeOffset(),
            procurement.TenderDeadlineTime.ToDateTimeOffset(),
            MethodOf(ProcedureRules.Chosen(procurement)),
            procedure,
            procurement.ProcedureReason.Length > 0 ? procurement.ProcedureReason : procurement.Proposal?.Rule?.Source ?? "",
            leaves.TrueForAll(leaf => leaf.PriceFormula != PriceFormula.Unspecified),
            [.. leaves.Select(leaf => new OcdsCriterion(leaf.Title, leaf.EffectiveWeightHundredths / 100m))],
            [
                .. tenders
                    .Where(tender => TenderRules.IsOpen(tender.State))
                    .Select(tender => new OcdsParty(tender.Tenderer, tender.OrganisationNumber, ResourceNames.Id(tender.Name))),
            ]
        );
    }

    /// <summary>The standard's codes: who can hand in a tender.</summary>
    public static string MethodOf(Procedure procedure) =>
        procedure switch
        {
            Procedure.Open or Procedure.OpenNational => "open",
            Procedure.Restricted or Procedure.RestrictedNational or Procedure.Negotiated or Procedure.Dialogue => "selective",
            Procedure.Direct => "direct",
            _ => "limited",
        };
}
