using Grpc.Core;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Procurements;

/// <summary>An opened tender: what it says, and whether it is qualified or rejected.</summary>
[PagePermission("procurement.read")]
internal sealed class TenderModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : CasePage(organisation, procurement)
{
    /// <summary>Last part of the tender's name.</summary>
    [FromRoute(Name = "tender")]
    public string TenderId { get; set; } = "";

    /// <summary>"qualified" or "rejected".</summary>
    [BindProperty]
    public string Verdict { get; set; } = "";

    [BindProperty]
    public string RejectReason { get; set; } = "";

    public Tender Tender { get; private set; } = new();

    /// <summary>What it must meet.</summary>
    public List<Criterion> Requirements => [.. Criteria.Where(c => c.Kind != CriterionKind.Award)];

    public List<SelectListItem> Verdicts =>
        [new(texts["Tender.IsQualified"], "qualified"), new(texts["Tender.IsRejected"], "rejected")];

    private string TenderName => $"{CaseName}/tenders/{TenderId}";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (Etag, RequestId, RejectReason) = (Tender.Etag, Guid.NewGuid().ToString(), Tender.RejectReason);
        Verdict = Tender.State switch
        {
            TenderState.Qualified => "qualified",
            TenderState.Rejected => "rejected",
            _ => "",
        };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (Verdict is not ("qualified" or "rejected"))
        {
            ModelState.AddModelError(nameof(Verdict), texts["Tender.VerdictRequired"]);
            return Page();
        }
        try
        {
            await ProcurementClient.AssessTenderAsync(
                new()
                {
                    Name = TenderName,
                    Qualified = Verdict == "qualified",
                    RejectReason = RejectReason.Trim(),
                    Etag = Etag,
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            TempData["Status"] = texts["Tender.Assessed"].Value;
            return Redirect(CaseUrl);
        }
        catch (RpcException e) when (ModelState.Accepts(e, field => field == "reject_reason" ? nameof(RejectReason) : ""))
        {
            Etag = Tender.Etag;
            return Page();
        }
    }

    /// <summary>The file as it came. It is fetched by a form: each reading is logged.</summary>
    public async Task<IActionResult> OnPostContentAsync()
    {
        try
        {
            var said = await ProcurementClient.ReadTenderAsync(new() { Name = TenderName }, cancellationToken: Aborted);
            // Never shown inside the site: what a tenderer sent may hold anything.
            return File(said.Content.ToByteArray(), "application/octet-stream", said.FileName);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAsync();
            (Etag, RequestId) = (Tender.Etag, Guid.NewGuid().ToString());
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadCaseAsync(texts["Tender.Title"]);
        await LoadCriteriaAsync();
        Tender = await ProcurementClient.GetTenderAsync(new() { Name = TenderName }, cancellationToken: Aborted);
    }
}
