using Grpc.Core;
using MergeProgramme.Mandates.Pages.Registers;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.SuccessFactors;

/// <summary>Takes the critical success factors of the approved document into the register, once they have been looked at.</summary>
[PagePermission("mandates.write")]
internal sealed class AdoptModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : RegisterPage(organisation, mandates, texts)
{
    public AdoptSuccessFactorsResponse? Preview { get; private set; }

    public async Task OnGetAsync()
    {
        RequestId = Guid.NewGuid().ToString();
        await PreviewAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            var adopted = await Mandates.AdoptSuccessFactorsAsync(
                new() { Parent = SubProjectName, RequestId = RequestId },
                cancellationToken: Aborted
            );
            return Done($"{Below("risks")}#factors", Words["Factors.Adopted", adopted.CriticalSuccessFactors.Count]);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // Shown above.
        }
        await PreviewAsync();
        return Page();
    }

    private async Task PreviewAsync()
    {
        await LoadRegisterAsync(Words["Factors.Adopt"], "risks");
        try
        {
            Preview = await Mandates.AdoptSuccessFactorsAsync(
                new() { Parent = SubProjectName, ValidateOnly = true },
                cancellationToken: Aborted
            );
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // No document is approved yet.
        }
    }
}
