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

/// <summary>The budget of one sub-project, or of the programme itself: sums by year and kind, frames, commitments and the accounts.</summary>
[PagePermission("mandates.read")]
internal sealed class PlaceModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : BudgetPage(organisation, mandates, texts)
{
    private const int EntriesShown = 50;

    /// <summary>Where the shown entries begin.</summary>
    [FromQuery(Name = "from")]
    public string From { get; set; } = "";

    public SummariseBudgetResponse Answer { get; private set; } = new();

    public IReadOnlyList<BudgetLine> Lines { get; private set; } = [];

    public IReadOnlyList<Commitment> Commitments { get; private set; } = [];

    public IReadOnlyList<AccountEntry> Entries { get; private set; } = [];

    /// <summary>Where older entries begin; empty where there are none.</summary>
    public string Next { get; private set; } = "";

    public async Task OnGetAsync()
    {
        await LoadBudgetAsync($"{Words["Budget"]} {SubProject.Code}");
        ViewData["Title"] = $"{Words["Budget"]}: {PlaceHeading}";
        Answer = await Mandates.SummariseBudgetAsync(new() { Parent = PlaceName }, cancellationToken: Aborted);
        Lines = await LinesAsync(PlaceName);
        Commitments = await CommitmentsAsync(PlaceName);
        ListAccountEntriesResponse entries;
        var request = new ListAccountEntriesRequest { Parent = PlaceName, PageSize = EntriesShown };
        try
        {
            request.PageToken = From;
            entries = await Mandates.ListAccountEntriesAsync(request, cancellationToken: Aborted);
        }
        catch (RpcException e) when (e.StatusCode == Grpc.Core.StatusCode.InvalidArgument && From.Length > 0)
        {
            // An address that somebody has changed shows the newest.
            request.PageToken = "";
            entries = await Mandates.ListAccountEntriesAsync(request, cancellationToken: Aborted);
        }
        (Entries, Next) = (entries.AccountEntries, entries.NextPageToken);
    }

    /// <summary>All entries as a sheet, under the headings that an import knows.</summary>
    public async Task<IActionResult> OnGetEntriesAsync()
    {
        await LoadBudgetAsync(Words["Budget"]);
        return SheetFile.Of(
            $"{Words["Budget.Entries"]} {PlaceHeading}",
            BudgetWords.EntryColumns,
            (await EntriesAsync(PlaceName, 0)).Select(e => BudgetWords.Row(e, PlaceHeading, Words))
        );
    }
}
