using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using Date = Google.Type.Date;

namespace MergeProgramme.Mandates.Plan;

/// <summary>All milestones of a programme with what waits for what, as read. Several readers share one: nothing in it is changed.</summary>
internal sealed class WholePlan
{
    private Scheduled? last;

    public WholePlan(List<PlannedRow> milestones, IReadOnlyList<LinkRow> links)
    {
        foreach (var milestone in milestones)
            milestone.Complete();
        // Here rather than in the database, which would carry whole rows about to sort them.
        milestones.Sort(PlannedRow.InOrder);
        Milestones = milestones;
        Tasks = [.. milestones.Select(m => m.Task)];
        var index = milestones.Index().ToDictionary(m => m.Item.Name, m => m.Index, StringComparer.Ordinal);
        // What is asked about is a consistent view of each table, not of both: a link may be newer than the list.
        Links =
        [
            .. links
                .Where(l => index.ContainsKey(l.Predecessor) && index.ContainsKey(l.Milestone))
                .Select(l => (l, new PlanLink(index[l.Predecessor], index[l.Milestone], l.LagDays))),
        ];
    }

    /// <summary>By the first day, then the last.</summary>
    public IReadOnlyList<PlannedRow> Milestones { get; }

    /// <summary>By index of the milestone.</summary>
    public IReadOnlyList<PlanTask> Tasks { get; }

    public IReadOnlyList<(LinkRow Row, PlanLink Link)> Links { get; }

    /// <summary>What follows from the plan on that day; kept for whoever asks next on the same day.</summary>
    public PlanSchedule Schedule(DateOnly? vesting, DateOnly today)
    {
        if (last is { } kept && kept.Vesting == vesting && kept.Today == today)
            return kept.Schedule;
        var schedule = PlanSchedule.Of(Tasks, [.. Links.Select(l => l.Link)], vesting?.DayNumber, today.DayNumber);
        last = new(vesting, today, schedule);
        return schedule;
    }

    private sealed record Scheduled(DateOnly? Vesting, DateOnly Today, PlanSchedule Schedule);
}

internal sealed class LinkRow
{
    public string Predecessor { get; set; } = "";
    public string Milestone { get; set; } = "";
    public int LagDays { get; set; }
    public string DependencyAgreement { get; set; } = "";
}

/// <summary>A milestone as the timeline needs it.</summary>
internal sealed class PlannedRow
{
    public string Name { get; set; } = "";
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

    public string SubProject { get; private set; } = "";

    public PlanTask Task { get; private set; }

    /// <summary>Works out what follows from its columns, once.</summary>
    public void Complete()
    {
        SubProject = ResourceNames.Parent(Name);
        var end = Day(PlannedEndDate)!.Value;
        Task = new(Day(PlannedStartDate) ?? end, end, Day(DoneDate), AfterVesting == 1);
    }

    public bool IsLate(DateOnly today) => DoneDate is null && Task.End < today.DayNumber;

    /// <summary>By the first day, then the last.</summary>
    public static int InOrder(PlannedRow one, PlannedRow other) =>
        (one.Task.Start, one.Task.End).CompareTo((other.Task.Start, other.Task.End)) is not 0 and var order
            ? order
            : string.CompareOrdinal(one.Name, other.Name);

    /// <summary>The days that it takes up in the picture: planned, approved, earliest.</summary>
    public (int First, int Last) Span(TaskDates dates) =>
        (
            Math.Min(Math.Min(Task.Start, dates.Start), Day(BaselineStartDate ?? BaselineEndDate) ?? int.MaxValue),
            Math.Max(Math.Max(Task.End, dates.End), Day(BaselineEndDate) ?? int.MinValue)
        );

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
