using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.ChangeRequests;

/// <summary>Changes what is asked for. It is then about the newest approved document, and must be assessed anew.</summary>
[PagePermission("mandates.write")]
internal sealed class EditModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : ChangeRequestForm(organisation, mandates, texts, time)
{
    public async Task OnGetAsync()
    {
        await LoadAsync();
        (Title, Description, Reason, RaisedBy) = (Change.Title, Change.Description, Change.Reason, Change.RaisedBy);
        (RaiseDate, Sections, Etag) = (Change.RaiseDate.ToDateOnly(), [.. Change.Sections], Change.Etag);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        try
        {
            if (ModelState.IsValid)
            {
                await Mandates.UpdateChangeRequestAsync(new() { ChangeRequest = Read(ChangeName) }, cancellationToken: Aborted);
                TempData["Status"] = Words["Change.Saved"].Value;
                return Redirect(ChangeUrl);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e, Field)) { }
        // Somebody else was first: the next save is on what stands there now.
        Etag = Change.Etag;
        ModelState.Remove(nameof(Etag));
        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadChangeAsync(one => Words["Change.Edit", one.Number]);
        if (await NewestApprovedAsync() is { } newest && newest.Name != Document.Name)
            await LoadDocumentAsync(newest.Name);
        await LoadPersonsAsync();
    }
}
