using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Plan;

/// <summary>The plan of one sub-project as a list.</summary>
[PagePermission("mandates.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : PlanPage(organisation, mandates, texts)
{
    private IReadOnlyDictionary<string, string> persons = new Dictionary<string, string>();

    public DateOnly Today { get; private set; }

    public IReadOnlyList<TimelineBar> Bars { get; private set; } = [];

    /// <summary>The sub-project's own row of the timeline.</summary>
    public TimelineRow? Slack { get; private set; }

    /// <summary>The approved document, where its plan has something that was not taken over.</summary>
    public AdoptPlanResponse? ToAdopt { get; private set; }

    /// <summary>How many lines of it that are.</summary>
    public int NewEntries { get; private set; }

    public string NameOf(string person) => person.Length == 0 ? "" : persons.GetValueOrDefault(person, "");

    public async Task OnGetAsync()
    {
        await LoadPlanAsync(Words["Plan.Title"]);
        var timeline = await Mandates.GetTimelineAsync(new() { Parent = SubProjectName }, cancellationToken: Aborted);
        Today = timeline.TodayDate.ToDateOnly()!.Value;
        Slack = timeline.Rows.FirstOrDefault(r => r.SubProject == SubProjectName);
        Bars = Slack?.Bars ?? (IReadOnlyList<TimelineBar>)[];
        if (Bars.Any(b => b.Responsible.Length > 0))
            persons = await PersonNamesAsync();
        if (!await this.MayAsync("mandates.write", SubProjectName))
            return;
        try
        {
            var plan = await Mandates.AdoptPlanAsync(
                new() { Parent = SubProjectName, ValidateOnly = true },
                cancellationToken: Aborted
            );
            NewEntries = plan.Entries.Count(e => e.Outcome is PlanEntryOutcome.Created or PlanEntryOutcome.Replanned);
            ToAdopt = NewEntries > 0 ? plan : null;
        }
        catch (RpcException e) when (e.StatusCode == Grpc.Core.StatusCode.FailedPrecondition)
        {
            // No approved document has a plan: there is nothing to offer.
        }
    }
}
