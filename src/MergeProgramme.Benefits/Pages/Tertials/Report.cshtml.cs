using Grpc.Core;
using MergeProgramme.Benefits.Pages.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Tertials;

/// <summary>What the owner of a measure says about a tertial.</summary>
[PagePermission("benefits.realise")]
internal sealed class ReportModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : MeasurePage(organisation, benefits)
{
    /// <summary>Last part of the tertial's name.</summary>
    [FromRoute(Name = "tertial")]
    public string TertialId { get; set; } = "";

    [BindProperty]
    public bool NothingGained { get; set; }

    [BindProperty]
    public string Comment { get; set; } = "";

    /// <summary>Of the report that this one replaces; empty for the first.</summary>
    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>Makes a form that is sent twice report once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    /// <summary>How the measure stands in the tertial; null where nothing is expected of it there.</summary>
    public LedgerTertialRow? Row { get; private set; }

    public string ReportName => $"{MeasureName}/tertialReports/{TertialId}";

    public string TertialUrl => $"/{ProgrammeName}/tertials/{TertialId}";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (NothingGained, Comment, Etag) = (
            Row?.Report?.NothingGained ?? false,
            Row?.Report?.Comment ?? "",
            Row?.Report?.Etag ?? ""
        );
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        try
        {
            await BenefitsClient.ReportTertialAsync(
                new()
                {
                    TertialReport = new()
                    {
                        Name = ReportName,
                        NothingGained = NothingGained,
                        Comment = Comment.Trim(),
                        Etag = Etag,
                    },
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            TempData["Status"] = texts["Tertial.Sent"].Value;
            return Redirect(TertialUrl);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadMeasureAsync();
        await LoadFrameAsync(texts["Tertial.ReportHeading", Measure.Title, TertialWords.Of(ReportName)], "ledger");
        var rows = await BenefitsClient.ListLedgerTertialRowsAsync(
            new()
            {
                Parent = $"{ProgrammeName}/ledgerTertials/{TertialId}",
                Measure = MeasureName,
                PageSize = 1,
            },
            cancellationToken: Aborted
        );
        Row = rows.Rows.FirstOrDefault();
    }
}
