using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Ledger;

/// <summary>One entry with its evidence, what corrects it, and the answer of finance.</summary>
[PagePermission("benefits.read")]
internal sealed class EntryModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : LedgerPage(organisation, benefits)
{
    [BindProperty]
    public LedgerEntryState State { get; set; }

    [BindProperty]
    public string Reason { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    [BindProperty]
    public string RequestId { get; set; } = "";

    public LedgerEntry Entry { get; private set; } = new();

    /// <summary>The entry that this one corrects; null where it corrects none.</summary>
    public LedgerEntry? Corrected { get; private set; }

    public IReadOnlyList<LedgerEntry> Corrections { get; private set; } = [];

    /// <summary>The budget line that it takes from.</summary>
    public BudgetLine? Line { get; private set; }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (Etag, RequestId) = (Entry.Etag, Guid.NewGuid().ToString());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            await BenefitsClient.VerifyLedgerEntryAsync(
                new()
                {
                    Name = EntryName,
                    Etag = Etag,
                    State = State,
                    Reason = Reason.Trim(),
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            TempData["Status"] = texts[$"Verification.Done.{State}"].Value;
            return Redirect($"/{ProgrammeName}/verification");
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAsync();
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadMeasureAsync();
        Entry = await BenefitsClient.GetLedgerEntryAsync(new() { Name = EntryName }, cancellationToken: Aborted);
        await LoadFrameAsync($"{Measure.Title}, {TertialOf(Entry)}", "ledger");
        var all = (
            await BenefitsClient.ListLedgerEntriesAsync(
                new()
                {
                    Parent = ProgrammeName,
                    Measure = MeasureName,
                    PageSize = Everything,
                },
                cancellationToken: Aborted
            )
        ).LedgerEntries;
        Corrections = [.. all.Where(e => e.Corrects == EntryName)];
        Corrected = all.FirstOrDefault(e => e.Name == Entry.Corrects);
        Line = (await LinesAsync()).FirstOrDefault(line =>
            (line.Year, line.BudgetFunction, line.BudgetAccount, line.Municipality)
            == (Entry.Year, Entry.BudgetFunction, Entry.BudgetAccount, Entry.Municipality)
        );
    }
}
