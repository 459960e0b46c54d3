using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>The parties of co-determination, and who speaks for each.</summary>
[PagePermission("stakeholders.read")]
internal sealed class PartiesModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    public IReadOnlyList<Party> All { get; private set; } = [];

    public string NameOf(string party) => All.FirstOrDefault(p => p.Name == party)?.DisplayName ?? party;

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Parties"], "participation");
        All = await stakeholders.AllPartiesAsync(ProgrammeName, Aborted);
    }
}
