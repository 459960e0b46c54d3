using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Procurements;

/// <summary>Adds a requirement or an award criterion.</summary>
[PagePermission("procurement.write")]
internal sealed class NewCriterionModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : CasePage(organisation, procurement)
{
    [BindProperty(Name = "")]
    public CriterionForm Form { get; set; } = new();

    public List<SelectListItem> ParentChoices => CriterionForm.Parents(Criteria, "", texts["Criterion.Top"]);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        try
        {
            await ProcurementClient.CreateCriterionAsync(
                new()
                {
                    Parent = CaseName,
                    Criterion = Form.ToCriterion(""),
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            TempData["Status"] = texts["Criterion.Created"].Value;
            return Redirect(CaseUrl);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadCaseAsync(texts["Criteria.New"]);
        await LoadCriteriaAsync();
    }
}
