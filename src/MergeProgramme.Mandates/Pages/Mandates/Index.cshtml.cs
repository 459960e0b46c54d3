using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages;

/// <summary>All mandates of a programme: where each stands and what it needs next.</summary>
[PagePermission("mandates.read", "programmes/{programme}/subProjects/-")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : MandatePage(organisation)
{
    /// <summary>One mandate in the list.</summary>
    internal sealed record Line(Mandate Mandate, string SubProject, string Next, bool IsNewest);

    /// <summary>draft, submitted or decided; all where it is empty.</summary>
    [FromQuery(Name = "state")]
    public string State { get; set; } = "";

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    /// <summary>The choices of state: value, text key, how many.</summary>
    public IReadOnlyList<(string Value, string Key, int Count)> Filters { get; private set; } = [];

    /// <summary>Sub-projects that have no mandate yet.</summary>
    public IReadOnlyList<SubProject> Without { get; private set; } = [];

    /// <summary>Whether the programme has sub-projects at all.</summary>
    public bool HasSubProjects { get; private set; }

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Index.Title"]);
        var subProjects = await SubProjectsAsync();
        var all = await MandatesAsync(mandates, $"{ProgrammeName}/subProjects/-");
        HasSubProjects = subProjects.Count > 0;
        Without = [.. subProjects.Where(s => !all.Any(m => m.Name.StartsWith(s.Name + "/", StringComparison.Ordinal)))];
        Filters =
        [
            ("", "Index.All", all.Count),
            ("draft", "Index.Draft", all.Count(m => m.State == MandateState.Draft)),
            ("submitted", "Index.Submitted", all.Count(m => m.State == MandateState.Submitted)),
            ("decided", "Index.Decided", all.Count(m => m.State == MandateState.Decided)),
        ];
        Lines =
        [
            .. subProjects.SelectMany(subProject =>
            {
                var own = all.Where(m => m.Name.StartsWith(subProject.Name + "/", StringComparison.Ordinal)).ToList();
                var newest = own.Select(m => m.Version).DefaultIfEmpty().Max();
                return own.Where(IsAskedFor)
                    .OrderByDescending(m => m.Version)
                    .Select(m => new Line(m, TitleOf(subProject), Next(m, newest), m.Version == newest));
            }),
        ];
    }

    private bool IsAskedFor(Mandate mandate) =>
        State switch
        {
            "draft" => mandate.State == MandateState.Draft,
            "submitted" => mandate.State == MandateState.Submitted,
            "decided" => mandate.State == MandateState.Decided,
            _ => true,
        };

    private string Next(Mandate mandate, int newest)
    {
        if (mandate.Version < newest)
        {
            return texts["Next.Superseded", newest];
        }

        var open = mandate.Decision?.Conditions.Count(condition => condition.MetDate is null) ?? 0;
        return mandate.State switch
        {
            MandateState.Draft => texts["Next.Draft"],
            MandateState.Submitted => texts["Next.Submitted"],
            _ when mandate.Decision?.Verdict is Verdict.Adjust or Verdict.AssessFurther => texts["Next.Revise"],
            _ when open > 0 => texts["Next.Conditions", open],
            _ when mandate.Decision?.Verdict == Verdict.Start
                    && mandate.DecisionPoint is >= DecisionPoint.Bp1 and < DecisionPoint.Bp5 => texts[
                "Next.Continue",
                DecisionPoints.Label(mandate.DecisionPoint + 1)
            ],
            _ => texts["Next.Nothing"],
        };
    }
}
