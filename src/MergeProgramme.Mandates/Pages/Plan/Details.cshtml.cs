using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Plan;

/// <summary>One milestone: what was approved, what is planned, what it waits for and what waits for it.</summary>
[PagePermission("mandates.read")]
internal sealed class DetailsModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : PlanPage(organisation, mandates, texts)
{
    public DateOnly Today { get; private set; }

    public TimelineBar? Bar { get; private set; }

    public IReadOnlyList<PlanFinding> Findings { get; private set; } = [];

    public string ResponsibleName { get; private set; } = "";

    /// <summary>What it waits for, with the days in between.</summary>
    public IReadOnlyList<(Milestone Other, int Lag)> Before { get; private set; } = [];

    /// <summary>What waits for it.</summary>
    public IReadOnlyList<(Milestone Other, int Lag)> After { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadMilestoneAsync(m => m.Title);
        var timeline = await Mandates.GetTimelineAsync(new() { Parent = SubProjectName }, cancellationToken: Aborted);
        Today = timeline.TodayDate.ToDateOnly()!.Value;
        Bar = timeline.Rows.SelectMany(r => r.Bars).FirstOrDefault(b => b.Milestone == Milestone.Name);
        Findings = [.. timeline.Findings.Where(f => f.Milestone == Milestone.Name || f.Cycle.Contains(Milestone.Name))];
        var all = await MilestonesAsync($"{ProgrammeName}/subProjects/-");
        var byName = all.ToDictionary(m => m.Name, StringComparer.Ordinal);
        Before =
        [
            .. Milestone
                .Predecessors.Where(p => byName.ContainsKey(p.Predecessor))
                .Select(p => (byName[p.Predecessor], p.LagDays)),
        ];
        After = [.. all.SelectMany(m => m.Predecessors.Where(p => p.Predecessor == Milestone.Name).Select(p => (m, p.LagDays)))];
        if (Milestone.Responsible.Length > 0)
            ResponsibleName = await PersonNameAsync(Milestone.Responsible);
    }

    private async Task<string> PersonNameAsync(string person)
    {
        try
        {
            return (await OrganisationClient.GetPersonAsync(new() { Name = person }, cancellationToken: Aborted)).DisplayName;
        }
        catch (RpcException e) when (e.StatusCode == Grpc.Core.StatusCode.NotFound)
        {
            // Erased since: the milestone goes on without.
            return "";
        }
    }
}
