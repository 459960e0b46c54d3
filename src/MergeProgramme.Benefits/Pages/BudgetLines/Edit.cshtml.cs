using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.BudgetLines;

/// <summary>Changes what a budget line has in a year.</summary>
[PagePermission("benefits.verify")]
internal sealed class EditLineModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    /// <summary>Last part of the name of the base.</summary>
    [FromRoute(Name = "budgetBase")]
    public string BaseId { get; set; } = "";

    /// <summary>As people write it.</summary>
    [BindProperty]
    public string Amount { get; set; } = "";

    [BindProperty]
    public string Source { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    public BudgetBase Base { get; private set; } = new();

    /// <summary>"253/010".</summary>
    public string Label => $"{Base.BudgetFunction}/{Base.BudgetAccount}";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (Amount, Source, Etag) = (Formats.AmountInField(Base.Amount), Base.Source, Base.Etag);
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
                await benefits.UpdateBudgetBaseAsync(
                    new()
                    {
                        BudgetBase = new()
                        {
                            Name = Base.Name,
                            Amount = amount,
                            Source = Source.Trim(),
                            Etag = Etag,
                        },
                        UpdateMask = new() { Paths = { "amount", "source" } },
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = texts["Saved"].Value;
                return Redirect($"/{ProgrammeName}/budget-lines");
            }
            catch (RpcException e) when (ModelState.Accepts(e))
            {
                Etag = Base.Etag;
            }
        }
        return Page();
    }

    private async Task LoadAsync()
    {
        Base = await benefits.GetBudgetBaseAsync(
            new() { Name = $"{ProgrammeName}/budgetBases/{BaseId}" },
            cancellationToken: Aborted
        );
        await LoadFrameAsync(texts["BudgetLine.EditOf", Label, Base.Year], "budget-lines");
    }
}
