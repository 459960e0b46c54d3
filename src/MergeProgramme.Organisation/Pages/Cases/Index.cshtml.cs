using MergeProgramme.Organisation.Pages.Meetings;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Cases;

/// <summary>All cases of a programme: what is late first, then what is under way, then the rest.</summary>
[PagePermission("organisation.read")]
internal sealed class IndexModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : MeetingsPage(client)
{
    /// <summary>Bodies that a line names before it counts the rest.</summary>
    public const int MostNext = 2;

    public IReadOnlyList<Case> Cases { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Cases"]);
        ViewData["Section"] = "cases";
        Cases =
        [
            .. (await CasesAsync())
                .OrderBy(c => c.Standing.Late > 0 ? 0 : 1)
                .ThenBy(c => c.Standing.State is CaseState.Finished or CaseState.Stopped ? 1 : 0),
        ];
    }
}
