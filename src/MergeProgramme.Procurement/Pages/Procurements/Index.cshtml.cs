using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Procurements;

/// <summary>The programme's procurements, newest first.</summary>
[PagePermission("procurement.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    public IReadOnlyList<ProcurementCase> Cases { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Cases.Title"], "needs");
        Cases = await WholeList.ReadAsync(
            token =>
                procurement.ListProcurementCasesAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.ProcurementCases, answer.NextPageToken)
        );
    }
}
