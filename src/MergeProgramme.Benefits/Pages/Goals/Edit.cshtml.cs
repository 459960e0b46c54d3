using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages;

/// <summary>Changes a goal.</summary>
[PagePermission("benefits.write")]
internal sealed class EditGoalModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    /// <summary>Last part of the goal's name.</summary>
    [FromRoute(Name = "goal")]
    public string GoalId { get; set; } = "";

    [BindProperty(Name = "")]
    public GoalForm Form { get; set; } = new();

    /// <summary>The goal as it stands.</summary>
    public Goal Goal { get; private set; } = new();

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = GoalForm.From(Goal);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (Form.ToGoal(Goal.Name, ModelState, texts) is not { } goal)
            return Page();
        try
        {
            await benefits.UpdateGoalAsync(new() { Goal = goal }, cancellationToken: Aborted);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // What the writer typed stays in the form; saving once more is then a choice.
            Form.Etag = Goal.Etag;
            return Page();
        }

        TempData["Status"] = texts["Saved"].Value;
        return Redirect($"/{ProgrammeName}/benefits#goal-{GoalId}");
    }

    private async Task LoadAsync()
    {
        Goal = await benefits.GetGoalAsync(new() { Name = $"{ProgrammeName}/goals/{GoalId}" }, cancellationToken: Aborted);
        await LoadFrameAsync(texts["Goal.Edit"]);
    }
}
