using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Deliverables;

/// <summary>Hands a deliverable in: when, and where its text is.</summary>
[PagePermission("mandates.write")]
internal sealed class HandInModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : DeliverablePage(organisation, mandates, texts, time)
{
    [BindProperty]
    public DateOnly? HandInDate { get; set; }

    [BindProperty]
    public string Reference { get; set; } = "";

    [BindProperty]
    public string Note { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    [BindProperty]
    public string RequestId { get; set; } = "";

    public async Task OnGetAsync()
    {
        await LoadDeliverableAsync(one => Words["HandIn.Title", one.Title]);
        (HandInDate, Etag, RequestId) = (Today, Deliverable.Etag, Guid.NewGuid().ToString());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                await Mandates.HandInDeliverableAsync(
                    new()
                    {
                        Name = DeliverableName,
                        Etag = Etag,
                        HandInDate = HandInDate.ToDate(),
                        Reference = Reference,
                        Note = Note,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = Words["HandIn.Done"].Value;
                return Redirect(DeliverableUrl);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e)) { }
        await LoadDeliverableAsync(one => Words["HandIn.Title", one.Title]);
        return Page();
    }
}
