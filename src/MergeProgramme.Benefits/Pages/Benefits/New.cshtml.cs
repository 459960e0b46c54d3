using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages;

/// <summary>Registers a benefit by hand.</summary>
[PagePermission("benefits.write")]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : BenefitPage(organisation, benefits)
{
    [BindProperty(Name = "")]
    public BenefitForm Form { get; set; } = new();

    /// <summary>Makes a form that is sent twice register one benefit.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        // Last part of the goal's name that it is to add to. Not bound: what is bound under a field's name stands in the field as it came.
        var goal = Request.Query["goal"].ToString();
        Form = new() { Goal = goal.Length == 0 ? "" : $"{ProgrammeName}/goals/{goal}" };
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (ModelState.IsValid)
        {
            try
            {
                await BenefitsClient.CreateBenefitAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Benefit = Form.ToBenefit(""),
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = texts["Benefit.Created"].Value;
                return Redirect($"/{ProgrammeName}/benefits");
            }
            catch (RpcException e) when (ModelState.Accepts(e)) { }
        }

        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadFrameAsync(texts["Benefits.New"]);
        await LoadGoalsAsync();
    }
}
