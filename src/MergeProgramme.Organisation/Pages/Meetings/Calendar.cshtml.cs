using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Meetings;

/// <summary>The invitation to a meeting as a file for calendars.</summary>
[PagePermission("organisation.read")]
internal sealed class CalendarModel(OrganisationServiceClient client) : MeetingPage(client)
{
    public async Task<IActionResult> OnGetAsync()
    {
        var file = await Client.ExportMeetingCalendarAsync(new() { Name = MeetingName }, cancellationToken: Aborted);
        return File(file.Content.ToByteArray(), file.ContentType, file.FileName);
    }
}
