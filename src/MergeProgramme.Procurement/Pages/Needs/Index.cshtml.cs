using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages;

/// <summary>What may have to be bought, and where each need comes from.</summary>
[PagePermission("procurement.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    /// <summary>Resource name of a mandate: only what it raised. All where it is empty.</summary>
    [FromQuery(Name = "mandate")]
    public string Mandate { get; set; } = "";

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Need> Needs { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Needs.Title"], "needs");
        List<Need> all = [];
        var request = new ListNeedsRequest
        {
            Parent = ProgrammeName,
            SourceMandate = Mandate,
            PageSize = Everything,
        };
        do
        {
            var answer = await procurement.ListNeedsAsync(request, cancellationToken: Aborted);
            all.AddRange(answer.Needs);
            request.PageToken = answer.NextPageToken;
        } while (request.PageToken.Length > 0);
        Needs = all;
    }
}
