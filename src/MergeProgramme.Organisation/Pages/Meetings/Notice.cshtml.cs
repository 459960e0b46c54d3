using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Meetings;

/// <summary>The notice with the agenda, as it goes to paper.</summary>
[PagePermission("organisation.read")]
internal sealed class NoticeModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : MeetingPage(client)
{
    public IReadOnlyList<Appointment> Appointed { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadMeetingAsync(m => $"{texts["Notice"].Value} {m.BodyDisplayName} {Formats.Date(m.Date)}");
        Appointed = await AppointedAsync();
    }
}
