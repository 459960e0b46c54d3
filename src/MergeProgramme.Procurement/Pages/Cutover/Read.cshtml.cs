using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Cutover;

/// <summary>One cut-over: steps, checklist, go or no-go, and what is done if it fails.</summary>
[PagePermission("procurement.read")]
internal sealed class ReadModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : CutoverPage(organisation, procurement, texts)
{
    [FromRoute(Name = "cutover")]
    public string PlanId { get; set; } = "";

    [BindProperty]
    public int? Number { get; set; }

    [BindProperty]
    public CutoverAnswer Answer { get; set; }

    [BindProperty]
    public string Comment { get; set; } = "";

    [BindProperty]
    public CutoverVerdict Verdict { get; set; }

    [BindProperty]
    public string Reason { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    public CutoverPlan Plan { get; private set; } = new();

    /// <summary>Which of the two forms was sent.</summary>
    public string Act { get; private set; } = "";

    /// <summary>The checks that can be answered: none once go is said.</summary>
    public List<SelectListItem> Open =>
        Plan.Verdict == CutoverVerdict.Go
            ? []
            :
            [
                .. Plan
                    .Checks.OrderBy(c => c.Answer == CutoverAnswer.Yes)
                    .Select(c => new SelectListItem(c.Text, c.Number.ToString(CultureInfo.InvariantCulture))),
            ];

    public List<SelectListItem> Answers =>
        [
            .. new[] { CutoverAnswer.Yes, CutoverAnswer.No }.Select(a => new SelectListItem(
                Words[$"CutoverAnswer.{a}"],
                a.ToString()
            )),
        ];

    public List<SelectListItem> Verdicts =>
        [
            .. new[] { CutoverVerdict.Go, CutoverVerdict.NoGo }.Select(v => new SelectListItem(
                Words[$"CutoverVerdict.{v}"],
                v.ToString()
            )),
        ];

    private string Name => $"{ProgrammeName}/cutoverPlans/{PlanId}";

    public Task OnGetAsync() => LoadAsync();

    public Task<IActionResult> OnPostAnswerAsync() =>
        SendAsync(
            "Answer",
            async () =>
                await Procurement.AnswerCutoverCheckAsync(
                    new()
                    {
                        Name = Name,
                        Number = Number ?? 0,
                        Answer = Answer,
                        Comment = Comment,
                        Etag = Etag,
                    },
                    cancellationToken: Aborted
                )
        );

    public Task<IActionResult> OnPostDecideAsync() =>
        SendAsync(
            "Decide",
            async () =>
                await Procurement.DecideCutoverPlanAsync(
                    new()
                    {
                        Name = Name,
                        Verdict = Verdict,
                        Reason = Reason,
                        Etag = Etag,
                    },
                    cancellationToken: Aborted
                )
        );

    private async Task<IActionResult> SendAsync(string act, Func<Task> send)
    {
        Act = act;
        if (ModelState.IsValid)
        {
            try
            {
                await send();
                return Done($"/{ProgrammeName}/cutover/{PlanId}", Words[$"Cutover.{act}.Done"]);
            }
            catch (RpcException e) when (ModelState.Accepts(e)) { }
        }
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync()
    {
        Plan = await Procurement.GetCutoverPlanAsync(new() { Name = Name }, cancellationToken: Aborted);
        await LoadMatrixAsync(Plan.Title);
    }
}
