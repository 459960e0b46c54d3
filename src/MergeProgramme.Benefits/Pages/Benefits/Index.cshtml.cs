using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages;

/// <summary>What is to be gained: goals with their amounts, and the benefits that add up to them.</summary>
[PagePermission("benefits.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    /// <summary>Resource name of a mandate: only what it states. All where it is empty.</summary>
    [FromQuery(Name = "mandate")]
    public string Mandate { get; set; } = "";

    public BenefitsOverview Overview { get; private set; } = new([], []);

    /// <summary>Title of the mandate that the page is narrowed to; empty where it states nothing.</summary>
    public string MandateTitle { get; private set; } = "";

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Benefits.Title"]);
        List<Goal> goals = [];
        var ofGoals = new ListGoalsRequest
        {
            Parent = ProgrammeName,
            SourceMandate = Mandate,
            PageSize = Everything,
        };
        do
        {
            var answer = await benefits.ListGoalsAsync(ofGoals, cancellationToken: Aborted);
            goals.AddRange(answer.Goals);
            ofGoals.PageToken = answer.NextPageToken;
        } while (ofGoals.PageToken.Length > 0);
        List<Benefit> all = [];
        var ofBenefits = new ListBenefitsRequest
        {
            Parent = ProgrammeName,
            SourceMandate = Mandate,
            PageSize = Everything,
        };
        do
        {
            var answer = await benefits.ListBenefitsAsync(ofBenefits, cancellationToken: Aborted);
            all.AddRange(answer.Benefits);
            ofBenefits.PageToken = answer.NextPageToken;
        } while (ofBenefits.PageToken.Length > 0);
        Overview = BenefitsOverview.Of(goals, all);
        if (Mandate.Length > 0)
        {
            MandateTitle =
                goals.Select(g => g.SourceMandateTitle).Concat(all.Select(b => b.SourceMandateTitle)).FirstOrDefault() ?? "";
        }
    }
}
