using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Registers;

/// <summary>What the pages of registers share whose entries stand in a sub-project, or in the programme itself.</summary>
internal abstract class RegisterPage(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : MandatePage(organisation)
{
    /// <summary>Of the form that creates something: sent twice, it creates one.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public IReadOnlyList<SubProject> SubProjects { get; private set; } = [];

    protected MandatesServiceClient Mandates { get; } = mandates;

    protected IStringLocalizer<Texts> Words { get; } = texts;

    /// <summary>The whole programme, its own entries and those of all sub-projects.</summary>
    protected string Whole => $"{ProgrammeName}/subProjects/-";

    /// <summary>The sub-project of the address, or the programme.</summary>
    public string PlaceName => SubProjectId.Length > 0 ? SubProjectName : ProgrammeName;

    /// <summary>An address below the programme.</summary>
    public string Below(string path) => $"/{ProgrammeName}/{path}";

    /// <summary>Code and name of a place, or the words for the whole programme.</summary>
    public string PlaceTitle(string place) =>
        SubProjects.FirstOrDefault(s => s.Name == place) is { } found ? TitleOf(found)
        : place == ProgrammeName ? Words["Register.WholeProgramme"]
        : ResourceNames.Id(place);

    /// <summary>What a form may create its entry in: the whole programme and its sub-projects.</summary>
    public List<SelectListItem> Places =>
        [
            .. SubProjects.Select(s => new SelectListItem(TitleOf(s), s.Name)),
            new(Words["Register.WholeProgramme"], ProgrammeName),
        ];

    /// <summary>Loads the frame and the sub-projects, and says in which section of the navigation the page stands.</summary>
    protected async Task LoadRegisterAsync(string title, string section)
    {
        await LoadFrameAsync(title);
        ViewData["Section"] = section;
        SubProjects = await SubProjectsAsync();
    }

    /// <summary>Says what was done, on the page that comes next.</summary>
    protected IActionResult Done(string address, string status)
    {
        TempData["Status"] = status;
        return LocalRedirect(address);
    }

    /// <summary>The persons of the programme to choose among, nobody first.</summary>
    protected async Task<List<SelectListItem>> OwnersAsync() =>
        [
            new(Words["Register.NoOwner"], ""),
            .. (await PersonsAsync()).Select(p => new SelectListItem(
                p.Title.Length > 0 ? $"{p.DisplayName}, {p.Title}" : p.DisplayName,
                p.Name
            )),
        ];

    protected Task<List<Risk>> RisksAsync(string parent) =>
        WholeList.ReadAsync(
            token =>
                Mandates.ListRisksAsync(
                    new()
                    {
                        Parent = parent,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Risks, answer.NextPageToken)
        );
}
