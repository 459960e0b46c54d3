using Grpc.Core;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.Evaluations;
using MergeProgramme.Procurement.V1;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Evaluations;

/// <summary>Where the evaluators see a tender differently, widest first.</summary>
[PagePermission("procurement.read")]
internal sealed class DifferencesModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : EvaluationPage(organisation, procurement)
{
    public IReadOnlyList<ScoreDifference> Differences { get; private set; } = [];

    /// <summary>The columns of the table.</summary>
    public IReadOnlyList<string> Evaluators =>
        [.. Differences.SelectMany(one => one.EvaluatorScores).Select(one => one.EvaluatorDisplayName).Distinct()];

    public async Task OnGetAsync()
    {
        await LoadEvaluationAsync(texts["Difference.Title"]);
        try
        {
            var all = await WholeList.ReadAsync(
                token =>
                    ProcurementClient.ListScoreDifferencesAsync(
                        new()
                        {
                            Parent = CaseName,
                            PageSize = Everything,
                            PageToken = token,
                        },
                        cancellationToken: Aborted
                    ),
                answer => (answer.ScoreDifferences, answer.NextPageToken)
            );
            Differences = [.. all.OrderByDescending(one => one.Spread is null ? 0 : Exact.Number(one.Spread))];
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // What is refused stands above the page.
        }
    }
}
