using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Meetings;

/// <summary>The SQL and the checks that the rpcs on series share.</summary>
internal static class MeetingSeriesTable
{
    public static async Task<MeetingSeries> GetAsync(Session session, string name) =>
        await session.FindAsync<MeetingSeries>("SELECT * FROM meeting_series WHERE name = @name", new { name }) is { } series
            ? WithDates(series)
            : throw Problem.NotFound(name);

    /// <summary>A copy with its dates.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT with all that is wrong with it.</exception>
    public static MeetingSeries Checked(Body body, MeetingSeries asked)
    {
        const string at = "meeting_series.";
        var (first, last) = (asked.FirstDate.ToDateOnly()!.Value, asked.LastDate.ToDateOnly()!.Value);
        List<Violation> violations =
        [
            .. MeetingRules.CheckTimes(at, "first_date", first, asked.StartTime, asked.EndTime),
            .. MeetingRules.CheckTimes(at, "last_date", last, asked.StartTime, null),
            .. MeetingRules.CheckPapers(at, asked.PapersDays, asked.PapersDayKind),
            .. MeetingRules.CheckAgainst(body, $"{at}first_date", first),
            .. MeetingRules.CheckAgainst(body, $"{at}last_date", last),
        ];
        if (last < first)
            violations.Add(new($"{at}last_date", "END_BEFORE_START", NorwegianTime.Format(first), NorwegianTime.Format(last)));
        var count = SeriesDates.Count(first, last, asked.IntervalDays);
        if (count > SeriesDates.Most)
            violations.Add(new($"{at}last_date", "SERIES_TOO_LONG", count, SeriesDates.Most));
        if (violations.Count > 0)
            throw Problem.Invalid(violations.DistinctBy(v => (v.Field, v.Reason)));
        var series = asked.Clone();
        series.Name = "";
        return WithDates(series);
    }

    /// <summary>A meeting of a series.</summary>
    public static Meeting Of(MeetingSeries series, SeriesDate date) =>
        new()
        {
            Title = series.Title,
            Date = date.Date,
            StartTime = series.StartTime,
            EndTime = series.EndTime,
            Place = series.Place,
            PapersDays = series.PapersDays,
            PapersDayKind = series.PapersDayKind,
        };

    public static Task InsertAsync(WriteSession session, Body body, MeetingSeries series) =>
        session.ExecuteAsync(
            """
            INSERT INTO meeting_series (name, body, first_date, last_date, interval_days, holiday_rule, start_time, end_time, place,
                papers_days, papers_day_kind, title)
            VALUES (@Name, @Body, @FirstDate, @LastDate, @IntervalDays, @HolidayRule, @StartTime, @EndTime, @Place, @PapersDays,
                @PapersDayKind, @Title)
            """,
            new
            {
                series.Name,
                Body = body.Name,
                series.FirstDate,
                series.LastDate,
                series.IntervalDays,
                series.HolidayRule,
                series.StartTime,
                series.EndTime,
                series.Place,
                series.PapersDays,
                series.PapersDayKind,
                series.Title,
            }
        );

    /// <summary>Writes what can change of a series: until when, at what time and where it meets.</summary>
    public static Task UpdateAsync(WriteSession session, MeetingSeries series) =>
        session.ExecuteAsync(
            "UPDATE meeting_series SET last_date = @LastDate, start_time = @StartTime, end_time = @EndTime, place = @Place WHERE name = @Name",
            new
            {
                series.LastDate,
                series.StartTime,
                series.EndTime,
                series.Place,
                series.Name,
            }
        );

    private static MeetingSeries WithDates(MeetingSeries series)
    {
        series.Dates.Clear();
        series.Dates.AddRange(
            SeriesDates
                .Of(
                    series.FirstDate.ToDateOnly()!.Value,
                    series.LastDate.ToDateOnly()!.Value,
                    series.IntervalDays,
                    series.HolidayRule
                )
                .Select(d => new SeriesDate
                {
                    PlannedDate = d.Planned.ToDate(),
                    Date = d.Date.ToDate(),
                    PapersDueDate = d.Date is { } date
                        ? PapersDue.Of(date, series.PapersDays, series.PapersDayKind).Date.ToDate()
                        : null,
                })
        );
        return series;
    }
}
