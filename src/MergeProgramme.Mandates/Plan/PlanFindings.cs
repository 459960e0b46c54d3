using System.Globalization;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates.Plan;

/// <summary>What is wrong with a plan, in words. Pure.</summary>
internal static class PlanFindings
{
    /// <summary>Cycles first, then what misses vesting day, cannot hold, is late; the worst of each first.</summary>
    /// <param name="names">Resource name of each task.</param>
    /// <param name="titles">What each is called, as the reader may see it; null where they may not.</param>
    /// <param name="culture">The reader's language.</param>
    public static IReadOnlyList<PlanFinding> Of(
        PlanSchedule schedule,
        IReadOnlyList<PlanTask> tasks,
        IReadOnlyList<string> names,
        IReadOnlyList<string?> titles,
        int? vesting,
        int today,
        CultureInfo culture
    )
    {
        List<PlanFinding> missing = [],
            impossible = [],
            late = [];
        for (var i = 0; i < tasks.Count; i++)
        {
            var (task, dates) = (tasks[i], schedule.Dates[i]);
            if (task.Done is not null || titles[i] is not { } title)
                continue;
            if (vesting is { } day && dates.End > day && !task.AfterVesting)
                missing.Add(
                    Finding(PlanFindingKind.MissesVesting, i, dates.End - day, "PlanFinding.AfterVesting", title, Day(dates.End))
                );
            else if (dates.Slack < 0)
                missing.Add(Finding(PlanFindingKind.MissesVesting, i, -dates.Slack.Value, "PlanFinding.NoSlack", title));
            if (dates.Start > task.Start && dates.End > task.End)
                impossible.Add(CannotHold(i, title));
            if (task.End < today)
                late.Add(Finding(PlanFindingKind.Late, i, today - task.End, "PlanFinding.Late", title, Day(task.End)));
        }
        return
        [
            .. schedule.Graph.Cycles.Where(cycle => cycle.Any(i => titles[i] is not null)).Select(Cycle),
            .. missing.OrderByDescending(f => f.Days),
            .. impossible.OrderByDescending(f => f.Days),
            .. late.OrderByDescending(f => f.Days),
        ];

        PlanFinding Finding(PlanFindingKind kind, int task, int days, string key, params object[] args) =>
            new()
            {
                Kind = kind,
                Milestone = names[task],
                Days = days,
                Message = Phrases.Of(key, culture, [.. args, Days(days)]),
            };

        PlanFinding CannotHold(int i, string title)
        {
            var (task, dates) = (tasks[i], schedule.Dates[i]);
            var before = schedule
                .Graph.Before[i]
                .Where(link => !schedule.Graph.IsInCycle(link))
                .MaxBy(link => schedule.Dates[link.From].End + link.LagDays)
                .From;
            var finding = Finding(
                PlanFindingKind.CannotHold,
                i,
                dates.End - task.End,
                titles[before] is null ? "PlanFinding.CannotHold.Hidden" : "PlanFinding.CannotHold",
                title,
                Day(task.End),
                Day(dates.End),
                titles[before] ?? ""
            );
            finding.Predecessor = titles[before] is null ? "" : names[before];
            return finding;
        }

        PlanFinding Cycle(IReadOnlyList<int> cycle)
        {
            var finding = new PlanFinding
            {
                Kind = PlanFindingKind.Cycle,
                Milestone = names[cycle.First(i => titles[i] is not null)],
                Message = Phrases.Of(
                    "PlanFinding.Cycle",
                    culture,
                    MilestoneRules.InWords([.. cycle.Select(i => titles[i] ?? Phrases.Of("PlanFinding.Hidden", culture))])
                ),
            };
            finding.Cycle.AddRange(cycle.Where(i => titles[i] is not null).Select(i => names[i]));
            return finding;
        }

        string Days(int count) => Phrases.Of(count == 1 ? "Plan.Days.1" : "Plan.Days", culture, count);

        string Day(int number) => NorwegianTime.Format(DateOnly.FromDayNumber(number), culture);
    }
}
