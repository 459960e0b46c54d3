using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Risks;

/// <summary>One risk: what it is, how it has been assessed, and what becomes of it.</summary>
[PagePermission("mandates.read")]
internal sealed class DetailsModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : RiskPage(organisation, mandates, texts)
{
    [BindProperty]
    public RiskState State { get; set; }

    [BindProperty]
    public string Outcome { get; set; } = "";

    [BindProperty]
    public DateOnly? EndDate { get; set; }

    /// <summary>Whether the form that closes it was sent and refused.</summary>
    public bool IsClosing { get; private set; }

    public List<SelectListItem> Ends =>
        [
            new(Words["Risk.Close.Closed"], nameof(RiskState.Closed)),
            new(Words["Risk.Close.Occurred"], nameof(RiskState.Occurred)),
        ];

    public async Task OnGetAsync()
    {
        await LoadRiskAsync();
        (Probability, Consequence) = (Risk.Probability, Risk.Consequence);
        (State, Date, EndDate) = (RiskState.Closed, time.Today(), time.Today());
        RequestId = Guid.NewGuid().ToString();
    }

    public Task<IActionResult> OnPostAssessAsync() =>
        TryAsync(async () =>
        {
            await Mandates.AssessRiskAsync(
                new()
                {
                    Name = RiskName,
                    Etag = Etag,
                    Assessment = ReadAssessment(),
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            return Done(RiskUrl, Words["Risk.IsAssessed"]);
        });

    public Task<IActionResult> OnPostCloseAsync()
    {
        IsClosing = true;
        return TryAsync(async () =>
        {
            await Mandates.CloseRiskAsync(
                new()
                {
                    Name = RiskName,
                    Etag = Etag,
                    State = State,
                    Outcome = Outcome,
                    EndDate = EndDate.ToDate(),
                },
                cancellationToken: Aborted
            );
            return Done(RiskUrl, Words["Risk.IsClosed"]);
        });
    }

    public Task<IActionResult> OnPostDeleteAsync() =>
        TryAsync(async () =>
        {
            await Mandates.DeleteRiskAsync(new() { Name = RiskName, Etag = Etag }, cancellationToken: Aborted);
            return Done(Below("risks"), Words["Risk.Deleted"]);
        });

    private async Task<IActionResult> TryAsync(Func<Task<IActionResult>> act)
    {
        try
        {
            if (ModelState.IsValid)
                return await act();
        }
        catch (RpcException e) when (ModelState.Accepts(e, Field))
        {
            // Shown above, each with a link to its field.
        }
        await LoadRiskAsync();
        return Page();
    }
}
