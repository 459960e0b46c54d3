using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Tertials;

/// <summary>A tertial: its figures, who has reported, what waits for finance, and the closing of it.</summary>
[PagePermission("benefits.read")]
internal sealed class ReadModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    private const int PerPage = 100;

    /// <summary>Last part of the tertial's name.</summary>
    [FromRoute(Name = "tertial")]
    public string TertialId { get; set; } = "";

    /// <summary>Only what waits for the owner's report.</summary>
    [FromQuery(Name = "unreported")]
    public bool Unreported { get; set; }

    [FromQuery(Name = "after")]
    public string After { get; set; } = "";

    [BindProperty]
    public string Reason { get; set; } = "";

    /// <summary>Makes a form that is sent twice close once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public LedgerTertial Tertial { get; private set; } = new();

    public IReadOnlyList<LedgerTertialRow> Rows { get; private set; } = [];

    /// <summary>Where the list goes on; empty on its last page.</summary>
    public string NextUrl { get; private set; } = "";

    private string TertialName => $"{ProgrammeName}/ledgerTertials/{TertialId}";

    public Task OnGetAsync()
    {
        RequestId = Guid.NewGuid().ToString();
        return LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            await benefits.CloseLedgerTertialAsync(
                new()
                {
                    Name = TertialName,
                    Reason = Reason.Trim(),
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            TempData["Status"] = texts["Tertial.ClosedNow", TertialWords.Of(TertialName)].Value;
            return Redirect(TertialWords.UrlOf(TertialName));
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAsync();
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        Tertial = await benefits.GetLedgerTertialAsync(new() { Name = TertialName }, cancellationToken: Aborted);
        await LoadFrameAsync(TertialWords.Of(Tertial.Name), "ledger");
        var answer = await benefits.ListLedgerTertialRowsAsync(
            new()
            {
                Parent = TertialName,
                UnreportedOnly = Unreported,
                PageSize = PerPage,
                PageToken = After,
            },
            cancellationToken: Aborted
        );
        Rows = answer.Rows;
        NextUrl =
            answer.NextPageToken.Length == 0
                ? ""
                : $"{TertialWords.UrlOf(TertialName)}?{(Unreported ? "unreported=true&" : "")}after={Uri.EscapeDataString(answer.NextPageToken)}";
    }
}
