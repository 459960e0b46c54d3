using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.SuccessFactors;

/// <summary>One critical success factor: how it goes, and who follows it up.</summary>
[PagePermission("mandates.read")]
internal sealed class DetailsModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : FactorForm(organisation, mandates, texts)
{
    [FromRoute(Name = "factor")]
    public string FactorId { get; set; } = "";

    [BindProperty]
    public FactorStatus Status { get; set; }

    [BindProperty]
    public string Reason { get; set; } = "";

    [BindProperty]
    public DateOnly? Date { get; set; }

    public string FactorName => $"{PlaceName}/successFactors/{FactorId}";

    public string FactorUrl => Addresses.OfFactor(FactorName);

    public CriticalSuccessFactor Factor { get; private set; } = new();

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (Text, Owner, Status, Date) = (Factor.Text, Factor.Owner, Factor.Status, time.Today());
        RequestId = Guid.NewGuid().ToString();
    }

    public Task<IActionResult> OnPostAssessAsync() =>
        TryAsync(async () =>
        {
            await Mandates.AssessCriticalSuccessFactorAsync(
                new()
                {
                    Name = FactorName,
                    Etag = Etag,
                    Assessment = new()
                    {
                        Status = Status,
                        Reason = Reason,
                        Date = Date.ToDate(),
                    },
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            return Done(FactorUrl, Words["Risk.IsAssessed"]);
        });

    public Task<IActionResult> OnPostChangeAsync() =>
        TryAsync(async () =>
        {
            await Mandates.UpdateCriticalSuccessFactorAsync(
                new() { CriticalSuccessFactor = Read(FactorName) },
                cancellationToken: Aborted
            );
            return Done(FactorUrl, Words["Risk.Saved"]);
        });

    public Task<IActionResult> OnPostDeleteAsync() =>
        TryAsync(async () =>
        {
            await Mandates.DeleteCriticalSuccessFactorAsync(new() { Name = FactorName, Etag = Etag }, cancellationToken: Aborted);
            return Done($"{Below("risks")}#factors", Words["Factor.Deleted"]);
        });

    private async Task<IActionResult> TryAsync(Func<Task<IActionResult>> act)
    {
        try
        {
            if (ModelState.IsValid)
                return await act();
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // Shown above, each with a link to its field.
        }
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync()
    {
        Factor = await Mandates.GetCriticalSuccessFactorAsync(new() { Name = FactorName }, cancellationToken: Aborted);
        await LoadFormAsync(Words["Factor"]);
    }
}
