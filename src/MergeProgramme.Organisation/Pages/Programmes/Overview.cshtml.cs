using MergeProgramme.Access.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.Pages.Shared;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Access.V1.AccessService;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Programmes;

/// <summary>The cockpit of one programme: how far it has come, what is amiss and what comes next.</summary>
[PagePermission("organisation.read")]
internal sealed class OverviewModel(
    OrganisationServiceClient client,
    MandatesServiceClient mandates,
    AccessServiceClient access,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : ProgrammePage(client)
{
    /// <summary>Risks that are shown; the page of risks has all.</summary>
    internal const int MostRisks = 6;

    private const int MostReports = 5;
    private const int MostHappenings = 8;
    private const int MostLate = 5;
    private const int EventsLookedAt = 60;

    public DateOnly Today { get; private set; }

    /// <summary>Who has opened confidential records by break-glass, and has them open now.</summary>
    public IReadOnlyList<RoleAssignment> Opened { get; private set; } = [];

    public IReadOnlyList<Municipality> Municipalities { get; private set; } = [];

    public IReadOnlyList<SubProject> SubProjects { get; private set; } = [];

    /// <summary>Whether anybody has set up a body yet.</summary>
    public bool HasBodies { get; private set; }

    public CompositionWords Words { get; private set; } = null!;

    /// <summary>Rules that are broken now or ahead, the first gap first.</summary>
    public IReadOnlyList<(BodyComposition Body, CompositionFinding Finding)> Gaps { get; private set; } = [];

    public IReadOnlyList<Mandate> Awaiting { get; private set; } = [];

    /// <summary>What the programme's agreements need; null where the reader may not know.</summary>
    public DependenciesBeside? Dependencies { get; private set; }

    /// <summary>How the plan stands: slack to vesting day and what is wrong.</summary>
    public Timeline Plan { get; private set; } = new();

    /// <summary>The sub-project with the least slack to vesting day; null where none is held against it.</summary>
    public TimelineRow? Tightest { get; private set; }

    /// <summary>What should have been done, the longest ago first.</summary>
    public IReadOnlyList<PlanFinding> LateMilestones { get; private set; } = [];

    /// <summary>When decision points are planned that are not passed.</summary>
    public IReadOnlyList<Milestone> DecisionPoints { get; private set; } = [];

    /// <summary>Tolerances that the forecast has left.</summary>
    public IReadOnlyList<Tolerance> Alarmed { get; private set; } = [];

    /// <summary>Open risks that are high, or that nobody has assessed for long.</summary>
    public IReadOnlyList<Risk> Risks { get; private set; } = [];

    /// <summary>Sub-projects with deliverables that are late or wait for a body's answer.</summary>
    public IReadOnlyList<DeliverableSummary> Deliverables { get; private set; } = [];

    /// <summary>Changes asked for that wait to be assessed, decided or taken into a new version.</summary>
    public IReadOnlyList<ChangeRequest> Changes { get; private set; } = [];

    /// <summary>How the reporting round stands.</summary>
    public ReportingRound Round { get; private set; } = new();

    /// <summary>Who owes a report, the longest overdue first.</summary>
    public IReadOnlyList<SubProjectReporting> Owing { get; private set; } = [];

    /// <summary>The reports of this round that are not overdue, the first due first.</summary>
    public IReadOnlyList<SubProjectReporting> Reports { get; private set; } = [];

    public IReadOnlyList<Happening> Lately { get; private set; } = [];

    public string TitleOf(string subProject) =>
        SubProjects.FirstOrDefault(s => s.Name == subProject) is { } found
            ? $"{found.Code} {found.DisplayName}"
            : ResourceNames.Id(subProject);

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Overview"]);
        Today = time.Today();
        if (await this.MayAsync("access.read", ProgrammeName))
        {
            var roles = await access.ListRoleAssignmentsAsync(
                new() { Parent = ProgrammeName, PageSize = Everything },
                cancellationToken: Aborted
            );
            Opened = [.. roles.RoleAssignments.Where(a => a.BreakGlass && a.ExpireTime.ToDateTimeOffset() > time.GetUtcNow())];
        }
        (Municipalities, SubProjects) = (await MunicipalitiesAsync(), await SubProjectsAsync());
        var compositions = (
            await Client.CheckCompositionAsync(new() { Name = ProgrammeName }, cancellationToken: Aborted)
        ).Compositions;
        HasBodies = compositions.Count > 0;
        Gaps =
        [
            .. compositions
                .SelectMany(body => body.Findings.Where(f => f.GapDate is not null).Select(f => (body, f)))
                .OrderBy(gap => gap.f.GapDate.ToDateOnly()),
        ];
        Words = CompositionWords.Of(texts, Municipalities, Gaps.Count > 0 ? await AppointmentsAsync() : []);
        Awaiting =
        [
            .. (await MandatesBeside.OfAsync(mandates, $"{ProgrammeName}/subProjects/-", Aborted)).Where(m =>
                m.State == MandateState.Submitted
            ),
        ];
        Dependencies = await MandatesBeside.DependenciesAsync(mandates, $"{ProgrammeName}/subProjects/-", Aborted);
        Plan = await MandatesBeside.PlanAsync(mandates, ProgrammeName, Aborted);
        Tightest = Plan.Rows.Where(r => r.HasSlackDays).MinBy(r => r.SlackDays);
        LateMilestones = [.. Plan.Findings.Where(f => f.Kind == PlanFindingKind.Late).Take(MostLate)];
        DecisionPoints = await MandatesBeside.MilestonesAsync(
            mandates,
            new()
            {
                Parent = $"{ProgrammeName}/subProjects/-",
                Kind = MilestoneKind.DecisionPoint,
                Filter = MilestoneFilter.Open,
                PageSize = Everything,
            },
            Aborted
        );
        Risks =
        [
            .. (await MandatesBeside.RisksAsync(mandates, $"{ProgrammeName}/subProjects/-", Aborted)).Where(r =>
                r.Level == RiskLevel.High || r.Stale
            ),
        ];
        Alarmed = await MandatesBeside.AlarmedAsync(mandates, $"{ProgrammeName}/subProjects/-", Aborted);
        Deliverables =
        [
            .. (await MandatesBeside.DeliverablesAsync(mandates, $"{ProgrammeName}/subProjects/-", Aborted)).Where(s =>
                s.LateCount + s.WaitingCount > 0
            ),
        ];
        Changes =
        [
            .. (await MandatesBeside.ChangesAsync(mandates, $"{ProgrammeName}/subProjects/-", Aborted)).Where(c =>
                c.State is ChangeRequestState.Raised or ChangeRequestState.Assessed
                || (c.Decisions.LastOrDefault()?.Verdict == ChangeVerdict.Approved && c.Revision.Length == 0)
            ),
        ];
        Round = await Client.GetReportingRoundAsync(new() { Name = ProgrammeName }, cancellationToken: Aborted);
        Owing =
        [
            .. Round
                .SubProjects.Where(s => s.Owed.Count > 0)
                .OrderByDescending(s => s.Owed.Max(o => o.DaysLate))
                .Take(MostReports),
        ];
        Reports =
        [
            .. Round
                .SubProjects.Where(s => s.Current is not null && s.Current.State != ReportingState.Late)
                .OrderBy(s => s.Current.DueDate.ToDateOnly())
                .Take(MostReports),
        ];
        var events = await Client.ListEventsAsync(
            new() { Subject = ProgrammeName, PageSize = EventsLookedAt },
            cancellationToken: Aborted
        );
        Lately = EventWords.Of(
            texts,
            events.Events.Concat(await MandatesBeside.EventsAsync(mandates, ProgrammeName, EventsLookedAt, Aborted)),
            MostHappenings
        );
    }
}
