using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;
using Date = Google.Type.Date;

namespace MergeProgramme.Mandates.Pages.Plan;

/// <summary>How milestones are said. Texts are the module's.</summary>
internal static class PlanWords
{
    // Longer titles make the list wider than a phone.
    private const int LongestChoice = 60;

    /// <summary>A milestone among others to choose from: its title, cut where it is long, and its last day.</summary>
    public static string Choice(Milestone milestone)
    {
        var title = milestone.Title;
        return $"{(title.Length <= LongestChoice ? title : $"{title[..(LongestChoice - 1)].TrimEnd()}…")} ({Formats.Date(milestone.PlannedEndDate)})";
    }

    /// <summary>"1 dag", "12 dager".</summary>
    public static string Days(int count, IStringLocalizer texts) =>
        texts[count == 1 ? "Plan.Days.1" : "Plan.Days", Formats.Number(count)];

    /// <summary>"1.1.2018–31.3.2018", or one day alone.</summary>
    public static string Days(Date? start, Date? end) =>
        start is null || start.Equals(end) ? Formats.Date(end) : $"{Formats.Date(start)}–{Formats.Date(end)}";

    /// <summary>"Fase"; of a decision point which.</summary>
    public static string Kind(MilestoneKind kind, Common.V1.DecisionPoint point, IStringLocalizer texts) =>
        kind == MilestoneKind.DecisionPoint
            ? $"{texts["MilestoneKind.DecisionPoint"]} {DecisionPoints.Label(point)}"
            : texts[$"MilestoneKind.{kind}"];

    /// <summary>How many days later than approved it is planned; below 0 for earlier, 0 where nothing was approved.</summary>
    public static int Slip(Date? baselineEnd, Date? plannedEnd) =>
        baselineEnd.ToDateOnly() is { } approved && plannedEnd.ToDateOnly() is { } planned
            ? planned.DayNumber - approved.DayNumber
            : 0;

    /// <summary>"12 dager senere enn vedtatt"; empty where it is as approved.</summary>
    public static string Slipped(Date? baselineEnd, Date? plannedEnd, IStringLocalizer texts) =>
        Slip(baselineEnd, plannedEnd) switch
        {
            0 => "",
            > 0 and var later => texts["Plan.Later", Days(later, texts)],
            var earlier => texts["Plan.Earlier", Days(-earlier, texts)],
        };

    /// <summary>Where it stands, and in what colour.</summary>
    public static (string Key, string Color) State(Date? done, Date? plannedEnd, DateOnly today) =>
        done is not null ? ("Plan.State.Done", "success")
        : plannedEnd.ToDateOnly() < today ? ("Plan.State.Late", "danger")
        : ("Plan.State.Open", "neutral");
}
