using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Meetings;

/// <summary>All meetings of a programme: what comes, whose minutes wait, what has been.</summary>
[PagePermission("organisation.read")]
internal sealed class IndexModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : MeetingsPage(client)
{
    public IReadOnlyList<Meeting> All { get; private set; } = [];

    public IReadOnlyList<Meeting> Coming { get; private set; } = [];

    /// <summary>Held, and the minutes not approved; oldest first.</summary>
    public IReadOnlyList<Meeting> ToApprove { get; private set; } = [];

    /// <summary>The newest first.</summary>
    public IReadOnlyList<Meeting> Past { get; private set; } = [];

    /// <summary>Bodies that exist, each with its next meeting.</summary>
    public IReadOnlyList<(Body Body, Meeting? Next)> Bodies { get; private set; } = [];

    /// <summary>How many follow-ups are past their due date.</summary>
    public int Overdue { get; private set; }

    public DateOnly Today { get; private set; }

    public async Task OnGetAsync()
    {
        Today = time.Today();
        await LoadFrameAsync(texts["Meetings"]);
        All = await MeetingsAsync($"{ProgrammeName}/bodies/-");
        Coming = [.. All.Where(m => m.Date.ToDateOnly() >= Today && (IsOpen(m) || m.State == MeetingState.Cancelled))];
        ToApprove = [.. All.Where(m => m.State == MeetingState.Held || (IsOpen(m) && m.Date.ToDateOnly() < Today))];
        Past = [.. All.Except(Coming).Except(ToApprove).Reverse()];
        Bodies =
        [
            .. (await BodiesAsync())
                .Where(b => !(b.EndDate.ToDateOnly() < Today))
                .Select(b => (b, Coming.FirstOrDefault(m => m.Body == b.Name && IsOpen(m)))),
        ];
        Overdue = (await FollowUpsAsync($"{ProgrammeName}/bodies/-/meetings/-")).Count(f =>
            f.DoneDate is null && f.DueDate.ToDateOnly() < Today
        );
    }

    private static bool IsOpen(Meeting meeting) => meeting.State is MeetingState.Planned or MeetingState.PapersSent;
}
