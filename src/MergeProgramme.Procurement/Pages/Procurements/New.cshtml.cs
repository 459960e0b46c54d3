using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Procurements;

/// <summary>Begins a procurement.</summary>
[PagePermission("procurement.write")]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    [BindProperty(Name = "")]
    public CaseForm Form { get; set; } = new();

    /// <summary>Makes a form that is sent twice begin one procurement.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    /// <summary>Resource name of the need that it begins from; empty where none was chosen.</summary>
    [FromQuery(Name = "need")]
    public string Need { get; set; } = "";

    public List<SelectListItem> NeedChoices { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        RequestId = Guid.NewGuid().ToString();
        if (NeedChoices.Find(n => n.Value == Need) is { } need)
            (Form.Title, Form.Needs) = (need.Text, [Need]);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var asked = Form.ToCase("", ModelState, texts);
        if (ModelState.IsValid)
        {
            try
            {
                var created = await procurement.CreateProcurementCaseAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        ProcurementCase = asked,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = texts["Case.Created"].Value;
                return Redirect(CaseWords.UrlOf(created.Name));
            }
            catch (RpcException e) when (ModelState.Accepts(e, CaseForm.FieldOf)) { }
        }
        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadFrameAsync(texts["Cases.New"], "needs");
        NeedChoices = await Procurements.NeedChoices.ReadAsync(procurement, ProgrammeName, Aborted);
    }
}
