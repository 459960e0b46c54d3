using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Verification;

/// <summary>What waits for finance, and what stands in its way.</summary>
[PagePermission("benefits.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    private const int PerPage = 200;

    // More would not be read; the page of the budget lines has all.
    private const int MostConflicts = 20;

    private Dictionary<string, string> titles = [];

    [FromQuery(Name = "after")]
    public string After { get; set; } = "";

    public IReadOnlyList<LedgerEntry> Waiting { get; private set; } = [];

    public IReadOnlyList<BudgetLine> Conflicts { get; private set; } = [];

    /// <summary>Where the list goes on; empty on its last page.</summary>
    public string NextUrl { get; private set; } = "";

    public string TitleOfMeasure(LedgerEntry entry)
    {
        var measure = ResourceNames.Parent(entry.Name);
        return titles.GetValueOrDefault(measure, ResourceNames.Id(measure));
    }

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Verification.Title"], "verification");
        var answer = await benefits.ListLedgerEntriesAsync(
            new()
            {
                Parent = ProgrammeName,
                State = LedgerEntryState.Entered,
                PageSize = PerPage,
                PageToken = After,
            },
            cancellationToken: Aborted
        );
        Waiting = answer.LedgerEntries;
        NextUrl =
            answer.NextPageToken.Length == 0
                ? ""
                : $"/{ProgrammeName}/verification?after={Uri.EscapeDataString(answer.NextPageToken)}";
        // Of the measures that are shown, each once.
        foreach (var measure in Waiting.Select(e => ResourceNames.Parent(e.Name)).Distinct())
            titles[measure] = (await benefits.GetMeasureAsync(new() { Name = measure }, cancellationToken: Aborted)).Title;
        Conflicts = (
            await benefits.ListBudgetLinesAsync(
                new()
                {
                    Parent = ProgrammeName,
                    ConflictsOnly = true,
                    PageSize = MostConflicts,
                },
                cancellationToken: Aborted
            )
        ).BudgetLines;
    }
}
