using MergeProgramme.Platform.Web;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages;

/// <summary>One need: what it is about, where it comes from and what becomes of it.</summary>
[PagePermission("procurement.read")]
internal sealed class DetailsModel(OrganisationServiceClient organisation, ProcurementServiceClient procurement)
    : NeedPage(organisation, procurement)
{
    public Task OnGetAsync() => LoadAsync(title => title);
}
