using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.Pages.Shared;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.SubProjects;

/// <summary>One sub-project: what it is for, where it stands, who steers it, its mandates.</summary>
[PagePermission("organisation.read")]
internal sealed class DetailsModel(OrganisationServiceClient client, MandatesServiceClient mandates, TimeProvider time)
    : ProgrammePage(client)
{
    private const int NextMilestones = 4;

    [FromRoute(Name = "subProject")]
    public string SubProjectId { get; set; } = "";

    public SubProject SubProject { get; private set; } = new();

    public SubProject? Parent { get; private set; }

    public IReadOnlyList<SubProject> Children { get; private set; } = [];

    public Person? Lead { get; private set; }

    public IReadOnlyList<(Body Body, BodyComposition Composition)> Bodies { get; private set; } = [];

    public IReadOnlyList<Mandate> Mandates { get; private set; } = [];

    /// <summary>What it gives and takes; null where the reader may not know.</summary>
    public DependenciesBeside? Dependencies { get; private set; }

    /// <summary>What comes next in its plan.</summary>
    public IReadOnlyList<Milestone> Milestones { get; private set; } = [];

    /// <summary>How its deliverables stand; null where it has neither items nor deliverables.</summary>
    public DeliverableSummary? Deliverables { get; private set; }

    /// <summary>What it owes of reports, and the last one that it has delivered.</summary>
    public SubProjectReporting? Reporting { get; private set; }

    public DateOnly Today { get; private set; }

    public string Heading => $"{SubProject.Code} {SubProject.DisplayName}";

    public string Here => Addresses.Of(SubProject.Name);

    /// <summary>Whether a new mandate can be drawn up: there is none that is open or approved.</summary>
    public bool CanBeginMandate => !Mandates.Any(m => m.State != MandateState.Decided || m.Decision?.Verdict == Verdict.Start);

    public async Task OnGetAsync()
    {
        Today = time.Today();
        SubProject = await Client.GetSubProjectAsync(
            new() { Name = NameOf("subProjects", SubProjectId) },
            cancellationToken: Aborted
        );
        await LoadFrameAsync(Heading);
        var all = await SubProjectsAsync();
        Parent = all.Find(s => s.Name == SubProject.ParentSubProject);
        Children = all.FindAll(s => s.ParentSubProject == SubProject.Name);
        if (SubProject.Lead.Length > 0)
            Lead = await Client.GetPersonAsync(new() { Name = SubProject.Lead }, cancellationToken: Aborted);
        List<(Body, BodyComposition)> bodies = [];
        foreach (var body in await BodiesAsync(SubProject.Name))
        {
            var checkedNow = await Client.CheckCompositionAsync(new() { Name = body.Name }, cancellationToken: Aborted);
            bodies.Add((body, checkedNow.Compositions[0]));
        }
        Bodies = bodies;
        var round = await Client.GetReportingRoundAsync(new() { Name = ProgrammeName }, cancellationToken: Aborted);
        Reporting = round.SubProjects.FirstOrDefault(s => s.SubProject == SubProject.Name);
        Mandates = await MandatesBeside.OfAsync(mandates, SubProject.Name, Aborted);
        Dependencies = await MandatesBeside.DependenciesAsync(mandates, SubProject.Name, Aborted);
        Milestones = await MandatesBeside.MilestonesAsync(
            mandates,
            new()
            {
                Parent = SubProject.Name,
                Filter = MilestoneFilter.Open,
                PageSize = NextMilestones,
            },
            Aborted
        );
        var summaries = await MandatesBeside.DeliverablesAsync(mandates, SubProject.Name, Aborted);
        Deliverables = summaries.Count > 0 ? summaries[0] : null;
        ViewData["Section"] = "sub-projects";
    }
}
