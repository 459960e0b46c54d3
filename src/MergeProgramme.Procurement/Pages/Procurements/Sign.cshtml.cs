using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Procurements;

/// <summary>Records the contract that was signed, after the standstill.</summary>
[PagePermission("procurement.write")]
internal sealed class SignModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : CasePage(organisation, procurement)
{
    [BindProperty]
    public string Value { get; set; } = "";

    [BindProperty]
    public DateOnly? SignDate { get; set; }

    [BindProperty]
    public DateOnly? StartDate { get; set; }

    [BindProperty]
    public DateOnly? EndDate { get; set; }

    [BindProperty]
    public DateOnly? NoticeDate { get; set; }

    [BindProperty]
    public string Option { get; set; } = "";

    [BindProperty]
    public DateOnly? OptionUseBy { get; set; }

    [BindProperty]
    public string ArchiveReference { get; set; } = "";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var contract = new Contract
        {
            SignDate = SignDate.ToDate(),
            StartDate = StartDate.ToDate(),
            EndDate = EndDate.ToDate(),
            NoticeDate = NoticeDate.ToDate(),
            ArchiveReference = ArchiveReference.Trim(),
        };
        if (Option.Trim().Length > 0)
            contract.Options.Add(new ContractOption { Title = Option.Trim(), UseByDate = OptionUseBy.ToDate() });
        if (Value.Trim().Length > 0)
        {
            if (Formats.TryReadAmount(Value, out var value))
                contract.Value = value;
            else
                ModelState.AddModelError(nameof(Value), texts["AmountUnreadable"]);
        }
        if (!ModelState.IsValid)
            return Page();
        try
        {
            await ProcurementClient.CreateContractAsync(
                new()
                {
                    Parent = CaseName,
                    Contract = contract,
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            TempData["Status"] = texts["Contract.Registered"].Value;
            return Redirect(CaseUrl);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadCaseAsync(texts["Contract.New"]);
    }
}
