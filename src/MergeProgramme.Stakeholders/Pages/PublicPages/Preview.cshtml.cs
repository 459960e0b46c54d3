using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.PublicPages;

/// <summary>How the page for everybody would look, published or not.</summary>
[PagePermission("stakeholders.read")]
internal sealed class PreviewModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    public PublicPageContent Shown { get; private set; } = new();

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["PublicPage.Preview"], "public-page");
        Shown = await stakeholders.PreviewPublicPageAsync(
            new() { Name = $"{ProgrammeName}/publicPage" },
            cancellationToken: Aborted
        );
    }
}
