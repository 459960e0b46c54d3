using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>A rule of co-determination that came after this system, or a local agreement.</summary>
[PagePermission("stakeholders.write")]
internal sealed class NewRuleModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    /// <summary>Makes a form that is sent twice write once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = Guid.NewGuid().ToString();

    [BindProperty]
    public MatterKind MatterKind { get; set; }

    [BindProperty]
    public PartyKind PartyKind { get; set; }

    [BindProperty]
    public ParticipationForm Form { get; set; }

    [BindProperty]
    public string Source { get; set; } = "";

    [BindProperty]
    public DateOnly? EffectDate { get; set; }

    [BindProperty]
    public DateOnly? EndDate { get; set; }

    [BindProperty]
    public string Note { get; set; } = "";

    public Task OnGetAsync() => LoadFrameAsync(texts["Rule.New"], "participation");

    public async Task<IActionResult> OnPostAsync()
    {
        if (ModelState.IsValid)
        {
            try
            {
                var rule = await stakeholders.CreateParticipationRuleAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        RequestId = RequestId,
                        ParticipationRule = new()
                        {
                            MatterKind = MatterKind,
                            PartyKind = PartyKind,
                            Form = Form,
                            Source = Source.Trim(),
                            EffectDate = EffectDate.ToDate(),
                            EndDate = EndDate.ToDate(),
                            Note = Note.Trim(),
                        },
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = texts["Rule.Created", rule.Source].Value;
                return LocalRedirect($"/{ProgrammeName}/participation/rules");
            }
            catch (RpcException e) when (ModelState.Accepts(e))
            {
                // Shown below, at the fields.
            }
        }
        await LoadFrameAsync(texts["Rule.New"], "participation");
        return Page();
    }
}
