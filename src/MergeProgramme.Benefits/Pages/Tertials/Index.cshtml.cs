using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Tertials;

/// <summary>Which tertials are closed, and what stands in the way of those that are not.</summary>
[PagePermission("benefits.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    // Four years.
    private const int PerPage = 12;

    [FromQuery(Name = "after")]
    public string After { get; set; } = "";

    public IReadOnlyList<LedgerTertial> Tertials { get; private set; } = [];

    /// <summary>The tertial that is closed next; empty where none waits, or none is closed yet.</summary>
    public string NextToClose { get; private set; } = "";

    /// <summary>Where the list goes on; empty on its last page.</summary>
    public string NextUrl { get; private set; } = "";

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Tertials.Title"], "ledger");
        var answer = await benefits.ListLedgerTertialsAsync(
            new()
            {
                Parent = ProgrammeName,
                PageSize = PerPage,
                PageToken = After,
            },
            cancellationToken: Aborted
        );
        (Tertials, NextToClose) = (answer.LedgerTertials, answer.NextToClose);
        NextUrl =
            answer.NextPageToken.Length == 0
                ? ""
                : $"/{ProgrammeName}/tertials?after={Uri.EscapeDataString(answer.NextPageToken)}";
    }
}
