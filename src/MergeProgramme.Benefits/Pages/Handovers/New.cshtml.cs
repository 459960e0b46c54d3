using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Handovers;

/// <summary>Begins a handover.</summary>
[PagePermission("benefits.write")]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : HandoverPage(organisation, benefits)
{
    private const int LongestChoice = 90;

    [BindProperty(Name = "")]
    public HandoverForm Form { get; set; } = new();

    /// <summary>Resource name of the measure or benefit.</summary>
    [BindProperty]
    public string Subject { get; set; } = "";

    /// <summary>Makes a form that is sent twice begin one handover.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    /// <summary>What has no handover under way.</summary>
    public List<SelectListItem> SubjectChoices { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Subject = Request.Query["subject"].ToString();
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        try
        {
            var created = await BenefitsClient.CreateHandoverAsync(
                new()
                {
                    Parent = ProgrammeName,
                    Handover = Form.ToHandover("", Subject),
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            TempData["Status"] = texts["Handover.Created"].Value;
            return Redirect($"/{created.Name}");
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadFrameAsync(texts["Handovers.New"], "handovers");
        await LoadPersonsAsync();
        var standings = await BenefitsClient.ListHandoverStandingsAsync(
            new() { Parent = ProgrammeName, PageSize = Everything },
            cancellationToken: Aborted
        );
        SubjectChoices =
        [
            .. standings
                .HandoverStandings.Where(s =>
                    s.State == HandoverState.Unspecified || (s.State == HandoverState.Accepted && !s.PassingOn)
                )
                .Select(s => new SelectListItem(Short(s.SubjectDisplayName), s.Subject)),
        ];
    }

    private static string Short(string text) => text.Length > LongestChoice ? text[..LongestChoice] + "…" : text;
}
