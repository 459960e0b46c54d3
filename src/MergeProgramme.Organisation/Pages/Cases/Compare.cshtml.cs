using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Cases;

/// <summary>The same proposal in many councils, side by side.</summary>
[PagePermission("organisation.read")]
internal sealed class CompareModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : CasePage(client)
{
    public CompareCaseResponse Comparison { get; private set; } = new();

    public async Task OnGetAsync()
    {
        await LoadCaseAsync(texts["Compare"]);
        Comparison = await Client.CompareCaseAsync(new() { Name = CaseName }, cancellationToken: Aborted);
    }
}
