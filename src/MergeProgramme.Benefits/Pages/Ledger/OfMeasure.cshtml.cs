using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Ledger;

/// <summary>What was entered as gained by one measure, the newest first, and where others claim the same money.</summary>
[PagePermission("benefits.read")]
internal sealed class OfMeasureModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : LedgerPage(organisation, benefits)
{
    public IReadOnlyList<LedgerEntry> Entries { get; private set; } = [];

    /// <summary>Budget lines of this measure on which more is claimed than there is.</summary>
    public IReadOnlyList<BudgetLine> Conflicts { get; private set; } = [];

    /// <summary>What an entry is called in a few letters.</summary>
    public string LabelOf(string entry) =>
        Entries.FirstOrDefault(e => e.Name == entry) is { } found ? TertialOf(found) : ResourceNames.Id(entry);

    public async Task OnGetAsync()
    {
        await LoadMeasureAsync();
        await LoadFrameAsync(texts["Ledger.Of", Measure.Title], "ledger");
        var answer = await BenefitsClient.ListLedgerEntriesAsync(
            new()
            {
                Parent = ProgrammeName,
                Measure = MeasureName,
                PageSize = Everything,
            },
            cancellationToken: Aborted
        );
        Entries = [.. answer.LedgerEntries.Reverse()];
        Conflicts = [.. (await LinesAsync()).Where(line => Ore.Of(line.Excess) > 0)];
    }
}
