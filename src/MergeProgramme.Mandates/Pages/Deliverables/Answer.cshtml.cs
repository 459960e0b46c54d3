using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Deliverables;

/// <summary>Records what a body said to what was handed in.</summary>
[PagePermission("mandates.decide")]
internal sealed class AnswerModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : DeliverablePage(organisation, mandates, texts, time)
{
    [BindProperty]
    public DeliverableVerdict Verdict { get; set; }

    [BindProperty]
    public string Body { get; set; } = "";

    [BindProperty]
    public DateOnly? AnswerDate { get; set; }

    [BindProperty]
    public string CaseNumber { get; set; } = "";

    [BindProperty]
    public string Wording { get; set; } = "";

    [BindProperty]
    public DateOnly? NextDueDate { get; set; }

    [BindProperty]
    public string Etag { get; set; } = "";

    [BindProperty]
    public string RequestId { get; set; } = "";

    /// <summary>Bodies that may answer today.</summary>
    public List<SelectListItem> Bodies { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (AnswerDate, Etag, RequestId) = (Today, Deliverable.Etag, Guid.NewGuid().ToString());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                await Mandates.AnswerDeliverableAsync(
                    new()
                    {
                        Name = DeliverableName,
                        Etag = Etag,
                        Verdict = Verdict,
                        Body = Body,
                        AnswerDate = AnswerDate.ToDate(),
                        CaseNumber = CaseNumber,
                        Wording = Wording,
                        NextDueDate = NextDueDate.ToDate(),
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = Words[$"Answer.Done.{Verdict}"].Value;
                return Redirect(DeliverableUrl);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e)) { }
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadDeliverableAsync(one => Words["Answer.Title", one.Title]);
        var bodies = await OrganisationClient.ListBodiesAsync(
            new() { Parent = ProgrammeName, PageSize = Everything },
            cancellationToken: Aborted
        );
        Bodies =
        [
            .. bodies
                .Bodies.Where(body => !EntitledBody.Check(DeliverableName, body, null, Today).Any())
                // Those of the sub-project itself first.
                .OrderBy(body => body.SubProject.Length == 0)
                .Select(body => new SelectListItem(body.DisplayName, body.Name)),
        ];
    }
}
