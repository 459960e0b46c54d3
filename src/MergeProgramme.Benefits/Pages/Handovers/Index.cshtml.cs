using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Handovers;

/// <summary>What the line has taken over, what waits and what is missing.</summary>
[PagePermission("benefits.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts,
    TimeProvider clock
) : HandoverPage(organisation, benefits)
{
    // What people look through on one page; a programme with more is narrowed by its sub-project.
    private const int PerPage = 200;

    /// <summary>What is missing first.</summary>
    public static IReadOnlyList<HandoverState> Order { get; } =
    [HandoverState.Unspecified, HandoverState.Preparing, HandoverState.Returned, HandoverState.Proposed, HandoverState.Accepted];

    /// <summary>Last part of a sub-project's name: only what belongs to it. All where it is empty.</summary>
    [FromQuery(Name = "subProject")]
    public string SubProject { get; set; } = "";

    /// <summary>"open": only what the line has not taken over.</summary>
    [FromQuery(Name = "show")]
    public string Which { get; set; } = "";

    [FromQuery(Name = "after")]
    public string After { get; set; } = "";

    public IReadOnlyList<HandoverStanding> Standings { get; private set; } = [];

    /// <summary>What waits for the reader's own answer.</summary>
    public IReadOnlyList<HandoverStanding> Mine { get; private set; } = [];

    /// <summary>Where the list goes on; empty on its last page.</summary>
    public string NextUrl { get; private set; } = "";

    public bool OpenOnly => Which == "open";

    private IReadOnlyDictionary<HandoverState, int> counts = new Dictionary<HandoverState, int>();

    public int CountOf(HandoverState state) => counts.GetValueOrDefault(state);

    public int Total => counts.Values.Sum();

    /// <summary>Whether the line should have taken it over by now.</summary>
    public bool IsLate(HandoverStanding standing) =>
        standing.State != HandoverState.Accepted && standing.HandoverDate.ToDateOnly() < clock.Today();

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Handovers.Title"], "handovers");
        // An address that names nothing of this programme shows the whole programme.
        if (!SubProjects.ContainsKey($"{ProgrammeName}/subProjects/{SubProject}"))
            SubProject = "";
        var answer = await BenefitsClient.ListHandoverStandingsAsync(
            new()
            {
                Parent = ProgrammeName,
                SubProject = SubProject.Length == 0 ? "" : $"{ProgrammeName}/subProjects/{SubProject}",
                OpenOnly = OpenOnly,
                PageSize = PerPage,
                PageToken = After,
            },
            cancellationToken: Aborted
        );
        Standings = answer.HandoverStandings;
        Mine = [.. Standings.Where(s => s.AwaitsCaller)];
        counts = answer.Counts.ToDictionary(c => c.State, c => c.Count);
        NextUrl =
            answer.NextPageToken.Length == 0
                ? ""
                : $"{HandoversUrl}?subProject={Uri.EscapeDataString(SubProject)}&show={Uri.EscapeDataString(Which)}&after={Uri.EscapeDataString(answer.NextPageToken)}";
    }
}
