using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Templates;

/// <summary>The templates that documents begin from: the office's own, and those that come with the system.</summary>
[PagePermission("mandates.write", "programmes/{programme}")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : TemplatePage(organisation, mandates, texts)
{
    public IReadOnlyList<OwnTemplate> All { get; private set; } = [];

    public IReadOnlyList<Template> BuiltIn { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadPageAsync(Words["Templates"]);
        All =
        [
            .. (await OwnTemplatesAsync())
                .OrderBy(one => one.State == OwnTemplateState.Retired)
                .ThenBy(one => one.DecisionPoint)
                .ThenByDescending(one => one.Version),
        ];
        BuiltIn = await BuiltInAsync();
    }
}
