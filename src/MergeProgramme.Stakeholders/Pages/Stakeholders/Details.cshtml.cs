using MergeProgramme.Platform.Web;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>All that is known of one stakeholder.</summary>
[PagePermission("stakeholders.read")]
internal sealed class DetailsModel(OrganisationServiceClient organisation, StakeholdersServiceClient stakeholders)
    : StakeholderPage(organisation, stakeholders)
{
    public Task OnGetAsync() => LoadAsync(name => name);
}
