using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Measures;

/// <summary>What is done to get the benefits, by benefit, with what it is to give.</summary>
[PagePermission("benefits.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    // What people look through on one page; a programme with more is narrowed by its sub-project.
    private const int PerPage = 200;

    /// <summary>Last part of a sub-project's name: only its measures. All where it is empty.</summary>
    [FromQuery(Name = "subProject")]
    public string SubProject { get; set; } = "";

    [FromQuery(Name = "after")]
    public string After { get; set; } = "";

    /// <summary>Measures by the benefit that they give; those without one last.</summary>
    public IReadOnlyList<(string Benefit, string Text, List<Measure> Measures)> ByBenefit { get; private set; } = [];

    public int Count { get; private set; }

    /// <summary>Where the list goes on; empty on its last page.</summary>
    public string NextUrl { get; private set; } = "";

    /// <summary>Sum of the likely full-year effects of what is not given up, on this page.</summary>
    public static Google.Type.Money Sum(IEnumerable<Measure> measures) =>
        Ore.ToMoney(measures.Where(m => m.State != MeasureState.Dropped).Sum(m => Ore.Of(m.EffectLikely)));

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Measures.Title"], "measures");
        var answer = await benefits.ListMeasuresAsync(
            new()
            {
                Parent = ProgrammeName,
                SubProject = SubProject.Length == 0 ? "" : $"{ProgrammeName}/subProjects/{SubProject}",
                PageSize = PerPage,
                PageToken = After,
            },
            cancellationToken: Aborted
        );
        Count = answer.Measures.Count;
        NextUrl =
            answer.NextPageToken.Length == 0
                ? ""
                : $"/{ProgrammeName}/measures?subProject={Uri.EscapeDataString(SubProject)}&after={Uri.EscapeDataString(answer.NextPageToken)}";
        var known = (
            await benefits.ListBenefitsAsync(new() { Parent = ProgrammeName, PageSize = Everything }, cancellationToken: Aborted)
        ).Benefits.ToDictionary(b => b.Name, b => b.Text);
        ByBenefit =
        [
            .. answer
                .Measures.GroupBy(m => m.Benefit)
                .OrderBy(group => group.Key.Length == 0)
                .Select(group => (group.Key, known.GetValueOrDefault(group.Key, ""), group.ToList())),
        ];
    }
}
