using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.ChangeRequests;

/// <summary>Asks for a change in the newest approved document.</summary>
[PagePermission("mandates.write")]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : ChangeRequestForm(organisation, mandates, texts, time)
{
    public async Task OnGetAsync()
    {
        await LoadAsync();
        (RaisedBy, RaiseDate, RequestId) = (SubProject.Lead, Today, Guid.NewGuid().ToString());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        try
        {
            if (ModelState.IsValid)
            {
                var created = await Mandates.CreateChangeRequestAsync(
                    new()
                    {
                        Parent = SubProjectName,
                        ChangeRequest = Read(),
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = Words["Change.Raised"].Value;
                return Redirect(Addresses.Of(created.Name));
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e, Field)) { }
        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadPageAsync(Words["Change.New"]);
        if (await NewestApprovedAsync() is { } newest)
            await LoadDocumentAsync(newest.Name);
        await LoadPersonsAsync();
    }
}
