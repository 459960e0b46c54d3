using Grpc.Core;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Procurements;

/// <summary>Proposes whom the contract is to go to, and names the case in which a body decides it.</summary>
[PagePermission("procurement.write")]
internal sealed class ProposeAwardModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : CasePage(organisation, procurement)
{
    [BindProperty]
    public string Tender { get; set; } = "";

    [BindProperty]
    public string Reasons { get; set; } = "";

    [BindProperty]
    public string DecisionCase { get; set; } = "";

    public List<SelectListItem> TenderChoices { get; private set; } = [];

    public List<SelectListItem> CaseChoices { get; private set; } = [];

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
            await ProcurementClient.CreateAwardAsync(
                new()
                {
                    Parent = CaseName,
                    Award = new()
                    {
                        Tender = Tender,
                        Reasons = Reasons.Trim(),
                        DecisionCase = DecisionCase,
                    },
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            TempData["Status"] = texts["Award.IsProposed"].Value;
            return Redirect(CaseUrl);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadCaseAsync(texts["Award.Propose"]);
        TenderChoices =
        [
            new("", ""),
            .. (await ReadTendersAsync())
                .Where(t => t.State == TenderState.Qualified)
                .Select(t => new SelectListItem(t.Tenderer, t.Name)),
        ];
        var cases = await WholeList.ReadAsync(
            token =>
                Organisation.ListCasesAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Cases, answer.NextPageToken)
        );
        CaseChoices = [new("", ""), .. cases.Select(c => new SelectListItem(c.Title, c.Name))];
    }
}
