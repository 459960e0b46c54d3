using MergeProgramme.Organisation.Pages.Meetings;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.FollowUps;

/// <summary>All follow-ups of a programme, the overdue ones first.</summary>
[PagePermission("organisation.read")]
internal sealed class IndexModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : MeetingsPage(client)
{
    public IReadOnlyList<FollowUp> Overdue { get; private set; } = [];

    public IReadOnlyList<FollowUp> Open { get; private set; } = [];

    /// <summary>The last one done first.</summary>
    public IReadOnlyList<FollowUp> Finished { get; private set; } = [];

    public DateOnly Today { get; private set; }

    public async Task OnGetAsync()
    {
        Today = time.Today();
        await LoadFrameAsync(texts["FollowUps"]);
        var all = await FollowUpsAsync($"{ProgrammeName}/bodies/-/meetings/-");
        Finished = [.. all.Where(f => f.DoneDate is not null).OrderByDescending(f => f.DoneDate.ToDateOnly())];
        Overdue = [.. all.Where(f => f.DoneDate is null && f.DueDate.ToDateOnly() < Today)];
        Open = [.. all.Except(Finished).Except(Overdue)];
    }
}
