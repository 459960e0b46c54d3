using MergeProgramme.Access.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Names;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Access.V1.AccessService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Access.Pages;

/// <summary>What the pages on access share: the programme that they are about, or with the id <c>-</c> the whole installation.</summary>
internal abstract class AccessPage(
    AccessServiceClient access,
    OrganisationServiceClient organisation,
    IStringLocalizer<Texts> texts
) : PageModel
{
    /// <summary>Lists are read whole: an office has dozens of them.</summary>
    protected const int Everything = 1000;

    /// <summary>Last part of the programme's name, or <c>-</c>.</summary>
    [FromRoute(Name = "programme")]
    public string ProgrammeId { get; set; } = "";

    public string Parent => $"programmes/{ProgrammeId}";

    public bool IsEverywhere => Parent == CallerGrants.Everywhere;

    /// <summary>Where the page on who has access stands.</summary>
    public string Back => $"/{Parent}/access";

    /// <summary>What scopes are called, by resource name.</summary>
    public IReadOnlyDictionary<string, string> Scopes { get; private set; } = new Dictionary<string, string>();

    protected AccessServiceClient Access { get; } = access;

    protected OrganisationServiceClient Organisation { get; } = organisation;

    protected IStringLocalizer<Texts> Words { get; } = texts;

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>A scope as people call it.</summary>
    public string ScopeOf(string scope) => Scopes.GetValueOrDefault(scope) ?? ResourceNames.Id(scope);

    /// <summary>The programme, its sub-projects and its bodies to choose from.</summary>
    public List<SelectListItem> ScopeChoices => [.. Scopes.Select(s => new SelectListItem(s.Value, s.Key))];

    /// <summary>Loads what the page stands in and says so to the layout. Call it before anything is shown.</summary>
    protected async Task LoadFrameAsync(string title)
    {
        ViewData["Title"] = title;
        var scopes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (IsEverywhere)
        {
            scopes[Parent] = Words["Scope.Everywhere"];
        }
        else
        {
            var programme = await Organisation.GetProgrammeAsync(new() { Name = Parent }, cancellationToken: Aborted);
            ViewData["Programme"] = programme.Name;
            ViewData["ProgrammeTitle"] = programme.DisplayName;
            ViewData["Section"] = "access";
            scopes[Parent] = Words["Scope.Programme"];
            var subProjects = await Organisation.ListSubProjectsAsync(
                new() { Parent = Parent, PageSize = Everything },
                cancellationToken: Aborted
            );
            foreach (var subProject in subProjects.SubProjects)
                scopes[subProject.Name] = $"{subProject.Code} {subProject.DisplayName}";
            var bodies = await Organisation.ListBodiesAsync(
                new() { Parent = Parent, PageSize = Everything },
                cancellationToken: Aborted
            );
            foreach (var body in bodies.Bodies)
                scopes[body.Name] = body.DisplayName;
        }
        Scopes = scopes;
    }

    /// <summary>The registered persons of the programme.</summary>
    protected async Task<IReadOnlyList<Person>> PersonsAsync()
    {
        List<Person> all = [];
        var request = new ListPersonsRequest { Parent = Parent, PageSize = Everything };
        do
        {
            var answer = await Organisation.ListPersonsAsync(request, cancellationToken: Aborted);
            all.AddRange(answer.Persons);
            request.PageToken = answer.NextPageToken;
        } while (request.PageToken.Length > 0);
        return all;
    }

    /// <summary>Says what was done, on the page that comes next.</summary>
    protected IActionResult Done(string status)
    {
        TempData["Status"] = status;
        return LocalRedirect(Back);
    }
}
