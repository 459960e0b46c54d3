using System.Globalization;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates.Pages.Plan;

/// <summary>How close the timeline is looked at.</summary>
internal enum TimelineZoom
{
    /// <summary>Four years, quarter by quarter.</summary>
    Year,

    /// <summary>Five quarters, month by month.</summary>
    Quarter,

    /// <summary>Sixteen weeks, week by week.</summary>
    Week,
}

/// <summary>A line of the scale.</summary>
/// <param name="Day">The first day of what it is called.</param>
/// <param name="Label">Such as "uke 48"; a year, quarter or month where it is a major one.</param>
internal sealed record TimelineTick(DateOnly Day, string Label);

/// <summary>The days that the timeline shows. Pure.</summary>
/// <param name="First">The first day, included.</param>
/// <param name="Last">The last day, included.</param>
internal sealed record TimelineWindow(TimelineZoom Zoom, DateOnly First, DateOnly Last)
{
    private const int QuarterMonths = 3;
    private const int YearMonths = 48;
    private const int QuartersMonths = 15;
    private const int WeekDays = 16 * 7;
    private const int WeekStep = 8 * 7;

    // The calendar that working days and weeks are known for.
    private static readonly DateOnly Earliest = NorwegianCalendar.FirstDay.AddYears(1);
    private static readonly DateOnly Latest = NorwegianCalendar.LastDay.AddYears(-6);

    /// <summary>How many days it holds.</summary>
    public int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>The window that a reader asks for; what cannot be read gives the one around today, or the nearest end of the plan.</summary>
    /// <param name="zoom">year, quarter or week.</param>
    /// <param name="from">A day in it, such as 2018-05-01; empty for the one around today.</param>
    /// <param name="planFirst">First day of the plan; null where it is empty.</param>
    /// <param name="planLast">Last day of the plan.</param>
    public static TimelineWindow Of(string? zoom, string? from, DateOnly today, DateOnly? planFirst, DateOnly? planLast)
    {
        var kind = Enum.TryParse<TimelineZoom>(zoom, ignoreCase: true, out var read) && Enum.IsDefined(read) ? read : default;
        if (DateOnly.TryParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked))
            return At(kind, asked);
        var anchor =
            planFirst is not { } first || planLast is not { } last ? today
            : today < first ? first
            : today > last ? last
            : today;
        // A little of what was, and then what comes.
        return kind switch
        {
            TimelineZoom.Year => At(kind, anchor.AddMonths(-QuarterMonths)),
            TimelineZoom.Quarter => At(kind, anchor.AddMonths(-1)),
            _ => At(kind, anchor.AddDays(-14)),
        };
    }

    /// <summary>Whether anything of a bar falls in it: as planned, as approved or as it can be.</summary>
    public bool Touches(TimelineBar bar)
    {
        DateOnly?[] days =
        [
            bar.PlannedStartDate.ToDateOnly(),
            bar.PlannedEndDate.ToDateOnly(),
            bar.BaselineStartDate.ToDateOnly(),
            bar.BaselineEndDate.ToDateOnly(),
            bar.EarliestEndDate.ToDateOnly(),
        ];
        return days.Min() <= Last && days.Max() >= First;
    }

    /// <summary>Half a window back.</summary>
    public TimelineWindow Earlier() => Shifted(-1);

    /// <summary>Half a window ahead.</summary>
    public TimelineWindow Later() => Shifted(1);

    /// <summary>The same days at another zoom, as far as it has room for them.</summary>
    public TimelineWindow At(TimelineZoom zoom) => At(zoom, First);

    /// <summary>The first days of its quarters, months or weeks.</summary>
    public IReadOnlyList<TimelineTick> Minor(CultureInfo culture, string quarter, string week) =>
        [
            .. Starts(Zoom)
                .Select(day => new TimelineTick(
                    day,
                    Zoom switch
                    {
                        TimelineZoom.Year => string.Format(culture, quarter, (day.Month - 1) / QuarterMonths + 1),
                        TimelineZoom.Quarter => day.ToString("MMM", culture).TrimEnd('.'),
                        _ => string.Format(culture, week, IsoWeek.Of(day).Number),
                    }
                )),
        ];

    /// <summary>The first days of its years, or of its quarters, or of its months; the first is where the window begins.</summary>
    public IReadOnlyList<TimelineTick> Major(CultureInfo culture, string quarter)
    {
        string Label(DateOnly day) =>
            Zoom switch
            {
                TimelineZoom.Year => day.Year.ToString(CultureInfo.InvariantCulture),
                TimelineZoom.Quarter => $"{string.Format(culture, quarter, (day.Month - 1) / QuarterMonths + 1)} {day.Year}",
                _ => day.ToString("MMMM yyyy", culture),
            };
        bool Begins(DateOnly day) =>
            Zoom switch
            {
                TimelineZoom.Year => day is { Month: 1, Day: 1 },
                TimelineZoom.Quarter => day.Day == 1 && day.Month % QuarterMonths == 1,
                _ => day.Day == 1,
            };
        return
        [
            new(First, Label(First)),
            .. Enumerable.Range(1, Days - 1).Select(First.AddDays).Where(Begins).Select(day => new TimelineTick(day, Label(day))),
        ];
    }

    private static TimelineWindow At(TimelineZoom zoom, DateOnly day)
    {
        day =
            day < Earliest ? Earliest
            : day > Latest ? Latest
            : day;
        var first = zoom switch
        {
            TimelineZoom.Year => new DateOnly(day.Year, (day.Month - 1) / QuarterMonths * QuarterMonths + 1, 1),
            TimelineZoom.Quarter => new DateOnly(day.Year, day.Month, 1),
            _ => IsoWeek.Of(day).FirstDay,
        };
        return new(
            zoom,
            first,
            zoom switch
            {
                TimelineZoom.Year => first.AddMonths(YearMonths).AddDays(-1),
                TimelineZoom.Quarter => first.AddMonths(QuartersMonths).AddDays(-1),
                _ => first.AddDays(WeekDays - 1),
            }
        );
    }

    private TimelineWindow Shifted(int halves) =>
        At(
            Zoom,
            Zoom switch
            {
                TimelineZoom.Year => First.AddMonths(halves * YearMonths / 2),
                TimelineZoom.Quarter => First.AddMonths(halves * 2 * QuarterMonths),
                _ => First.AddDays(halves * WeekStep),
            }
        );

    private IEnumerable<DateOnly> Starts(TimelineZoom zoom)
    {
        for (var day = First; day <= Last; )
        {
            yield return day;
            day = zoom switch
            {
                TimelineZoom.Year => day.AddMonths(QuarterMonths),
                TimelineZoom.Quarter => day.AddMonths(1),
                _ => day.AddDays(7),
            };
        }
    }
}
