using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.SuccessFactors;

/// <summary>A critical success factor of the office's own.</summary>
[PagePermission("mandates.write", "programmes/{programme}/subProjects/-")]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : FactorForm(organisation, mandates, texts)
{
    [BindProperty]
    public string Place { get; set; } = "";

    public async Task OnGetAsync()
    {
        RequestId = Guid.NewGuid().ToString();
        await LoadFormAsync(Words["Factor.New"]);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                await Mandates.CreateCriticalSuccessFactorAsync(
                    new()
                    {
                        Parent = Place,
                        CriticalSuccessFactor = Read(),
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done($"{Below("risks")}#factors", Words["Factor.Created"]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // Shown below, at the fields.
        }
        await LoadFormAsync(Words["Factor.New"]);
        return Page();
    }
}
