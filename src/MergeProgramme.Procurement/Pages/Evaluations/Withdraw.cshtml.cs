using Grpc.Core;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Evaluations;

/// <summary>Takes out an evaluator who cannot finish.</summary>
[PagePermission("procurement.write")]
internal sealed class WithdrawModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : EvaluationPage(organisation, procurement)
{
    /// <summary>Last part of the evaluation's name.</summary>
    [FromRoute(Name = "evaluation")]
    public string EvaluationId { get; set; } = "";

    [BindProperty]
    public string Reason { get; set; } = "";

    public Evaluation Evaluation { get; private set; } = new();

    public async Task<IActionResult> OnGetAsync()
    {
        (RequestId, var found) = (Guid.NewGuid().ToString(), await LoadAsync());
        Etag = Evaluation.Etag;
        return found ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        try
        {
            await ProcurementClient.WithdrawEvaluationAsync(
                new()
                {
                    Name = Evaluation.Name,
                    Reason = Reason?.Trim() ?? "",
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
        TempData["Status"] = texts["Evaluation.Withdrawn", Evaluation.EvaluatorDisplayName].Value;
        return Redirect(EvaluationUrl);
    }

    private async Task<bool> LoadAsync()
    {
        await LoadEvaluationAsync(texts["Evaluation.Withdraw"]);
        Evaluation = Evaluations.FirstOrDefault(one => one.Name == $"{CaseName}/evaluations/{EvaluationId}") ?? new();
        return Evaluation.Name.Length > 0;
    }
}
