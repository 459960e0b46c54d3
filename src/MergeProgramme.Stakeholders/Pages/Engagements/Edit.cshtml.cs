using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.Engagements;

/// <summary>Changes an engagement.</summary>
[PagePermission("stakeholders.write")]
internal sealed class EditModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts
) : EngagementPage(organisation, stakeholders, texts)
{
    [BindProperty(Name = "")]
    public EngagementForm Form { get; set; } = new();

    public async Task OnGetAsync()
    {
        await LoadAsync(title => Words["Stakeholder.Edit", title]);
        Form = EngagementForm.From(Engagement);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync(title => Words["Stakeholder.Edit", title]);
        if (!ModelState.IsValid)
            return Page();
        try
        {
            await Client.UpdateEngagementAsync(
                new() { Engagement = Form.ToEngagement(EngagementName), RequestId = RequestId },
                cancellationToken: Aborted
            );
            return Done(Addresses.Of(EngagementName), Words["Engagement.Saved"]);
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            // What the writer typed stays in the form; saving once more is then a choice.
            Form.Etag = Engagement.Etag;
            return Page();
        }
    }
}
