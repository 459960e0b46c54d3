using System.Globalization;
using Grpc.Core;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Plan;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using Date = Google.Type.Date;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    private const int MostSubProjects = 1000;

    public override async Task<Timeline> GetTimeline(GetTimelineRequest request, ServerCallContext context)
    {
        var (programme, subProject) = await RequireSubProjectsAsync(request.Parent, context);
        var vesting = (
            await organisation.GetProgrammeAsync(new() { Name = programme }, cancellationToken: context.CancellationToken)
        ).VestingDate.ToDateOnly();
        var subProjects = new List<SubProject>();
        var list = new ListSubProjectsRequest { Parent = programme, PageSize = MostSubProjects };
        do
        {
            var page = await organisation.ListSubProjectsAsync(list, cancellationToken: context.CancellationToken);
            subProjects.AddRange(page.SubProjects);
            list.PageToken = page.NextPageToken;
        } while (list.PageToken.Length > 0);
        var (milestones, links, agreed) = await database.ReadAsync(
            async session =>
                (
                    await session.QueryAsync<PlannedRow>(
                        """
                        SELECT name, kind, title, decision_point, planned_start_date, planned_end_date, baseline_start_date, baseline_end_date,
                            done_date, responsible, after_vesting
                        FROM milestones WHERE programme = @programme
                        """,
                        new { programme }
                    ),
                    await session.QueryAsync<LinkRow>(
                        """
                        SELECT p.predecessor, p.milestone, p.lag_days FROM milestone_predecessors p JOIN milestones m ON m.name = p.milestone
                        WHERE m.programme = @programme ORDER BY p.milestone, p.position
                        """,
                        new { programme }
                    ),
                    // What the giver will not and the taker no longer needs holds nothing up.
                    await session.QueryAsync<LinkRow>(
                        """
                        SELECT giver_milestone AS predecessor, taker_milestone AS milestone, 0 AS lag_days, name AS dependency_agreement
                        FROM dependency_agreements
                        WHERE programme = @programme AND giver_milestone <> '' AND taker_milestone <> '' AND state NOT IN (@Declined, @Withdrawn)
                        ORDER BY name
                        """,
                        new
                        {
                            programme,
                            DependencyState.Declined,
                            DependencyState.Withdrawn,
                        }
                    )
                ),
            context.CancellationToken
        );
        // Here rather than in the database, which would carry whole rows about to sort them.
        milestones.Sort(PlannedRow.InOrder);
        return TimelineOf(request, subProject, subProjects, milestones, [.. links, .. agreed], vesting, time.Today());
    }

    private static Timeline TimelineOf(
        GetTimelineRequest request,
        string within,
        List<SubProject> subProjects,
        List<PlannedRow> milestones,
        List<LinkRow> links,
        DateOnly? vesting,
        DateOnly today
    )
    {
        var index = milestones.Index().ToDictionary(m => m.Item.Name, m => m.Index, StringComparer.Ordinal);
        PlanTask[] tasks = [.. milestones.Select(m => m.ToTask())];
        // What is asked about is a consistent view of each table, not of both: a link may be newer than the list.
        List<(LinkRow Row, PlanLink Link)> known =
        [
            .. links
                .Where(l => index.ContainsKey(l.Predecessor) && index.ContainsKey(l.Milestone))
                .Select(l => (l, new PlanLink(index[l.Predecessor], index[l.Milestone], l.LagDays))),
        ];
        var schedule = PlanSchedule.Of(tasks, [.. known.Select(l => l.Link)], vesting?.DayNumber, today.DayNumber);
        // Across sub-projects a caller sees those of its own.
        var rows = SubProjectTree
            .Of(subProjects, within)
            .Where(r => Caller.Current.May("mandates.read", r.SubProject.Name))
            .ToDictionary(
                r => r.SubProject.Name,
                r => new TimelineRow
                {
                    SubProject = r.SubProject.Name,
                    Code = r.SubProject.Code,
                    DisplayName = r.SubProject.DisplayName,
                    Depth = r.Depth,
                },
                StringComparer.Ordinal
            );
        var timeline = new Timeline
        {
            Parent = request.Parent,
            VestingDate = vesting.ToDate(),
            TodayDate = today.ToDate(),
            Rows = { rows.Values },
        };
        var critical = schedule.CriticalChain.ToHashSet();
        var (first, last) = (request.StartDate.ToDateOnly(), request.EndDate.ToDateOnly());
        var shown = new bool[tasks.Length];
        var spans = (First: int.MaxValue, Last: int.MinValue);
        foreach (var (i, milestone) in milestones.Index())
        {
            if (!rows.TryGetValue(milestone.SubProject, out var row))
                continue;
            var (from, to) = milestone.Span(schedule.Dates[i]);
            spans = (Math.Min(spans.First, from), Math.Max(spans.Last, to));
            Count(row, milestone, schedule.Dates[i], today);
            shown[i] =
                !request.SummaryOnly
                && (!request.CriticalOnly || critical.Contains(i))
                && (first is null || to >= first.Value.DayNumber)
                && (last is null || from <= last.Value.DayNumber);
            if (shown[i])
                row.Bars.Add(milestone.ToBar(schedule.Dates[i], critical.Contains(i), today));
        }
        if (spans.Last >= spans.First)
            (timeline.FirstDate, timeline.LastDate) = (
                DateOnly.FromDayNumber(spans.First).ToDate(),
                DateOnly.FromDayNumber(spans.Last).ToDate()
            );
        var steps = schedule.CriticalChain.Zip(schedule.CriticalChain.Skip(1)).ToHashSet();
        timeline.Links.AddRange(
            known
                .Where(l => shown[l.Link.From] && shown[l.Link.To])
                .Select(l => new TimelineLink
                {
                    From = l.Row.Predecessor,
                    To = l.Row.Milestone,
                    LagDays = l.Row.LagDays,
                    DependencyAgreement = l.Row.DependencyAgreement,
                    Critical = steps.Contains((l.Link.From, l.Link.To)),
                })
        );
        bool IsHere(int i) => rows.ContainsKey(milestones[i].SubProject);
        timeline.CriticalChain.AddRange(schedule.CriticalChain.Where(IsHere).Select(i => milestones[i].Name));
        timeline.Findings.AddRange(
            PlanFindings.Of(
                schedule,
                tasks,
                [.. milestones.Select(m => m.Name)],
                [.. milestones.Select((m, i) => IsHere(i) ? m.Title : null)],
                vesting?.DayNumber,
                today.DayNumber,
                CultureInfo.CurrentUICulture
            )
        );
        return timeline;
    }

    private static void Count(TimelineRow row, PlannedRow milestone, TaskDates dates, DateOnly today)
    {
        row.TotalCount++;
        if (milestone.DoneDate is not null)
            return;
        row.OpenCount++;
        if (milestone.IsLate(today))
            row.LateCount++;
        // Of several, the last in time: the others wait for nothing but it.
        if (dates.Slack is not { } slack || (row.HasSlackDays && row.SlackDays < slack))
            return;
        (row.SlackDays, row.SlackMilestone, row.SlackTitle) = (slack, milestone.Name, milestone.Title);
    }

    private sealed class LinkRow
    {
        public string Predecessor { get; set; } = "";
        public string Milestone { get; set; } = "";
        public int LagDays { get; set; }
        public string DependencyAgreement { get; set; } = "";
    }

    private sealed class PlannedRow
    {
        private PlanTask? task;
        private string? subProject;

        public string Name { get; set; } = "";
        public string SubProject => subProject ??= ResourceNames.Parent(Name);
        public MilestoneKind Kind { get; set; }
        public string Title { get; set; } = "";
        public DecisionPoint DecisionPoint { get; set; }
        public Date? PlannedStartDate { get; set; }
        public Date PlannedEndDate { get; set; } = new();
        public Date? BaselineStartDate { get; set; }
        public Date? BaselineEndDate { get; set; }
        public Date? DoneDate { get; set; }
        public string Responsible { get; set; } = "";
        public int AfterVesting { get; set; }

        public bool IsLate(DateOnly today) => DoneDate is null && PlannedEndDate.ToDateOnly() < today;

        /// <summary>By the first day, then the last.</summary>
        public static int InOrder(PlannedRow one, PlannedRow other)
        {
            var (a, b) = (one.ToTask(), other.ToTask());
            return (a.Start, a.End).CompareTo((b.Start, b.End)) is not 0 and var order
                ? order
                : string.CompareOrdinal(one.Name, other.Name);
        }

        public PlanTask ToTask() =>
            task ??= new(
                Day(PlannedStartDate) ?? Day(PlannedEndDate)!.Value,
                Day(PlannedEndDate)!.Value,
                Day(DoneDate),
                AfterVesting == 1
            );

        /// <summary>The days that it takes up in the picture: planned, approved, earliest.</summary>
        public (int First, int Last) Span(TaskDates dates)
        {
            var task = ToTask();
            return (
                Math.Min(Math.Min(task.Start, dates.Start), Day(BaselineStartDate ?? BaselineEndDate) ?? int.MaxValue),
                Math.Max(Math.Max(task.End, dates.End), Day(BaselineEndDate) ?? int.MinValue)
            );
        }

        public TimelineBar ToBar(TaskDates dates, bool critical, DateOnly today)
        {
            var bar = new TimelineBar
            {
                Milestone = Name,
                Kind = Kind,
                DecisionPoint = DecisionPoint,
                Title = Title,
                PlannedStartDate = PlannedStartDate,
                PlannedEndDate = PlannedEndDate,
                BaselineStartDate = BaselineStartDate,
                BaselineEndDate = BaselineEndDate,
                DoneDate = DoneDate,
                EarliestStartDate = DateOnly.FromDayNumber(dates.Start).ToDate(),
                EarliestEndDate = DateOnly.FromDayNumber(dates.End).ToDate(),
                Late = IsLate(today),
                Critical = critical,
                Responsible = Responsible,
            };
            if (dates.Slack is { } slack)
                bar.SlackDays = slack;
            return bar;
        }

        private static int? Day(Date? date) => date.ToDateOnly()?.DayNumber;
    }
}
