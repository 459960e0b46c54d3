using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages;

/// <summary>Changes a need, and says what becomes of it.</summary>
[PagePermission("procurement.write")]
internal sealed class EditModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : NeedPage(organisation, procurement)
{
    [BindProperty(Name = "")]
    public NeedForm Form { get; set; } = new();

    public async Task OnGetAsync()
    {
        await LoadAsync(title => texts["Need.Edit", title]);
        Form = NeedForm.From(Need);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync(title => texts["Need.Edit", title]);
        if (!ModelState.IsValid)
            return Page();
        try
        {
            await ProcurementClient.UpdateNeedAsync(new() { Need = Form.ToNeed(NeedName) }, cancellationToken: Aborted);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // What the writer typed stays in the form; saving once more is then a choice.
            Form.Etag = Need.Etag;
            return Page();
        }

        TempData["Status"] = texts["Need.Saved"].Value;
        return Redirect(Addresses.Of(NeedName));
    }
}
