using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Budget;

/// <summary>The budget of a whole programme: what may be spent, is bound, is spent and is expected, by place and year.</summary>
[PagePermission("mandates.read", "programmes/{programme}/subProjects/-")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : BudgetPage(organisation, mandates, texts)
{
    /// <summary>Of this year only; all where it is 0.</summary>
    [FromQuery(Name = "year")]
    public int Year { get; set; }

    public SummariseBudgetResponse Answer { get; private set; } = new();

    public IReadOnlyList<int> Years { get; private set; } = [];

    public bool HasAny { get; private set; }

    public int UnexplainedCount { get; private set; }

    public IReadOnlyList<Bar> Bars { get; private set; } = [];

    /// <summary>Sub-projects of which nothing is known yet.</summary>
    public IReadOnlyList<SubProject> Without { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadBudgetAsync(Words["Budget"]);
        var all = await Mandates.SummariseBudgetAsync(new() { Parent = Whole }, cancellationToken: Aborted);
        Answer =
            Year == 0
                ? all
                : await Mandates.SummariseBudgetAsync(new() { Parent = Whole, Year = Year }, cancellationToken: Aborted);
        Years = [.. all.Years.Select(y => y.Year)];
        HasAny = all.Summaries.Count > 0;
        UnexplainedCount = Answer.Summaries.Count(s => s.Unexplained);
        Without = [.. SubProjects.Where(s => all.Places.All(p => p.Place != s.Name))];
        Bars = Bar.Of([.. Answer.Places.Select(p => (TitleOfPlace(p.Place), BudgetWords.Says(Words, p.Sums), p.Sums))]);
    }

    /// <summary>Every place, year and kind as a sheet, in kroner.</summary>
    public async Task<IActionResult> OnGetExcelAsync()
    {
        await LoadBudgetAsync(Words["Budget"]);
        var answer = await Mandates.SummariseBudgetAsync(new() { Parent = Whole, Year = Year }, cancellationToken: Aborted);
        return SheetFile.Of(
            $"{Words["Budget"]} {Programme.DisplayName}",
            BudgetWords.SummaryColumns,
            answer.Summaries.Select(s => BudgetWords.Row(s, TitleOfPlace(s.Place), Words))
        );
    }
}
