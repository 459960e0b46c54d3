using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Pages.Registers;
using MergeProgramme.Mandates.Tolerances;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Tolerances;

/// <summary>Records a tolerance that a body has set.</summary>
[PagePermission("mandates.decide", "programmes/{programme}/subProjects/-")]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : TolerancePage(organisation, mandates, texts)
{
    [BindProperty]
    public string Place { get; set; } = "";

    [BindProperty]
    public ToleranceDimension Dimension { get; set; }

    public List<SelectListItem> SubProjectChoices => [.. SubProjects.Select(s => new SelectListItem(TitleOf(s), s.Name))];

    public async Task OnGetAsync([FromQuery] string? place)
    {
        (Place, DecisionDate, Unit) = (place ?? "", time.Today(), ToleranceUnit.Percent);
        RequestId = Guid.NewGuid().ToString();
        await LoadTolerancesAsync(Words["Tolerance.New"]);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var change = ReadChange(Dimension);
        try
        {
            if (ModelState.IsValid)
            {
                var created = await Mandates.CreateToleranceAsync(
                    new()
                    {
                        Parent = Place,
                        Tolerance = new() { Dimension = Dimension },
                        Change = change,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(ToleranceWords.UrlOf(created.Name), Words["Tolerance.Saved"]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e, Field))
        {
            // Shown below, at the fields.
        }
        await LoadTolerancesAsync(Words["Tolerance.New"]);
        return Page();
    }
}
