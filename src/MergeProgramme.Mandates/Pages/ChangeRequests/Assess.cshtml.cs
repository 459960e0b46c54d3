using Google.Type;
using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.ChangeRequests;

/// <summary>Says what a change would do to time, cost, benefit, scope and quality.</summary>
[PagePermission("mandates.write")]
internal sealed class AssessModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : ChangeRequestPage(organisation, mandates, texts, time)
{
    [BindProperty]
    public int? TimeDays { get; set; }

    [BindProperty]
    public string Cost { get; set; } = "";

    [BindProperty]
    public string YearlyBenefit { get; set; } = "";

    [BindProperty]
    public string Benefit { get; set; } = "";

    [BindProperty]
    public string Scope { get; set; } = "";

    [BindProperty]
    public string Recommendation { get; set; } = "";

    [BindProperty]
    public string AssessedBy { get; set; } = "";

    [BindProperty]
    public DateOnly? AssessDate { get; set; }

    [BindProperty]
    public string Etag { get; set; } = "";

    [BindProperty]
    public string RequestId { get; set; } = "";

    public List<SelectListItem> Persons { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (AssessedBy, AssessDate, Etag, RequestId) = (SubProject.Lead, Today, Change.Etag, Guid.NewGuid().ToString());
        if (Change.Assessment is not { } before)
            return;
        (TimeDays, Benefit, Scope, Recommendation) = (before.TimeDays, before.Benefit, before.Scope, before.Recommendation);
        (Cost, YearlyBenefit) = (Formats.AmountInField(before.Cost), Formats.AmountInField(before.YearlyBenefit));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var (cost, benefit) = (Amount(nameof(Cost), Cost), Amount(nameof(YearlyBenefit), YearlyBenefit));
        if (TimeDays is null && ModelState.IsValid)
            ModelState.AddModelError(nameof(TimeDays), Words["Change.Time.Missing"]);
        try
        {
            if (ModelState.IsValid)
            {
                await Mandates.AssessChangeRequestAsync(
                    new()
                    {
                        Name = ChangeName,
                        Etag = Etag,
                        Assessment = new ChangeAssessment
                        {
                            TimeDays = TimeDays!.Value,
                            Cost = cost,
                            YearlyBenefit = benefit,
                            Benefit = Benefit,
                            Scope = Scope,
                            Recommendation = Recommendation,
                            AssessedBy = AssessedBy,
                            AssessDate = AssessDate.ToDate(),
                        },
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = Words["Change.Assessed"].Value;
                return Redirect(ChangeUrl);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e)) { }
        await LoadAsync();
        return Page();
    }

    private Money? Amount(string field, string text)
    {
        if (!Formats.TryReadAmount(text, out var amount))
            ModelState.AddModelError(field, Words["Change.AmountUnread"]);
        return amount;
    }

    private async Task LoadAsync()
    {
        await LoadChangeAsync(one => Words["Change.AssessTitle", one.Number]);
        Persons = await PersonChoicesAsync();
    }
}
