using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages;

/// <summary>What the pages of mandates share: the address, and the programme and sub-project that they stand in.</summary>
internal abstract class MandatePage(OrganisationServiceClient organisation) : PageModel
{
    /// <summary>Lists of this module's pages are read whole: an office has dozens, not thousands.</summary>
    protected const int Everything = 1000;

    /// <summary>Last part of the programme's name.</summary>
    [FromRoute(Name = "programme")]
    public string ProgrammeId { get; set; } = "";

    /// <summary>Last part of the sub-project's name; empty on pages of the whole programme.</summary>
    [FromRoute(Name = "subProject")]
    public string SubProjectId { get; set; } = "";

    /// <summary>Last part of the mandate's name: its version; empty where there is none yet.</summary>
    [FromRoute(Name = "mandate")]
    public string MandateId { get; set; } = "";

    public string ProgrammeName => $"programmes/{ProgrammeId}";

    public string SubProjectName => $"{ProgrammeName}/subProjects/{SubProjectId}";

    public string MandateName => $"{SubProjectName}/mandates/{MandateId}";

    /// <summary>The page that reads the mandate.</summary>
    public string MandateUrl => Addresses.Of(MandateName);

    /// <summary>All mandates of the programme.</summary>
    public string MandatesUrl => $"/{ProgrammeName}/mandates";

    /// <summary>The programme, once the frame is loaded.</summary>
    public Programme Programme { get; private set; } = new();

    /// <summary>The sub-project, once the frame is loaded; empty on pages of the whole programme.</summary>
    public SubProject SubProject { get; private set; } = new();

    /// <summary>"A4 Helse, sosial og omsorg".</summary>
    public string SubProjectTitle => TitleOf(SubProject);

    protected OrganisationServiceClient OrganisationClient { get; } = organisation;

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>Code and name, as people say it.</summary>
    public static string TitleOf(SubProject subProject) => $"{subProject.Code} {subProject.DisplayName}";

    /// <summary>Loads what the page stands in and says so to the layout. Call it before anything is shown.</summary>
    protected async Task LoadFrameAsync(string title)
    {
        var programme = OrganisationClient
            .GetProgrammeAsync(new GetProgrammeRequest { Name = ProgrammeName }, cancellationToken: Aborted)
            .ResponseAsync;
        if (SubProjectId.Length > 0)
        {
            SubProject = await OrganisationClient.GetSubProjectAsync(
                new GetSubProjectRequest { Name = SubProjectName },
                cancellationToken: Aborted
            );
        }

        Programme = await programme;
        ViewData["Title"] = title;
        ViewData["Programme"] = Programme.Name;
        ViewData["ProgrammeTitle"] = Programme.DisplayName;
        ViewData["Section"] = "mandates";
    }

    /// <summary>All persons of the programme, by name.</summary>
    protected async Task<IReadOnlyList<Person>> PersonsAsync()
    {
        List<Person> persons = [];
        var request = new ListPersonsRequest { Parent = ProgrammeName, PageSize = Everything };
        do
        {
            var answer = await OrganisationClient.ListPersonsAsync(request, cancellationToken: Aborted);
            persons.AddRange(answer.Persons);
            request.PageToken = answer.NextPageToken;
        } while (request.PageToken.Length > 0);
        return persons;
    }

    /// <summary>All sub-projects of the programme, by code.</summary>
    protected async Task<IReadOnlyList<SubProject>> SubProjectsAsync()
    {
        List<SubProject> all = [];
        var request = new ListSubProjectsRequest { Parent = ProgrammeName, PageSize = Everything };
        do
        {
            var answer = await OrganisationClient.ListSubProjectsAsync(request, cancellationToken: Aborted);
            all.AddRange(answer.SubProjects);
            request.PageToken = answer.NextPageToken;
        } while (request.PageToken.Length > 0);
        return all;
    }

    /// <summary>All milestones of a sub-project, or of the programme where it ends in <c>-</c>; by their last day.</summary>
    protected async Task<IReadOnlyList<Milestone>> MilestonesAsync(
        V1.MandatesService.MandatesServiceClient mandates,
        string parent,
        MilestoneFilter filter = default
    )
    {
        List<Milestone> all = [];
        var request = new ListMilestonesRequest
        {
            Parent = parent,
            PageSize = Everything,
            Filter = filter,
        };
        do
        {
            var answer = await mandates.ListMilestonesAsync(request, cancellationToken: Aborted);
            all.AddRange(answer.Milestones);
            request.PageToken = answer.NextPageToken;
        } while (request.PageToken.Length > 0);
        return all;
    }

    /// <summary>All mandates of a sub-project, or of the programme where it ends in <c>-</c>.</summary>
    protected async Task<IReadOnlyList<Mandate>> MandatesAsync(V1.MandatesService.MandatesServiceClient mandates, string parent)
    {
        List<Mandate> all = [];
        var request = new ListMandatesRequest { Parent = parent, PageSize = Everything };
        do
        {
            var answer = await mandates.ListMandatesAsync(request, cancellationToken: Aborted);
            all.AddRange(answer.Mandates);
            request.PageToken = answer.NextPageToken;
        } while (request.PageToken.Length > 0);
        return all;
    }
}
