using Grpc.Core;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Evaluations;

/// <summary>Who evaluates and how far they are; the reader's own work, and the way on.</summary>
[PagePermission("procurement.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : EvaluationPage(organisation, procurement)
{
    public bool NotOpened => Case.State is ProcurementCaseState.Preparation or ProcurementCaseState.Published;

    /// <summary>Whether nothing of the evaluation changes any more.</summary>
    public bool Locked => Case.State is not (ProcurementCaseState.Published or ProcurementCaseState.Opened);

    /// <summary>Whether the reader may see what was agreed on.</summary>
    public bool MaySee { get; private set; }

    public string ScoreUrl(Tender tender) => $"{EvaluationUrl}/tenders/{ResourceNames.Id(tender.Name)}";

    public static string ColorOf(EvaluationState state) =>
        state switch
        {
            EvaluationState.Finished => "success",
            EvaluationState.Withdrawn => "neutral",
            _ => "info",
        };

    public int ScoredBy(Evaluation mine, Tender tender) => mine.Scores.Count(score => score.Tender == tender.Name);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        try
        {
            await ProcurementClient.FinishEvaluationAsync(
                new()
                {
                    Name = Mine?.Name ?? $"{CaseName}/evaluations/none",
                    Etag = Etag,
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            return Page();
        }
        TempData["Status"] = texts["Evaluation.FinishedDone"].Value;
        return Redirect(EvaluationUrl);
    }

    private async Task LoadAsync()
    {
        await LoadEvaluationAsync(texts["Evaluation.Title"]);
        MaySee = !NotOpened && await ConsensusAsync() is not null;
    }
}
