using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.FollowUps;

/// <summary>Something that somebody is to do after a meeting.</summary>
[PagePermission("organisation.meet", "programmes/{programme}/bodies/{body}")]
internal sealed class NewModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : FollowUpForm(client, texts)
{
    public Task OnGetAsync() => LoadFormAsync(Words["FollowUp.New"]);

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                await Client.CreateFollowUpAsync(
                    new()
                    {
                        RequestId = RequestId,
                        Parent = MeetingName,
                        FollowUp = Read(),
                    },
                    cancellationToken: Aborted
                );
                return Done($"{MeetingUrl}#follow-ups", Words["FollowUp.Created"]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // Shown below, at the fields.
        }
        await LoadFormAsync(Words["FollowUp.New"]);
        return Page();
    }
}
