using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.Engagements;

/// <summary>Writes into the log that the programme was in touch with somebody.</summary>
[PagePermission("stakeholders.write")]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    TimeProvider time,
    IStringLocalizer<Texts> texts
) : RegisterPage(organisation, stakeholders, texts)
{
    [BindProperty(Name = "")]
    public EngagementForm Form { get; set; } = new();

    public async Task OnGetAsync(string? stakeholder)
    {
        await LoadRegisterAsync(Words["Engagements.New"], "engagements");
        Form = new() { Date = time.Today() };
        if (stakeholder is not null)
            Form.Stakeholders.Add($"{ProgrammeName}/stakeholders/{stakeholder}");
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadRegisterAsync(Words["Engagements.New"], "engagements");
        if (!ModelState.IsValid)
            return Page();
        try
        {
            var created = await Client.CreateEngagementAsync(
                new()
                {
                    Parent = ProgrammeName,
                    Engagement = Form.ToEngagement(""),
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            return Done(Addresses.Of(created.Name), Words["Engagement.Created"]);
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            return Page();
        }
    }
}
