using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Meetings;

/// <summary>All meetings of a body as a file for calendars.</summary>
[PagePermission("organisation.read")]
internal sealed class FeedModel(OrganisationServiceClient client) : MeetingsPage(client)
{
    public async Task<IActionResult> OnGetAsync()
    {
        var file = await Client.ExportBodyCalendarAsync(new() { Name = BodyName }, cancellationToken: Aborted);
        return File(file.Content.ToByteArray(), file.ContentType, file.FileName);
    }
}
