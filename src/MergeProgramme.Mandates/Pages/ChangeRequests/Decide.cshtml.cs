using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.ChangeRequests;

/// <summary>Records what a body decided on a change.</summary>
[PagePermission("mandates.decide")]
internal sealed class DecideModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : ChangeRequestPage(organisation, mandates, texts, time)
{
    [BindProperty]
    public ChangeVerdict Verdict { get; set; }

    [BindProperty]
    public string Body { get; set; } = "";

    [BindProperty]
    public DateOnly? DecisionDate { get; set; }

    [BindProperty]
    public string CaseNumber { get; set; } = "";

    [BindProperty]
    public string Wording { get; set; } = "";

    [BindProperty]
    public int? VotesFor { get; set; }

    [BindProperty]
    public int? VotesAgainst { get; set; }

    [BindProperty]
    public string Etag { get; set; } = "";

    [BindProperty]
    public string RequestId { get; set; } = "";

    /// <summary>Bodies that are entitled where the document was decided on.</summary>
    public List<SelectListItem> Bodies { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (DecisionDate, Etag, RequestId) = (Today, Change.Etag, Guid.NewGuid().ToString());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                await Mandates.DecideChangeRequestAsync(
                    new()
                    {
                        Name = ChangeName,
                        Etag = Etag,
                        Decision = new ChangeDecision
                        {
                            Verdict = Verdict,
                            Body = Body,
                            DecisionDate = DecisionDate.ToDate(),
                            CaseNumber = CaseNumber,
                            Wording = Wording,
                            VotesFor = VotesFor ?? 0,
                            VotesAgainst = VotesAgainst ?? 0,
                        },
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = Words["Change.Decided"].Value;
                return Redirect(ChangeUrl);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e)) { }
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadChangeAsync(one => Words["Change.DecideTitle", one.Number]);
        var bodies = await OrganisationClient.ListBodiesAsync(
            new() { Parent = ProgrammeName, PageSize = Everything },
            cancellationToken: Aborted
        );
        Bodies =
        [
            .. bodies
                .Bodies.Where(body => !EntitledBody.Check(ChangeName, body, Document.DecisionPoint, Today).Any())
                .Select(body => new SelectListItem(body.DisplayName, body.Name)),
        ];
    }
}
