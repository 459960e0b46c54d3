using Grpc.Core;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Procurements;

/// <summary>Changes a procurement: all of it in preparation, afterwards what is not locked.</summary>
[PagePermission("procurement.write")]
internal sealed class EditModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : CasePage(organisation, procurement)
{
    [BindProperty(Name = "")]
    public CaseForm Form { get; set; } = new();

    public List<SelectListItem> NeedChoices { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = CaseForm.From(Case);
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var request = new UpdateProcurementCaseRequest { RequestId = RequestId };
        if (Case.State != ProcurementCaseState.Preparation)
        {
            request.UpdateMask = new()
            {
                Paths = { "title", "description", "evaluation_days", "contract_days", "implementation_days" },
            };
        }
        request.ProcurementCase = Form.ToCase(CaseName, ModelState, texts);
        if (!ModelState.IsValid)
            return Page();
        try
        {
            await ProcurementClient.UpdateProcurementCaseAsync(request, cancellationToken: Aborted);
        }
        catch (RpcException e) when (ModelState.Accepts(e, CaseForm.FieldOf))
        {
            // What the writer typed stays in the form; saving once more is then a choice.
            Form.Etag = Case.Etag;
            return Page();
        }
        TempData["Status"] = texts["Need.Saved"].Value;
        return Redirect(CaseUrl);
    }

    private async Task LoadAsync()
    {
        await LoadCaseAsync(texts["Cases.Edit"]);
        NeedChoices = await Procurements.NeedChoices.ReadAsync(ProcurementClient, ProgrammeName, Aborted);
    }
}
