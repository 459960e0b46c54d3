using MergeProgramme.Organisation.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>What the pages of this module share: the programme that they stand in, and its sub-projects.</summary>
internal abstract class ProgrammePage(OrganisationServiceClient organisation) : PageModel
{
    /// <summary>Lists of this module's pages are read whole: an office has dozens, not thousands.</summary>
    protected const int Everything = 1000;

    /// <summary>Last part of the programme's name.</summary>
    [FromRoute(Name = "programme")]
    public string ProgrammeId { get; set; } = "";

    public string ProgrammeName => $"programmes/{ProgrammeId}";

    /// <summary>The sub-projects by name, once loaded.</summary>
    public IReadOnlyDictionary<string, SubProject> SubProjects { get; private set; } = new Dictionary<string, SubProject>();

    protected OrganisationServiceClient Organisation { get; } = organisation;

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>Code and name, as people say it; the id where the sub-project is not known.</summary>
    public string TitleOf(string subProject) =>
        SubProjects.TryGetValue(subProject, out var known)
            ? $"{known.Code} {known.DisplayName}"
            : subProject[(subProject.LastIndexOf('/') + 1)..];

    /// <summary>The code alone, where there is little room.</summary>
    public string CodeOf(string subProject) =>
        SubProjects.TryGetValue(subProject, out var known) ? known.Code : TitleOf(subProject);

    /// <summary>The sub-projects to choose from.</summary>
    public List<SelectListItem> SubProjectChoices =>
        [.. SubProjects.Values.Select(s => new SelectListItem($"{s.Code} {s.DisplayName}", s.Name))];

    /// <summary>The sub-projects to narrow a list to.</summary>
    /// <param name="all">What choosing none is called.</param>
    /// <param name="chosen">Last part of the chosen one's name; empty where none is.</param>
    public IEnumerable<SelectListItem> SubProjectFilter(string all, string chosen) =>
        [
            new SelectListItem(all, "", chosen.Length == 0),
            .. SubProjectChoices.Select(c =>
            {
                var id = Platform.Names.ResourceNames.Id(c.Value);
                return new SelectListItem(c.Text, id, id == chosen);
            }),
        ];

    /// <summary>Loads what the page stands in and says so to the layout. Call it before anything is shown.</summary>
    /// <param name="title">What the page is called.</param>
    /// <param name="section">The entry of the navigation that it belongs to.</param>
    protected async Task LoadFrameAsync(string title, string section)
    {
        var programme = await Organisation.GetProgrammeAsync(new() { Name = ProgrammeName }, cancellationToken: Aborted);
        ViewData["Title"] = title;
        ViewData["Programme"] = programme.Name;
        ViewData["ProgrammeTitle"] = programme.DisplayName;
        ViewData["Section"] = section;
        List<SubProject> all = [];
        var request = new ListSubProjectsRequest { Parent = ProgrammeName, PageSize = Everything };
        do
        {
            var answer = await Organisation.ListSubProjectsAsync(request, cancellationToken: Aborted);
            all.AddRange(answer.SubProjects);
            request.PageToken = answer.NextPageToken;
        } while (request.PageToken.Length > 0);
        SubProjects = all.ToDictionary(s => s.Name);
    }
}
