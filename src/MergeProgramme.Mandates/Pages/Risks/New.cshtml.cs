using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Risks;

/// <summary>Registers a risk with its first assessment.</summary>
[PagePermission("mandates.write", "programmes/{programme}/subProjects/-")]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : RiskForm(organisation, mandates, texts)
{
    [BindProperty]
    public string Place { get; set; } = "";

    public async Task OnGetAsync([FromQuery] string? place)
    {
        Place = place ?? "";
        (Strategy, Date) = (RiskResponse.Reduce, time.Today());
        RequestId = Guid.NewGuid().ToString();
        await LoadFormAsync(Words["Risk.New"]);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                var created = await Mandates.CreateRiskAsync(
                    new()
                    {
                        Parent = Place,
                        Risk = Read(),
                        Assessment = ReadAssessment(),
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(Addresses.Of(created.Name), Words["Risk.Created"]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e, Field))
        {
            // Shown below, at the fields.
        }
        await LoadFormAsync(Words["Risk.New"]);
        return Page();
    }
}
