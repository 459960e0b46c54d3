using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Handovers;

/// <summary>The line owner accepts what is handed over, or gives it back.</summary>
[PagePermission("benefits.accept")]
internal sealed class AnswerHandoverModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : HandoverPage(organisation, benefits)
{
    [BindProperty]
    public HandoverVerdict Verdict { get; set; }

    [BindProperty]
    public string Wording { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    [BindProperty]
    public string RequestId { get; set; } = "";

    /// <summary>What the line owner can say.</summary>
    public List<SelectListItem> Verdicts =>
        [
            .. new[] { HandoverVerdict.Accepted, HandoverVerdict.Returned }.Select(v => new SelectListItem(
                texts[$"Handover.Say.{v}"],
                v.ToString()
            )),
        ];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (Etag, RequestId) = (Handover.Etag, Guid.NewGuid().ToString());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (ModelState.IsValid)
        {
            try
            {
                await BenefitsClient.AnswerHandoverAsync(
                    new()
                    {
                        Name = HandoverName,
                        Etag = Etag,
                        Verdict = Verdict,
                        Wording = Wording.Trim(),
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = texts[$"Handover.Answered.{Verdict}"].Value;
                return Redirect($"/{HandoverName}");
            }
            catch (RpcException e) when (ModelState.Accepts(e)) { }
        }
        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadHandoverAsync();
        await LoadFrameAsync(texts["Handover.AnswerHeading", Handover.SubjectDisplayName], "handovers");
    }
}
