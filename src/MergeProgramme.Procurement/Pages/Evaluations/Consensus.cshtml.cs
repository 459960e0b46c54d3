using Grpc.Core;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Evaluations;

/// <summary>The minutes of the consensus meeting.</summary>
[PagePermission("procurement.read")]
internal sealed class ConsensusModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : EvaluationPage(organisation, procurement)
{
    private IReadOnlyList<CaseMember> members = [];

    /// <summary>Without an etag where nothing is recorded.</summary>
    public Consensus Agreed { get; private set; } = new();

    public bool MayRecord { get; private set; }

    public string NameOfMember(string member) =>
        members.FirstOrDefault(one => one.Name == member)?.PersonDisplayName ?? ResourceNames.Id(member);

    public async Task OnGetAsync()
    {
        await LoadEvaluationAsync(texts["Consensus.Title"]);
        members = await WholeList.ReadAsync(
            token =>
                ProcurementClient.ListCaseMembersAsync(
                    new()
                    {
                        Parent = CaseName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Members, answer.NextPageToken)
        );
        try
        {
            Agreed = await ProcurementClient.GetConsensusAsync(
                new() { Name = $"{CaseName}/consensus" },
                cancellationToken: Aborted
            );
            MayRecord = Disclosed && Case.State == ProcurementCaseState.Opened;
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // What is refused stands above the page.
        }
    }
}
