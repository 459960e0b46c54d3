using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>Who has a stake in the programme: as a list, and by interest and influence.</summary>
[PagePermission("stakeholders.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    /// <summary>Last part of a sub-project's name: only those concerned by it. All where it is empty.</summary>
    [FromQuery(Name = "subProject")]
    public string SubProjectId { get; set; } = "";

    public IReadOnlyList<Stakeholder> All { get; private set; } = [];

    public PowerInterestGrid Grid { get; private set; } = new([]);

    /// <summary>The sub-projects to narrow the list to.</summary>
    public IEnumerable<SelectListItem> Filter => SubProjectFilter(texts["Stakeholders.AllSubProjects"], SubProjectId);

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Stakeholders.Title"], "stakeholders");
        List<Stakeholder> all = [];
        var request = new ListStakeholdersRequest
        {
            Parent = ProgrammeName,
            SubProject = SubProjectId.Length == 0 ? "" : $"{ProgrammeName}/subProjects/{SubProjectId}",
            PageSize = Everything,
        };
        do
        {
            var answer = await stakeholders.ListStakeholdersAsync(request, cancellationToken: Aborted);
            all.AddRange(answer.Stakeholders);
            request.PageToken = answer.NextPageToken;
        } while (request.PageToken.Length > 0);
        All = all;
        Grid = PowerInterestGrid.Of(all);
    }
}
