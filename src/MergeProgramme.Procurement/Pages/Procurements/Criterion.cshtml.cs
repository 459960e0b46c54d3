using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Procurements;

/// <summary>Changes or deletes a criterion, before publication.</summary>
[PagePermission("procurement.write")]
internal sealed class CriterionModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : CasePage(organisation, procurement)
{
    /// <summary>Last part of the criterion's name.</summary>
    [FromRoute(Name = "criterion")]
    public string CriterionId { get; set; } = "";

    [BindProperty(Name = "")]
    public CriterionForm Form { get; set; } = new();

    public List<SelectListItem> ParentChoices => CriterionForm.Parents(Criteria, Name, texts["Criterion.Top"]);

    private string Name => $"{CaseName}/criteria/{CriterionId}";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        RequestId = Guid.NewGuid().ToString();
        var criterion = await ProcurementClient.GetCriterionAsync(new() { Name = Name }, cancellationToken: Aborted);
        Form = CriterionForm.From(criterion);
        Etag = criterion.Etag;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        try
        {
            await ProcurementClient.UpdateCriterionAsync(
                new() { Criterion = Form.ToCriterion(Name, Etag), RequestId = RequestId },
                cancellationToken: Aborted
            );
            TempData["Status"] = texts["Need.Saved"].Value;
            return Redirect(CaseUrl);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadCaseAsync(texts["Criterion.Edit"]);
        await LoadCriteriaAsync();
    }

    public async Task<IActionResult> OnPostDeleteAsync()
    {
        await LoadAsync();
        try
        {
            await ProcurementClient.DeleteCriterionAsync(
                new()
                {
                    Name = Name,
                    Etag = Etag,
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            TempData["Status"] = texts["Criterion.Deleted"].Value;
            return Redirect(CaseUrl);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            return Page();
        }
    }
}
