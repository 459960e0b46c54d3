using Grpc.Core;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Procurements;

/// <summary>Takes a complaint in, which stops the contract until it is answered.</summary>
[PagePermission("procurement.write")]
internal sealed class ComplainModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : CasePage(organisation, procurement)
{
    [BindProperty]
    public string Tender { get; set; } = "";

    [BindProperty]
    public string Text { get; set; } = "";

    public List<SelectListItem> TenderChoices { get; private set; } = [];

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
            await ProcurementClient.CreateComplaintAsync(
                new()
                {
                    Parent = CaseName,
                    Complaint = new() { Tender = Tender, Text = Text.Trim() },
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            TempData["Status"] = texts["Complaint.Received"].Value;
            return Redirect(CaseUrl);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadCaseAsync(texts["Complaint.New"]);
        TenderChoices = [new("", ""), .. (await ReadTendersAsync()).Select(t => new SelectListItem(t.Tenderer, t.Name))];
    }
}
