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

/// <summary>One frame: what it has been, and a change of it.</summary>
[PagePermission("mandates.read")]
internal sealed class FrameModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : FrameForm(organisation, mandates, texts)
{
    [FromRoute(Name = "budgetLine")]
    public string LineId { get; set; } = "";

    public BudgetLine Line { get; private set; } = new();

    private string LineName => $"{PlaceName}/budgetLines/{LineId}";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (Amount, DecisionDate) = (Formats.AmountInField(Line.Frame), time.Today());
        RequestId = Guid.NewGuid().ToString();
    }

    public Task<IActionResult> OnPostAdjustAsync()
    {
        var change = ReadChange();
        return TryAsync(
            async () =>
            {
                await Mandates.AdjustBudgetLineAsync(
                    new()
                    {
                        Name = LineName,
                        Etag = Etag,
                        Change = change,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(UrlOfPart(LineName), Words["Budget.FrameAdjusted"]);
            },
            _ => LoadAsync(),
            Field
        );
    }

    public Task<IActionResult> OnPostDeleteAsync()
    {
        // The form that takes away has none of the fields of the form that changes.
        ModelState.Clear();
        return TryAsync(
            async () =>
            {
                await Mandates.DeleteBudgetLineAsync(new() { Name = LineName, Etag = Etag }, cancellationToken: Aborted);
                return Done(PlaceUrl, Words["Budget.FrameDeleted"]);
            },
            _ => LoadAsync(),
            Field
        );
    }

    private async Task LoadAsync()
    {
        Line = await Mandates.GetBudgetLineAsync(new() { Name = LineName }, cancellationToken: Aborted);
        await LoadBudgetAsync($"{Words[$"CostKind.{Line.Kind}"]} {PeriodOf(Line)}");
    }
}
