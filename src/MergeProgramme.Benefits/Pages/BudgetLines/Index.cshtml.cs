using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.BudgetLines;

/// <summary>What each budget line has, who claims how much of it, and where that is too much.</summary>
[PagePermission("benefits.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    private const int PerPage = 100;

    private Dictionary<string, string> municipalities = [];

    [FromQuery(Name = "after")]
    public string After { get; set; } = "";

    public IReadOnlyList<BudgetLine> Lines { get; private set; } = [];

    /// <summary>Where the list goes on; empty on its last page.</summary>
    public string NextUrl { get; private set; } = "";

    public string MunicipalityOf(string name) => municipalities.GetValueOrDefault(name, ResourceNames.Id(name));

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["BudgetLines.Title"], "budget-lines");
        var answer = await benefits.ListBudgetLinesAsync(
            new()
            {
                Parent = ProgrammeName,
                PageSize = PerPage,
                PageToken = After,
            },
            cancellationToken: Aborted
        );
        Lines = answer.BudgetLines;
        NextUrl =
            answer.NextPageToken.Length == 0
                ? ""
                : $"/{ProgrammeName}/budget-lines?after={Uri.EscapeDataString(answer.NextPageToken)}";
        municipalities = (
            await Organisation.ListMunicipalitiesAsync(
                new() { Parent = ProgrammeName, PageSize = Everything },
                cancellationToken: Aborted
            )
        ).Municipalities.ToDictionary(m => m.Name, m => m.DisplayName);
    }
}
