using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Plan;

/// <summary>What the pages of a sub-project's plan share: the milestone, if the page is about one, and where its pages are.</summary>
internal abstract class PlanPage(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : MandatePage(organisation)
{
    /// <summary>Last part of the milestone's name.</summary>
    [FromRoute(Name = "milestone")]
    public string MilestoneId { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    [BindProperty]
    public string RequestId { get; set; } = Guid.NewGuid().ToString();

    public Milestone Milestone { get; private set; } = new();

    public string MilestoneName => $"{SubProjectName}/milestones/{MilestoneId}";

    public string MilestoneUrl => Addresses.Of(MilestoneName);

    /// <summary>The plan of the sub-project.</summary>
    public string PlanUrl => $"{Addresses.Of(SubProjectName)}/milestones";

    /// <summary>What stands above the page.</summary>
    public (string Href, string Text)[] Trail =>
        [
            ($"/{ProgrammeName}/timeline", Words["Timeline.Title"].Value),
            (Addresses.Of(SubProjectName), SubProjectTitle),
            (PlanUrl, Words["Plan.Title"].Value),
        ];

    protected MandatesServiceClient Mandates { get; } = mandates;

    protected IStringLocalizer<Texts> Words { get; } = texts;

    /// <summary>Loads the frame of a page of the plan.</summary>
    protected async Task LoadPlanAsync(string title)
    {
        await LoadFrameAsync(title);
        ViewData["Section"] = "timeline";
    }

    /// <summary>Loads the milestone too.</summary>
    protected async Task LoadMilestoneAsync(Func<Milestone, string> title)
    {
        Milestone = await Mandates.GetMilestoneAsync(new() { Name = MilestoneName }, cancellationToken: Aborted);
        await LoadPlanAsync(title(Milestone));
        Etag = Milestone.Etag;
    }

    /// <summary>All milestones of a sub-project, or of the programme where it ends in <c>-</c>; by their last day.</summary>
    protected Task<IReadOnlyList<Milestone>> MilestonesAsync(string parent) => MilestonesAsync(Mandates, parent);

    /// <summary>What persons are called, by resource name.</summary>
    protected async Task<IReadOnlyDictionary<string, string>> PersonNamesAsync() =>
        (await PersonsAsync()).ToDictionary(p => p.Name, p => p.DisplayName, StringComparer.Ordinal);

    /// <summary>Says what was done, on the page that comes next.</summary>
    protected IActionResult Done(string address, string status)
    {
        TempData["Status"] = status;
        return LocalRedirect(address);
    }

    protected static DateOnly? Day(Google.Type.Date? date) => date.ToDateOnly();
}
