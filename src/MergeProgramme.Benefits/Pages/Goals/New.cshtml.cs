using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages;

/// <summary>Registers a goal by hand.</summary>
[PagePermission("benefits.write")]
internal sealed class NewGoalModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    [BindProperty(Name = "")]
    public GoalForm Form { get; set; } = new();

    /// <summary>Makes a form that is sent twice register one goal.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Goals.New"]);
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadFrameAsync(texts["Goals.New"]);
        if (Form.ToGoal("", ModelState, texts) is { } goal)
        {
            try
            {
                await benefits.CreateGoalAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Goal = goal,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = texts["Goal.Created"].Value;
                return Redirect($"/{ProgrammeName}/benefits");
            }
            catch (RpcException e) when (ModelState.Accepts(e)) { }
        }

        return Page();
    }
}
