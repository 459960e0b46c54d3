using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Meetings;

/// <summary>Calls a meeting off.</summary>
[PagePermission("organisation.meet", "programmes/{programme}/bodies/{body}")]
internal sealed class CancelModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : MeetingPage(client)
{
    [BindProperty]
    public string Reason { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    public Task OnGetAsync() => LoadMeetingAsync(_ => texts["Meeting.Cancel"]);

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                await Client.CancelMeetingAsync(
                    new()
                    {
                        Name = MeetingName,
                        Reason = Reason.Trim(),
                        Etag = Etag,
                    },
                    cancellationToken: Aborted
                );
                return Done(MeetingUrl, texts["Meeting.Cancelled"]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // Shown below, at the field.
        }
        await LoadMeetingAsync(_ => texts["Meeting.Cancel"]);
        return Page();
    }
}
