using System.Globalization;
using CsCheck;
using MergeProgramme.Organisation.Reporting;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Tests.Reporting;

public sealed class CadenceOccurrencesTests
{
    private const string SubProject = "programmes/bodo-pfv2/subProjects/a1";

    /// <summary>
    /// Written out by hand from Bodø's mandate of 2013: the steering group meets on Monday 11 November 2013 and every 14 days after it, reports are
    /// due in writing two days before. Christmas and New Year are in it: 23 December and 6 January are meetings like any other.
    /// </summary>
    private static readonly (string Meeting, string Due)[] Bodo =
    [
        ("2013-11-11", "2013-11-09"),
        ("2013-11-25", "2013-11-23"),
        ("2013-12-09", "2013-12-07"),
        ("2013-12-23", "2013-12-21"),
        ("2014-01-06", "2014-01-04"),
        ("2014-01-20", "2014-01-18"),
        ("2014-02-03", "2014-02-01"),
        ("2014-02-17", "2014-02-15"),
        ("2014-03-03", "2014-03-01"),
        ("2014-03-17", "2014-03-15"),
        ("2014-03-31", "2014-03-29"),
        ("2014-04-14", "2014-04-12"),
    ];

    private static readonly DateOnly Council = new(2014, 4, 24);

    [Fact]
    public void Bodos_fortnights_from_11_November_2013_to_24_April_2014_are_as_written_out_by_hand()
    {
        var cadence = Cadence(14, 2, new(2013, 11, 11), Council);

        var made = CadenceOccurrences.Generate(SubProject, cadence, DateOnly.MinValue, DateOnly.MaxValue).ToList();

        Assert.Equal(Bodo, made.Select(o => (Iso(o.MeetingDate), Iso(o.DueDate))));
        Assert.Equal($"{SubProject}/reportingOccurrences/2013-11-25", made[1].Name);
        // 24 April 2014 is the city council's meeting, not the steering group's: the last fortnight ends ten days before it, on 14 April, and the
        // next would be four days after it, on 28 April, when there is nothing left to report on.
        Assert.Equal(10, Council.DayNumber - made[^1].MeetingDate.ToDateOnly()!.Value.DayNumber);
        Assert.Equal(new(2014, 4, 28), made[^1].MeetingDate.ToDateOnly()!.Value.AddDays(14));
        // With the 28th included there is one more; with the 13th as the end one less: the end counts itself, and nothing else.
        Assert.Equal(13, CountUntil(new(2014, 4, 28)));
        Assert.Equal(12, CountUntil(new(2014, 4, 14)));
        Assert.Equal(11, CountUntil(new(2014, 4, 13)));

        static int CountUntil(DateOnly last) =>
            CadenceOccurrences
                .Generate(SubProject, Cadence(14, 2, new(2013, 11, 11), last), DateOnly.MinValue, DateOnly.MaxValue)
                .Count();
    }

    [Fact]
    public void Reports_due_before_the_day_from_which_they_are_asked_for_are_not_owed()
    {
        var cadence = Cadence(14, 2, new(2013, 11, 11), Council);
        cadence.ReportsFromDate = new DateOnly(2014, 3, 15).ToDate();

        Assert.Equal(
            Bodo[^3..].Select(o => o.Meeting),
            CadenceOccurrences.Generate(SubProject, cadence, DateOnly.MinValue, DateOnly.MaxValue).Select(o => Iso(o.MeetingDate))
        );
    }

    [Fact]
    public void Without_a_cadence_there_is_nothing_but_what_is_recorded()
    {
        var kept = Kept(new(2014, 1, 6), new(2014, 1, 8));
        Assert.Empty(CadenceOccurrences.Generate(SubProject, null, DateOnly.MinValue, DateOnly.MaxValue));
        Assert.Empty(CadenceOccurrences.Generate(SubProject, new(), DateOnly.MinValue, DateOnly.MaxValue));
        Assert.Equal([kept], CadenceOccurrences.Of(SubProject, null, [kept], DateOnly.MinValue, DateOnly.MaxValue));
    }

    [Fact]
    public void At_the_end_of_the_calendar_the_series_ends() =>
        Assert.Equal(
            DateOnly.MaxValue,
            CadenceOccurrences
                .Generate(SubProject, Cadence(7, 0, DateOnly.MaxValue.AddDays(-14), null), DateOnly.MinValue, DateOnly.MaxValue)
                .Last()
                .MeetingDate.ToDateOnly()
        );

    [Fact]
    public void The_rule_gives_every_interval_once_and_any_window_of_it_the_same_meetings() =>
        AnyCadence
            .Select(Gen.Int[0, 900], Gen.Int[0, 400])
            .Sample(
                (cadence, offset, length) =>
                {
                    var first = cadence.FirstMeetingDate.ToDateOnly()!.Value;
                    var (from, to) = (first.AddDays(offset - 100), first.AddDays(offset - 100 + length));
                    var all = CadenceOccurrences.Generate(SubProject, cadence, first, first.AddDays(1500)).ToList();

                    Assert.All(
                        all.Zip(all.Skip(1)),
                        pair =>
                            Assert.Equal(cadence.IntervalDays, Number(pair.Second.MeetingDate) - Number(pair.First.MeetingDate))
                    );
                    Assert.All(
                        all,
                        o =>
                        {
                            Assert.Equal(cadence.DueDaysBefore, Number(o.MeetingDate) - Number(o.DueDate));
                            Assert.Equal(0, (Number(o.MeetingDate) - first.DayNumber) % cadence.IntervalDays);
                            Assert.True(
                                o.MeetingDate.ToDateOnly() <= (cadence.LastMeetingDate.ToDateOnly() ?? DateOnly.MaxValue)
                            );
                            Assert.Equal(CadenceOccurrences.PlannedOf(o.Name), o.PlannedMeetingDate.ToDateOnly());
                        }
                    );
                    Assert.Equal(
                        all.Where(o => o.MeetingDate.ToDateOnly() >= from && o.MeetingDate.ToDateOnly() <= to),
                        CadenceOccurrences.Generate(SubProject, cadence, from, to)
                    );
                }
            );

    [Fact]
    public void Whatever_is_moved_or_skipped_each_meeting_of_the_rule_is_there_once_and_in_its_order() =>
        AnyCadence
            .Select(Gen.Select(Gen.Int[0, 39], Gen.Int[-20, 20], Gen.Bool).Array[0, 25])
            .Sample(
                (cadence, changes) =>
                {
                    var first = cadence.FirstMeetingDate.ToDateOnly()!.Value;
                    cadence.LastMeetingDate = null;
                    var (from, to) = (first.AddDays(-400), first.AddDays(40 * cadence.IntervalDays + 400));
                    var rule = CadenceOccurrences.Generate(SubProject, cadence, from, to).ToList();
                    Dictionary<string, ReportingOccurrence> recorded = [];
                    foreach (var (index, days, skip) in changes)
                    {
                        var now = CadenceOccurrences.Of(SubProject, cadence, recorded.Values, from, to);
                        var changed = now.Single(o => o.Name == rule[index].Name).Clone();
                        (changed.Skipped, changed.Reason) = (skip, "Ferie");
                        changed.MeetingDate = changed.MeetingDate.ToDateOnly()!.Value.AddDays(days).ToDate();
                        // What the rule refuses does not happen.
                        if (!OccurrenceRules.Check(changed, now).Any())
                            recorded[changed.Name] = changed;
                    }

                    var all = CadenceOccurrences.Of(SubProject, cadence, recorded.Values, from, to);

                    Assert.Equal(
                        rule.Select(o => o.Name).Order(StringComparer.Ordinal),
                        all.Select(o => o.Name).Order(StringComparer.Ordinal)
                    );
                    var held = all.Where(o => !o.Skipped).ToList();
                    Assert.Equal(held.Select(o => o.Name).Order(StringComparer.Ordinal), held.Select(o => o.Name));
                    Assert.Equal(held.Count, held.DistinctBy(o => o.MeetingDate).Count());
                    Assert.All(
                        all.Where(o => !recorded.ContainsKey(o.Name)),
                        o => Assert.Equal(o.PlannedMeetingDate, o.MeetingDate)
                    );
                }
            );

    [Fact]
    public void A_recorded_meeting_outlives_a_change_of_the_cadence_and_takes_its_day()
    {
        var cadence = Cadence(14, 2, new(2013, 11, 11), null);
        var moved = Kept(new(2013, 11, 25), new(2013, 11, 27));
        cadence.IntervalDays = 16;

        Assert.Equal(
            ["2013-11-11", "2013-11-25", "2013-12-13"],
            CadenceOccurrences
                .Of(SubProject, cadence, [moved], new(2013, 11, 1), new(2013, 12, 20))
                .Select(o => o.Name[(o.Name.LastIndexOf('/') + 1)..])
        );
    }

    private static readonly Gen<ReportingCadence> AnyCadence = Gen.Select(
            Gen.Int[1, 60],
            Gen.Int[0, 20],
            Gen.Int[0, 4000],
            Gen.Int[-300, 700]
        )
        .Select(
            (interval, due, start, length) =>
            {
                var first = new DateOnly(2010, 1, 1).AddDays(start);
                return Cadence(interval, Math.Min(due, interval), first, length >= 0 ? first.AddDays(length) : null);
            }
        );

    private static ReportingCadence Cadence(int interval, int due, DateOnly first, DateOnly? last) =>
        new()
        {
            IntervalDays = interval,
            DueDaysBefore = due,
            FirstMeetingDate = first.ToDate(),
            LastMeetingDate = last.ToDate(),
        };

    private static ReportingOccurrence Kept(DateOnly planned, DateOnly meeting) =>
        new()
        {
            Name = CadenceOccurrences.NameOf(SubProject, planned),
            PlannedMeetingDate = planned.ToDate(),
            MeetingDate = meeting.ToDate(),
            DueDate = meeting.AddDays(-2).ToDate(),
            Recorded = true,
        };

    private static int Number(Google.Type.Date date) => date.ToDateOnly()!.Value.DayNumber;

    private static string Iso(Google.Type.Date date) =>
        date.ToDateOnly()!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
