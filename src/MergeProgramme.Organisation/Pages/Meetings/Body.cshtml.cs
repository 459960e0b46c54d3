using MergeProgramme.Organisation.Minutes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Meetings;

/// <summary>The meetings of one body, the next one first, and the cases that wait for it.</summary>
[PagePermission("organisation.read")]
internal sealed class BodyModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : MeetingsPage(client)
{
    public IReadOnlyList<Meeting> Coming { get; private set; } = [];

    /// <summary>The newest first.</summary>
    public IReadOnlyList<Meeting> Past { get; private set; } = [];

    public Meeting? Next { get; private set; }

    /// <summary>Cases whose turn it is here.</summary>
    public IReadOnlyList<(Case Case, Treatment Treatment)> Waiting { get; private set; } = [];

    public bool Ended => Body.EndDate.ToDateOnly() < Today;

    public DateOnly Today { get; private set; }

    public async Task OnGetAsync()
    {
        Today = time.Today();
        await LoadBodyAsync("");
        ViewData["Title"] = texts["Meetings.Of", Body.DisplayName].Value;
        var all = await MeetingsAsync(BodyName);
        Coming = all.FindAll(m => m.Date.ToDateOnly() >= Today);
        Past = [.. all.Except(Coming).Reverse()];
        Next = Coming.FirstOrDefault(m => m.State is MeetingState.Planned or MeetingState.PapersSent);
        Waiting =
        [
            .. (await CasesAsync(BodyName))
                .Where(c => c.Standing.State != CaseState.Stopped)
                .SelectMany(c => c.Treatments.Select(t => (c, t)))
                .Where(w => w.t.Body == BodyName && !DecisionRules.Concludes(w.t.Outcome))
                .OrderBy(w => w.t.PlannedDate.ToDateOnly() ?? DateOnly.MaxValue),
        ];
    }
}
