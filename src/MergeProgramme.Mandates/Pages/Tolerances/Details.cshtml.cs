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

/// <summary>One tolerance: how it stands, its alarms and what was done about each, and what it has been.</summary>
[PagePermission("mandates.read")]
internal sealed class DetailsModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : TolerancePage(organisation, mandates, texts)
{
    [FromRoute(Name = "tolerance")]
    public string ToleranceId { get; set; } = "";

    [BindProperty]
    public string Action { get; set; } = "";

    /// <summary>Of the alarm that is acknowledged.</summary>
    [BindProperty]
    public int Number { get; set; }

    public Tolerance Tolerance { get; private set; } = new();

    /// <summary>Whether the form with another limit was sent and refused.</summary>
    public bool IsAdjusting { get; private set; }

    private string ToleranceName => $"{SubProjectName}/tolerances/{ToleranceId}";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        ShowLimit(Tolerance);
        (DecisionDate, RequestId) = (time.Today(), Guid.NewGuid().ToString());
        Action = Tolerance.Alarms.LastOrDefault()?.Action ?? "";
    }

    public Task<IActionResult> OnPostAcknowledgeAsync()
    {
        KeepOnly(nameof(Action), nameof(Number));
        return TryAsync(
            async () =>
                await Mandates.AcknowledgeToleranceAsync(
                    new()
                    {
                        Name = ToleranceName,
                        Etag = Etag,
                        Number = Number,
                        Action = Action,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                ),
            "Tolerance.Acknowledged"
        );
    }

    public async Task<IActionResult> OnPostAdjustAsync()
    {
        IsAdjusting = true;
        // What it may be measured in follows from what it is of.
        Tolerance = await Mandates.GetToleranceAsync(new() { Name = ToleranceName }, cancellationToken: Aborted);
        KeepOnly(nameof(Limit), nameof(Unit), nameof(Reason), nameof(Body), nameof(DecisionDate), nameof(CaseNumber));
        if (Tolerance.Dimension != ToleranceDimension.Cost)
            ModelState.Remove(nameof(Unit));
        var change = ReadChange(Tolerance.Dimension);
        return await TryAsync(
            async () =>
                await Mandates.AdjustToleranceAsync(
                    new()
                    {
                        Name = ToleranceName,
                        Etag = Etag,
                        Change = change,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                ),
            "Tolerance.Saved"
        );
    }

    // The page has two forms; what the other holds was not sent.
    private void KeepOnly(params string[] fields)
    {
        foreach (var key in ModelState.Keys.Where(key => !fields.Contains(key)).ToList())
            ModelState.Remove(key);
    }

    private async Task<IActionResult> TryAsync(Func<Task> act, string done)
    {
        try
        {
            if (ModelState.IsValid)
            {
                await act();
                return Done(ToleranceWords.UrlOf(ToleranceName), Words[done]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e, Field))
        {
            // Shown above, each with a link to its field.
        }
        await LoadAsync();
        if (!IsAdjusting)
        {
            ShowLimit(Tolerance);
            DecisionDate = time.Today();
        }
        return Page();
    }

    private async Task LoadAsync()
    {
        Tolerance = await Mandates.GetToleranceAsync(new() { Name = ToleranceName }, cancellationToken: Aborted);
        await LoadTolerancesAsync(Words[$"ToleranceDimension.{Tolerance.Dimension}"]);
    }
}
