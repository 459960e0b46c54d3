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

/// <summary>One forecast: what it has been, and what it is now.</summary>
[PagePermission("mandates.read")]
internal sealed class ForecastModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : ForecastForm(organisation, mandates, texts)
{
    [FromRoute(Name = "forecast")]
    public string ForecastId { get; set; } = "";

    public Forecast Forecast { get; private set; } = new();

    private string ForecastName => $"{PlaceName}/forecasts/{ForecastId}";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (Amount, Explanation) = (Formats.AmountInField(Forecast.Amount), Forecast.Statements[^1].Explanation);
        RequestId = Guid.NewGuid().ToString();
    }

    public Task<IActionResult> OnPostAsync()
    {
        var statement = ReadStatement();
        return TryAsync(
            async () =>
            {
                await Mandates.RestateForecastAsync(
                    new()
                    {
                        Name = ForecastName,
                        Etag = Etag,
                        Statement = statement,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(UrlOfPart(ForecastName), Words["Forecast.Saved"]);
            },
            _ => LoadAsync(),
            Field
        );
    }

    private async Task LoadAsync()
    {
        Forecast = await Mandates.GetForecastAsync(new() { Name = ForecastName }, cancellationToken: Aborted);
        await LoadBudgetAsync($"{Words[$"CostKind.{Forecast.Kind}"]} {FormattableString.Invariant($"{Forecast.Year}")}");
    }
}
