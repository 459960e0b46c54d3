using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Appraisals;

/// <summary>The choices of a programme: what was asked, what is recommended, and whether it is decided.</summary>
[PagePermission("procurement.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : AppraisalPage(organisation, procurement, texts)
{
    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<OptionAppraisal> Appraisals { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadMatrixAsync(Words["Appraisals.Title"]);
        Appraisals = await WholeList.ReadAsync(
            token =>
                Procurement.ListOptionAppraisalsAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.OptionAppraisals, answer.NextPageToken)
        );
    }
}
