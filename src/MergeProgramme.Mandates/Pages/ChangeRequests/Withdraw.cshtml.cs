using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.ChangeRequests;

/// <summary>Withdraws a change request, with why.</summary>
[PagePermission("mandates.write")]
internal sealed class WithdrawModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : ChangeRequestPage(organisation, mandates, texts, time)
{
    [BindProperty]
    public string Reason { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    [BindProperty]
    public string RequestId { get; set; } = "";

    public async Task OnGetAsync()
    {
        await LoadChangeAsync(one => Words["Change.WithdrawTitle", one.Number]);
        (Etag, RequestId) = (Change.Etag, Guid.NewGuid().ToString());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                await Mandates.WithdrawChangeRequestAsync(
                    new()
                    {
                        Name = ChangeName,
                        Etag = Etag,
                        Reason = Reason,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = Words["Change.IsWithdrawn"].Value;
                return Redirect(ChangeUrl);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e)) { }
        await LoadChangeAsync(one => Words["Change.WithdrawTitle", one.Number]);
        return Page();
    }
}
