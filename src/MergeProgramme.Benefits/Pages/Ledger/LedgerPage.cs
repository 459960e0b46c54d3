using MergeProgramme.Benefits.Pages.Measures;
using MergeProgramme.Benefits.V1;
using Microsoft.AspNetCore.Mvc;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Ledger;

/// <summary>What the pages of one measure's ledger share.</summary>
internal abstract class LedgerPage(OrganisationServiceClient organisation, BenefitsServiceClient benefits)
    : MeasurePage(organisation, benefits)
{
    /// <summary>Last part of the entry's name.</summary>
    [FromRoute(Name = "entry")]
    public string EntryId { get; set; } = "";

    public string EntryName => $"{MeasureName}/ledgerEntries/{EntryId}";

    public string LedgerUrl => $"/{MeasureName}/ledger";

    /// <summary>The page of an entry.</summary>
    public static string UrlOf(string entry) => "/" + entry.Replace("/ledgerEntries/", "/ledger/", StringComparison.Ordinal);

    /// <summary>"T1 2015".</summary>
    public static string TertialOf(LedgerEntry entry) => $"T{entry.Tertial} {entry.Year}";

    protected async Task<IReadOnlyList<BudgetLine>> LinesAsync() =>
        (
            await BenefitsClient.ListBudgetLinesAsync(
                new()
                {
                    Parent = ProgrammeName,
                    Measure = MeasureName,
                    PageSize = Everything,
                },
                cancellationToken: Aborted
            )
        ).BudgetLines;
}
