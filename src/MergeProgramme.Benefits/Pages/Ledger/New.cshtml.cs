using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Ledger;

/// <summary>Enters a realised amount, or a correction of one.</summary>
[PagePermission("benefits.realise")]
internal sealed class NewEntryModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts,
    TimeProvider clock
) : LedgerPage(organisation, benefits)
{
    [BindProperty]
    public int? Year { get; set; }

    [BindProperty]
    public int Tertial { get; set; }

    /// <summary>As people write it.</summary>
    [BindProperty]
    public string Amount { get; set; } = "";

    [BindProperty]
    public string BudgetAdjustment { get; set; } = "";

    [BindProperty]
    public string CaseNumber { get; set; } = "";

    [BindProperty]
    public string Note { get; set; } = "";

    /// <summary>Last part of the name of the entry that is corrected; empty for a gain of its own.</summary>
    [BindProperty(SupportsGet = true, Name = "corrects")]
    public string Corrects { get; set; } = "";

    [BindProperty]
    public bool UnusualAmountConfirmed { get; set; }

    /// <summary>Makes a form that is sent twice enter one amount.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    /// <summary>The entry that is corrected; null for a gain of its own.</summary>
    public LedgerEntry? Corrected { get; private set; }

    public IReadOnlyList<SelectListItem> TertialChoices =>
        [.. Enumerable.Range(1, 3).Select(n => new SelectListItem(texts[$"Tertial.{n}"], $"{n}"))];

    /// <summary>Whether the amount was so unusual that somebody must say that it is right.</summary>
    public bool AsksUnusual => ModelState[nameof(Amount)]?.Errors.Count > 0 || UnusualAmountConfirmed;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        // Most report the tertial that has just ended.
        var last = Platform.Calendar.Tertial.Of(clock.Today()).Plus(-1);
        (Year, Tertial) = Corrected is null ? (last.Year, last.Number) : (Corrected.Year, Corrected.Tertial);
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!Formats.TryReadAmount(Amount, out var amount))
            ModelState.AddModelError(nameof(Amount), texts["Goal.AmountUnreadable"]);
        if (ModelState.IsValid)
        {
            try
            {
                await BenefitsClient.CreateLedgerEntryAsync(
                    new()
                    {
                        Parent = MeasureName,
                        LedgerEntry = new()
                        {
                            Year = Year ?? 0,
                            Tertial = Tertial,
                            Amount = amount,
                            BudgetAdjustment = BudgetAdjustment.Trim(),
                            CaseNumber = CaseNumber.Trim(),
                            Note = Note.Trim(),
                            Corrects = Corrected?.Name ?? "",
                        },
                        UnusualAmountConfirmed = UnusualAmountConfirmed,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = texts["Ledger.Entered"].Value;
                return Redirect(LedgerUrl);
            }
            catch (RpcException e) when (ModelState.Accepts(e)) { }
        }
        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadMeasureAsync();
        await LoadFrameAsync(texts["Ledger.NewHeading", Measure.Title], "ledger");
        if (Corrects.Length > 0)
            Corrected = await BenefitsClient.GetLedgerEntryAsync(
                new() { Name = $"{MeasureName}/ledgerEntries/{Corrects}" },
                cancellationToken: Aborted
            );
    }
}
