using Google.Type;
using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Budget;

/// <summary>States what a year will come to.</summary>
[PagePermission("mandates.write", "programmes/{programme}/subProjects/-")]
internal sealed class NewForecastModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : ForecastForm(organisation, mandates, texts)
{
    [BindProperty]
    public string Place { get; set; } = "";

    [BindProperty]
    public int Year { get; set; }

    [BindProperty]
    public CostKind Kind { get; set; }

    public async Task OnGetAsync([FromQuery] string? place, [FromQuery] int? year, [FromQuery] CostKind kind)
    {
        (Place, Year, Kind) = (place ?? "", year ?? time.Today().Year, kind);
        RequestId = Guid.NewGuid().ToString();
        await LoadBudgetAsync(Words["Budget.Forecast.New"]);
    }

    public Task<IActionResult> OnPostAsync()
    {
        var statement = ReadStatement();
        return TryAsync(
            async () =>
            {
                var created = await Mandates.CreateForecastAsync(
                    new()
                    {
                        Parent = Place,
                        Forecast = new() { Year = Year, Kind = Kind },
                        Statement = statement,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(UrlOf(ResourceNames.Parent(created.Name)), Words["Forecast.Saved"]);
            },
            _ => LoadBudgetAsync(Words["Budget.Forecast.New"]),
            Field
        );
    }
}
