using System.Globalization;
using Grpc.Core;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Plan;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;

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
        var plan = await database.ReadAsync(session => plans.OfAsync(session, programme), context.CancellationToken);
        return TimelineOf(request, subProject, subProjects, plan, vesting, time.Today());
    }

    private static Timeline TimelineOf(
        GetTimelineRequest request,
        string within,
        List<SubProject> subProjects,
        WholePlan plan,
        DateOnly? vesting,
        DateOnly today
    )
    {
        var (milestones, tasks, schedule) = (plan.Milestones, plan.Tasks, plan.Schedule(vesting, today));
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
        var shown = new bool[tasks.Count];
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
            plan.Links.Where(l => shown[l.Link.From] && shown[l.Link.To])
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
}
