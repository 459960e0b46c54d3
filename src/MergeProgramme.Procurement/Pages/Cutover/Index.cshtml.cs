using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Cutover;

/// <summary>The cut-over plans of a programme, held against vesting day.</summary>
[PagePermission("procurement.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : CutoverPage(organisation, procurement, texts)
{
    /// <summary>The earliest cut-over first; those without a day last.</summary>
    public IReadOnlyList<CutoverPlan> Plans { get; private set; } = [];

    /// <summary>How many cannot hold.</summary>
    public int Behind => Plans.Count(p => p.HasSlackDays && p.SlackDays < 0);

    public async Task OnGetAsync()
    {
        await LoadMatrixAsync(Words["Cutover.Title"]);
        var plans = await WholeList.ReadAsync(
            token =>
                Procurement.ListCutoverPlansAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.CutoverPlans, answer.NextPageToken)
        );
        Plans =
        [
            .. plans
                .OrderBy(p => p.CutoverDate.ToDateOnly() ?? DateOnly.MaxValue)
                .ThenBy(p => p.Title, StringComparer.CurrentCulture),
        ];
    }
}
