using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.SubProjects;

/// <summary>All sub-projects of a programme as a tree.</summary>
[PagePermission("organisation.read")]
internal sealed class IndexModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : ProgrammePage(client)
{
    public IReadOnlyList<(SubProject SubProject, int Depth)> Tree { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Persons { get; private set; } = new Dictionary<string, string>();

    public DateOnly Today { get; private set; }

    public async Task OnGetAsync()
    {
        Today = time.Today();
        await LoadFrameAsync(texts["SubProjects"]);
        Tree = SubProjectTree.Of(await SubProjectsAsync());
        if (Tree.Any(row => row.SubProject.Lead.Length > 0))
            Persons = (await PersonsAsync()).ToDictionary(p => p.Name, p => p.DisplayName, StringComparer.Ordinal);
    }
}
