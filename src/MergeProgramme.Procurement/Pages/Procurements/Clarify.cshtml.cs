using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Procurements;

/// <summary>Tells all tenderers something, and changes the text of a criterion with it.</summary>
[PagePermission("procurement.write")]
internal sealed class ClarifyModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : CasePage(organisation, procurement)
{
    [BindProperty]
    public string Question { get; set; } = "";

    [BindProperty]
    public string Answer { get; set; } = "";

    [BindProperty]
    public string Criterion { get; set; } = "";

    [BindProperty]
    public string NewDescription { get; set; } = "";

    public List<SelectListItem> CriterionChoices =>
        [new(texts["Clarification.NoCriterion"], ""), .. Criteria.Select(c => new SelectListItem(c.Title, c.Name))];

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
            await ProcurementClient.CreateClarificationAsync(
                new()
                {
                    Parent = CaseName,
                    Clarification = new()
                    {
                        Question = Question.Trim(),
                        Answer = Answer.Trim(),
                        Criterion = Criterion,
                        NewDescription = NewDescription.Trim(),
                    },
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            TempData["Status"] = texts["Clarification.Sent"].Value;
            return Redirect(CaseUrl);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadCaseAsync(texts["Clarification.New"]);
        await LoadCriteriaAsync();
    }
}
