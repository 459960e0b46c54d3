using Google.Protobuf;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.Pages.Shared;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.V1;
using MergeProgramme.Procurement.V1;
using MergeProgramme.Stakeholders.V1;
using Goal = MergeProgramme.Benefits.V1.Goal;
using MandateGoalKind = MergeProgramme.Mandates.V1.GoalKind;

namespace MergeProgramme.Organisation.Reports;

/// <summary>What the other modules know of a sub-project when a report is written.</summary>
/// <param name="SubProject">Resource name of the sub-project.</param>
/// <param name="Mandates">With their sections, the newest version first.</param>
/// <param name="Milestones">Its plan, by last day; empty where nobody has made one.</param>
/// <param name="Deliverables">Of the sub-project, with every time that they were handed in.</param>
/// <param name="Agreements">Open dependency agreements in which it gives or takes.</param>
/// <param name="Risks">Of the sub-project, open or not.</param>
/// <param name="Factors">Its critical success factors.</param>
/// <param name="Changes">What is asked to be changed in its decided documents.</param>
/// <param name="Budget">What its budget comes to by year and kind of cost.</param>
/// <param name="Events">What was written since the last report, of all modules, in any order.</param>
/// <param name="Away">The names of modules that did not answer, with the parts that lack them.</param>
internal sealed record ReportSources(
    string SubProject,
    IReadOnlyList<Mandate> Mandates,
    IReadOnlyList<Milestone> Milestones,
    IReadOnlyList<Deliverable> Deliverables,
    IReadOnlyList<DependencyAgreement> Agreements,
    IReadOnlyList<Risk> Risks,
    IReadOnlyList<CriticalSuccessFactor> Factors,
    IReadOnlyList<ChangeRequest> Changes,
    IReadOnlyList<BudgetSummary> Budget,
    IReadOnlyList<Goal> Goals,
    IReadOnlyList<Benefit> Benefits,
    IReadOnlyList<Need> Needs,
    IReadOnlyList<Event> Events,
    IReadOnlyList<string> Away
);

/// <summary>The figures of a report: which part each belongs to, what it says and where it comes from. Pure.</summary>
internal static class ReportFigures
{
    // A report is read in a meeting: the nearest few say more than all.
    private const int Most = 12;
    private const int LongestText = 2000;
    private const int LongestDetail = 500;
    private const int QuarterOfAYear = 92;
    private const int FourWeeks = 28;

    /// <summary>The figures of each part.</summary>
    /// <param name="since">The day of the last report, or the day from which things count as new.</param>
    public static ILookup<ReportPartKind, ReportFigure> Of(ReportSources sources, DateOnly since, DateOnly today)
    {
        var figures = Milestones(sources, since, today)
            .Concat(Mandate(sources, since, today))
            .Concat(FollowedFigures.Of(sources, since, today))
            .Concat(Benefits(sources))
            .Concat(Needs(sources))
            .Concat(Done(sources))
            .Concat(Away(sources));
        return figures
            .GroupBy(f => (f.Part, f.Figure.Kind))
            .SelectMany(group => group.Take(Most))
            .ToLookup(f => f.Part, f => Cut(f.Figure));
    }

    private static IEnumerable<(ReportPartKind Part, ReportFigure Figure)> Mandate(
        ReportSources sources,
        DateOnly since,
        DateOnly today
    )
    {
        // What was approved holds; until something is, what is being drawn up.
        var mandate =
            sources.Mandates.FirstOrDefault(m => m.Decision?.Verdict == Verdict.Start)
            ?? sources.Mandates.OrderByDescending(m => m.Version).FirstOrDefault();
        foreach (var waiting in sources.Mandates.Where(m => m.State == MandateState.Submitted))
            yield return (
                ReportPartKind.Decisions,
                new()
                {
                    Kind = ReportFigureKind.MandateAwaiting,
                    Text = waiting.Title,
                    Date = waiting.SubmitTime is { } submitted
                        ? NorwegianTime.DateIn(submitted.ToDateTimeOffset()).ToDate()
                        : null,
                    Source = waiting.Name,
                    SourceDisplayName = waiting.Title,
                }
            );
        if (mandate is null)
            yield break;
        // A plan that is kept up to date says more than what the document said once.
        foreach (var figure in sources.Milestones.Count > 0 ? [] : Plan(mandate, since, today))
            yield return figure;
        foreach (var section in mandate.Sections)
        {
            foreach (var frame in sources.Budget.Count > 0 ? [] : section.BudgetFrames.Where(f => f.Amount is not null))
                yield return (
                    ReportPartKind.Cost,
                    Of(
                        mandate,
                        section,
                        frame.PerYear ? ReportFigureKind.BudgetPerYear : ReportFigureKind.Budget,
                        frame.Note,
                        frame.Period?.Label ?? "",
                        amount: frame.Amount
                    )
                );
            foreach (var goal in section.Goals.Where(g => g.Kind == MandateGoalKind.Result))
                yield return (
                    ReportPartKind.Scope,
                    Of(mandate, section, ReportFigureKind.ResultGoal, goal.Text, amount: goal.Amount)
                );
            // What was agreed says more than what the document asked for, and what is assessed more than what it named.
            foreach (var dependency in sources.Agreements.Count > 0 ? [] : section.Dependencies)
                yield return (
                    ReportPartKind.Scope,
                    Of(
                        mandate,
                        section,
                        ReportFigureKind.Dependency,
                        dependency.DisplayName,
                        dependency.NeededBy?.Label ?? "",
                        dependency.NeededBy?.EndDate
                    )
                );
            foreach (var factor in sources.Factors.Count > 0 ? [] : section.SuccessFactors)
                yield return (ReportPartKind.Risk, Of(mandate, section, ReportFigureKind.SuccessFactor, factor.Text));
        }
        foreach (var condition in mandate.Decision?.Conditions.Where(c => c.MetDate is null) ?? [])
        {
            var isOverdue = condition.DueDate.ToDateOnly() < today;
            yield return (
                isOverdue ? ReportPartKind.Deviations : ReportPartKind.Decisions,
                new()
                {
                    Kind = isOverdue ? ReportFigureKind.ConditionOverdue : ReportFigureKind.ConditionOpen,
                    Text = condition.Text,
                    Detail = condition.Owner,
                    Date = condition.DueDate,
                    Source = mandate.Name,
                    SourceDisplayName = mandate.Title,
                }
            );
        }
    }

    private static IEnumerable<(ReportPartKind Part, ReportFigure Figure)> Milestones(
        ReportSources sources,
        DateOnly since,
        DateOnly today
    )
    {
        foreach (var milestone in sources.Milestones)
        {
            var last = milestone.PlannedEndDate.ToDateOnly()!.Value;
            var first = milestone.PlannedStartDate.ToDateOnly();
            var figure = new ReportFigure
            {
                Text = milestone.Title,
                Date = milestone.PlannedEndDate,
                Source = milestone.Name,
                SourceDisplayName = milestone.Title,
            };
            if (milestone.DoneDate.ToDateOnly() is { } done)
            {
                (figure.Kind, figure.Date) = (ReportFigureKind.MilestoneReached, milestone.DoneDate);
                if (done >= since)
                    yield return (ReportPartKind.Done, figure);
            }
            else if (last < today)
            {
                figure.Kind = ReportFigureKind.MilestonePassed;
                yield return (ReportPartKind.Time, figure);
                yield return (ReportPartKind.Deviations, figure.Clone());
            }
            else if (first <= today)
            {
                figure.Kind = ReportFigureKind.ActivityNow;
                yield return (ReportPartKind.Time, figure);
            }
            else if (first is null && last <= today.AddDays(QuarterOfAYear))
            {
                figure.Kind = ReportFigureKind.MilestoneAhead;
                yield return (ReportPartKind.Time, figure);
                if (last <= today.AddDays(FourWeeks))
                    yield return (ReportPartKind.Next, figure.Clone());
            }
        }
    }

    private static IEnumerable<(ReportPartKind Part, ReportFigure Figure)> Plan(Mandate mandate, DateOnly since, DateOnly today)
    {
        var entries = mandate
            .Sections.SelectMany(section => section.PlanEntries.Select(entry => (section, entry)))
            .Select(e => (e.section, e.entry, Last: e.entry.Period?.EndDate.ToDateOnly()))
            .Where(e => e.Last is not null)
            .OrderBy(e => e.Last);
        foreach (var (section, entry, last) in entries)
        {
            var first = entry.Period.StartDate.ToDateOnly();
            var kind =
                entry.Kind == PlanEntryKind.Milestone
                    ? last < today
                        ? ReportFigureKind.MilestonePassed
                        : ReportFigureKind.MilestoneAhead
                    : first <= today && last >= today
                        ? ReportFigureKind.ActivityNow
                        : ReportFigureKind.Unspecified;
            var figure = Of(mandate, section, kind, entry.Text, entry.Period.Label, entry.Period.EndDate);
            var isShown = kind switch
            {
                ReportFigureKind.MilestonePassed => last >= since,
                ReportFigureKind.MilestoneAhead => last <= today.AddDays(QuarterOfAYear),
                ReportFigureKind.ActivityNow => true,
                _ => false,
            };
            if (isShown)
                yield return (ReportPartKind.Time, figure);
            if (kind == ReportFigureKind.MilestoneAhead && last <= today.AddDays(FourWeeks))
                yield return (ReportPartKind.Next, figure.Clone());
        }
    }

    private static IEnumerable<(ReportPartKind Part, ReportFigure Figure)> Benefits(ReportSources sources)
    {
        foreach (var goal in sources.Goals.Where(g => g.SubProject == sources.SubProject))
            yield return (
                ReportPartKind.Benefits,
                new()
                {
                    Kind = ReportFigureKind.Goal,
                    Text = goal.Text,
                    Amount = goal.Amount,
                    Source = goal.Name,
                    SourceDisplayName = goal.Text,
                }
            );
        foreach (var benefit in sources.Benefits.Where(b => b.SubProject == sources.SubProject))
            yield return (
                ReportPartKind.Benefits,
                new()
                {
                    Kind = benefit.Owner.Length > 0 ? ReportFigureKind.Benefit : ReportFigureKind.BenefitWithoutOwner,
                    Text = benefit.Text,
                    Detail = benefit.Owner,
                    Source = benefit.Name,
                    SourceDisplayName = benefit.Text,
                }
            );
    }

    private static IEnumerable<(ReportPartKind Part, ReportFigure Figure)> Needs(ReportSources sources) =>
        sources
            .Needs.Where(n => n.SubProject == sources.SubProject && n.State != NeedState.SetAside)
            .Select(need =>
                (
                    ReportPartKind.Scope,
                    new ReportFigure
                    {
                        Kind = ReportFigureKind.NeedOpen,
                        Text = need.Title,
                        Detail = need.Responsible,
                        Source = need.Name,
                        SourceDisplayName = need.Title,
                    }
                )
            );

    // What has happened, the oldest first; the same thing twice is one thing.
    private static IEnumerable<(ReportPartKind Part, ReportFigure Figure)> Done(ReportSources sources) =>
        sources
            .Events.OrderBy(e => e.Time.ToDateTimeOffset())
            .Select(e => (Event: e, Figure: Happened(e, sources.SubProject)))
            .Where(e => e.Figure is not null)
            .Select(e =>
            {
                e.Figure!.Date ??= NorwegianTime.DateIn(e.Event.Time.ToDateTimeOffset()).ToDate();
                return e.Figure;
            })
            .DistinctBy(f => (f.Kind, f.Source, f.Detail))
            .Select(f => (ReportPartKind.Done, f));

    private static ReportFigure? Happened(Event e, string subProject) =>
        e.Type switch
        {
            "mandates.mandate.submitted" when Data<Mandate>(e) is { } m && IsOf(m.Name, subProject) => new()
            {
                Kind = ReportFigureKind.MandateSubmitted,
                Text = m.Title,
                Source = m.Name,
                SourceDisplayName = m.Title,
            },
            "mandates.mandate.decided" when Data<Mandate>(e) is { } m && IsOf(m.Name, subProject) => new()
            {
                Kind = ReportFigureKind.MandateDecided,
                Text = m.Title,
                Detail = VerdictKey.Of(m.Decision),
                Date = m.Decision.DecisionDate,
                Source = m.Name,
                SourceDisplayName = m.Title,
            },
            "organisation.subProject.phaseMoved" when Data<SubProject>(e) is { } s && s.Name == subProject => new()
            {
                Kind = ReportFigureKind.PhaseMoved,
                Text = $"{s.Code} {s.DisplayName}",
                Detail = s.Phase.ToString(),
                Source = s.Name,
                SourceDisplayName = $"{s.Code} {s.DisplayName}",
            },
            "benefits.goal.created" when Data<Goal>(e) is { } g && g.SubProject == subProject => new()
            {
                Kind = ReportFigureKind.GoalRegistered,
                Text = g.Text,
                Source = g.Name,
                SourceDisplayName = g.Text,
            },
            "benefits.benefit.created" when Data<Benefit>(e) is { } b && b.SubProject == subProject => new()
            {
                Kind = ReportFigureKind.BenefitRegistered,
                Text = b.Text,
                Source = b.Name,
                SourceDisplayName = b.Text,
            },
            "procurement.need.created" when Data<Need>(e) is { } n && n.SubProject == subProject => new()
            {
                Kind = ReportFigureKind.NeedRaised,
                Text = n.Title,
                Source = n.Name,
                SourceDisplayName = n.Title,
            },
            // What a party said stays in the record: a report goes to more people than it.
            "stakeholders.participation-record.created"
                when Data<ParticipationRecord>(e) is { } r && IsOf(r.Matter, subProject) => new()
            {
                Kind = ReportFigureKind.Participation,
                Text = r.Party,
                Detail = r.Form.ToString(),
                Date = r.HeardDate,
                Source = r.Name,
                SourceDisplayName = r.Party,
            },
            _ => null,
        };

    private static IEnumerable<(ReportPartKind Part, ReportFigure Figure)> Away(ReportSources sources) =>
        sources.Away.SelectMany(module =>
            PartsOf(module).Select(part => (part, new ReportFigure { Kind = ReportFigureKind.SourceAway, Text = module }))
        );

    // Where a reader would miss what a module knows.
    private static ReportPartKind[] PartsOf(string module) =>
        module switch
        {
            "mandates" =>
            [
                ReportPartKind.Time,
                ReportPartKind.Cost,
                ReportPartKind.Scope,
                ReportPartKind.Risk,
                ReportPartKind.Decisions,
            ],
            "benefits" => [ReportPartKind.Benefits],
            "procurement" => [ReportPartKind.Scope],
            _ => [ReportPartKind.Done],
        };

    private static ReportFigure Of(
        Mandate mandate,
        Section section,
        ReportFigureKind kind,
        string text,
        string detail = "",
        Google.Type.Date? date = null,
        Google.Type.Money? amount = null
    ) =>
        new()
        {
            Kind = kind,
            Text = text,
            Detail = detail,
            Date = date,
            Amount = amount,
            Source = section.Name,
            SourceDisplayName = mandate.Title,
        };

    private static bool IsOf(string name, string subProject) =>
        name.StartsWith($"{subProject}/", StringComparison.Ordinal)
        // A record may be about the sub-project itself.
        || name == subProject;

    private static T? Data<T>(Event e)
        where T : class, IMessage<T>, new() => e.Data is not null && e.Data.TryUnpack<T>(out var data) ? data : null;

    private static ReportFigure Cut(ReportFigure figure)
    {
        if (figure.Text.Length > LongestText)
            figure.Text = figure.Text[..(LongestText - 1)] + "…";
        if (figure.Detail.Length > LongestDetail)
            figure.Detail = figure.Detail[..(LongestDetail - 1)] + "…";
        const int LongestTitle = 200;
        if (figure.SourceDisplayName.Length > LongestTitle)
            figure.SourceDisplayName = figure.SourceDisplayName[..(LongestTitle - 1)] + "…";
        return figure;
    }
}
