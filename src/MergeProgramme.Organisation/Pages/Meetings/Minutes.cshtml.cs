using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Meetings;

/// <summary>The minutes, as they go to paper.</summary>
[PagePermission("organisation.read")]
internal sealed class MinutesModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : MeetingPage(client)
{
    public IReadOnlyList<FollowUp> FollowUps { get; private set; } = [];

    public bool IsHeld => Meeting.State is MeetingState.Held or MeetingState.MinutesApproved;

    public async Task OnGetAsync()
    {
        await LoadMeetingAsync(m => $"{texts["Minutes"].Value} {m.BodyDisplayName} {Formats.Date(m.Date)}");
        if (IsHeld)
            FollowUps = await FollowUpsAsync(MeetingName);
    }
}
