using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages;

/// <summary>What the pages of one programme share: the programme, the lists of what stands in it, and where they go.</summary>
internal abstract class ProgrammePage(OrganisationServiceClient client) : PageModel
{
    /// <summary>Lists are read whole: an office has dozens of bodies and hundreds of persons, not thousands.</summary>
    protected const int Everything = 1000;

    /// <summary>Last part of the programme's name.</summary>
    [FromRoute(Name = "programme")]
    public string ProgrammeId { get; set; } = "";

    public string ProgrammeName => $"programmes/{ProgrammeId}";

    /// <summary>The programme, once the frame is loaded.</summary>
    public Programme Programme { get; private set; } = new();

    protected OrganisationServiceClient Client { get; } = client;

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>An address below the programme: <c>/programmes/x/bodies</c> for <c>bodies</c>.</summary>
    public string Below(string path) => $"/{ProgrammeName}/{path}";

    /// <summary>Loads the programme and says to the layout what the page stands in. Call it before anything is shown.</summary>
    protected async Task LoadFrameAsync(string title)
    {
        Programme = await Client.GetProgrammeAsync(new GetProgrammeRequest { Name = ProgrammeName }, cancellationToken: Aborted);
        ViewData["Title"] = title;
        ViewData["Programme"] = Programme.Name;
        ViewData["ProgrammeTitle"] = Programme.DisplayName;
    }

    protected Task<List<Municipality>> MunicipalitiesAsync() =>
        WholeList.ReadAsync(
            token =>
                Client.ListMunicipalitiesAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Municipalities, answer.NextPageToken)
        );

    protected Task<List<SubProject>> SubProjectsAsync() =>
        WholeList.ReadAsync(
            token =>
                Client.ListSubProjectsAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.SubProjects, answer.NextPageToken)
        );

    protected Task<List<Body>> BodiesAsync(string subProject = "") =>
        WholeList.ReadAsync(
            token =>
                Client.ListBodiesAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        SubProject = subProject,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Bodies, answer.NextPageToken)
        );

    protected Task<List<Person>> PersonsAsync(string query = "") =>
        WholeList.ReadAsync(
            token =>
                Client.ListPersonsAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Query = query,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Persons, answer.NextPageToken)
        );

    protected Task<List<Appointment>> AppointmentsAsync(string body = "", string person = "") =>
        WholeList.ReadAsync(
            token =>
                Client.ListAppointmentsAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Body = body,
                        Person = person,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Appointments, answer.NextPageToken)
        );

    /// <summary>Says what was done, on the page that comes next.</summary>
    protected IActionResult Done(string address, string status)
    {
        TempData["Status"] = status;
        return LocalRedirect(address);
    }

    /// <summary>Choices with an empty one first, which stands for none.</summary>
    protected static List<SelectListItem> Choices<T>(
        IEnumerable<T> items,
        string none,
        Func<T, (string Name, string Text)> choice
    ) => [new SelectListItem(none, ""), .. items.Select(choice).Select(c => new SelectListItem(c.Text, c.Name))];

    /// <summary>The name below this programme: bodies/x → programmes/p/bodies/x.</summary>
    protected string NameOf(string collection, string id) => $"{ProgrammeName}/{collection}/{id}";

    /// <summary>Whether a name is of this programme.</summary>
    protected bool IsHere(string name) => ResourceNames.Programme(name) == ProgrammeName;
}
