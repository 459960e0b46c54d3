using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages;

/// <summary>Raises a need by hand.</summary>
[PagePermission("procurement.write")]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    [BindProperty(Name = "")]
    public NeedForm Form { get; set; } = new();

    /// <summary>Makes a form that is sent twice raise one need.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Needs.New"], "needs");
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadFrameAsync(texts["Needs.New"], "needs");
        if (ModelState.IsValid)
        {
            try
            {
                var created = await procurement.CreateNeedAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Need = Form.ToNeed(""),
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = texts["Need.Created"].Value;
                return Redirect(Addresses.Of(created.Name));
            }
            catch (RpcException e) when (ModelState.Accepts(e)) { }
        }

        return Page();
    }
}
