using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.BudgetLines;

/// <summary>Registers what a budget line has in a year.</summary>
[PagePermission("benefits.verify")]
internal sealed class NewLineModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts,
    TimeProvider clock
) : ProgrammePage(organisation)
{
    [BindProperty]
    public string BudgetFunction { get; set; } = "";

    [BindProperty]
    public string BudgetAccount { get; set; } = "";

    [BindProperty]
    public string Municipality { get; set; } = "";

    [BindProperty]
    public int? Year { get; set; }

    /// <summary>As people write it.</summary>
    [BindProperty]
    public string Amount { get; set; } = "";

    [BindProperty]
    public string Source { get; set; } = "";

    /// <summary>Makes a form that is sent twice register one base.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public List<SelectListItem> MunicipalityChoices { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (BudgetFunction, BudgetAccount) = (Request.Query["function"].ToString(), Request.Query["account"].ToString());
        Year = int.TryParse(Request.Query["year"], System.Globalization.CultureInfo.InvariantCulture, out var year)
            ? year
            : clock.Today().Year;
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!Formats.TryReadAmount(Amount, out var amount))
            ModelState.AddModelError(nameof(Amount), texts["Goal.AmountUnreadable"]);
        if (ModelState.IsValid)
        {
            try
            {
                await benefits.CreateBudgetBaseAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        BudgetBase = new()
                        {
                            BudgetFunction = BudgetFunction.Trim(),
                            BudgetAccount = BudgetAccount.Trim(),
                            Municipality = Municipality,
                            Year = Year ?? 0,
                            Amount = amount,
                            Source = Source.Trim(),
                        },
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = texts["BudgetLine.Registered"].Value;
                return Redirect($"/{ProgrammeName}/budget-lines");
            }
            catch (RpcException e) when (ModelState.Accepts(e)) { }
        }
        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadFrameAsync(texts["BudgetLine.Register"], "budget-lines");
        var municipalities = await Organisation.ListMunicipalitiesAsync(
            new() { Parent = ProgrammeName, PageSize = Everything },
            cancellationToken: Aborted
        );
        MunicipalityChoices =
        [
            new(texts["BudgetLine.NoMunicipality"], ""),
            .. municipalities.Municipalities.Select(m => new SelectListItem(m.DisplayName, m.Name)),
        ];
    }
}
