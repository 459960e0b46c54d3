using System.Globalization;
using CsCheck;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Platform.Tests.Calendar;

public sealed class PeriodReaderTests
{
    // The date of Bodø's case paper; the plan in it runs from week 48 of 2013 to week 17 of 2014.
    private static readonly DateOnly Reference = new(2013, 10, 29);

    private static readonly Gen<DateOnly> Days = Gen.Int[400, (365 * 300) - 4000]
        .Select(n => NorwegianCalendar.FirstDay.AddDays(n));

    private static readonly string[] Words =
    [
        .. "uke 48 8 2 9 1. 2. 15. 2013 2014 2018 17 18 - – / . , ( ) kvartal kv Q1 q T2 t halvår mai juni november des jul 6.12. 9/4".Split(
            ' '
        ),
        .. "primo medio ultimo utgangen før innen fra til etter mellom og dvs ca påske sommeren høsten vinteren årsskiftet mandag st".Split(
            ' '
        ),
    ];

    [Theory]
    // Indre Østfold's mandate for A4
    [InlineData("Nov/Des 17", "2017-11-01", "2017-12-31")]
    [InlineData("Nov/des 2017", "2017-11-01", "2017-12-31")]
    [InlineData("2017-2019", "2017-01-01", "2019-12-31")]
    [InlineData("2017–2026", "2017-01-01", "2026-12-31")]
    [InlineData("2017-2020", "2017-01-01", "2020-12-31")]
    [InlineData("1.kv.2018", "2018-01-01", "2018-03-31")]
    [InlineData("1.kvartal 2018", "2018-01-01", "2018-03-31")]
    [InlineData("iløpet av 1.kvartal 2018.", "2018-01-01", "2018-03-31")]
    [InlineData("31. desember 2019", "2019-12-31", "2019-12-31")]
    [InlineData("08. juni 2017", "2017-06-08", "2017-06-08")]
    [InlineData("06.12.17", "2017-12-06", "2017-12-06")]
    // Bodø's case paper and mandate for PFV2
    [InlineData("Nov 2013", "2013-11-01", "2013-11-30")]
    [InlineData("Jan - Mar 2014", "2014-01-01", "2014-03-31")]
    [InlineData("April 2014", "2014-04-01", "2014-04-30")]
    [InlineData("mandag 11. november 2013", "2013-11-11", "2013-11-11")]
    [InlineData("juni 2014", "2014-06-01", "2014-06-30")]
    [InlineData("mai/juni 2014", "2014-05-01", "2014-06-30")]
    [InlineData("2015 2018", null, null)]
    [InlineData("T2/2013", "2013-05-01", "2013-08-31")]
    [InlineData("T3-2013", "2013-09-01", "2013-12-31")]
    [InlineData("T2 2014", "2014-05-01", "2014-08-31")]
    [InlineData("T3 2013 – T1 2016", "2013-09-01", "2016-04-30")]
    [InlineData("fra og med 2016", "2016-01-01", null)]
    // Dates
    [InlineData("6.12.2017", "2017-12-06", "2017-12-06")]
    [InlineData("9/4-14", "2014-04-09", "2014-04-09")]
    [InlineData("9/4-2014", "2014-04-09", "2014-04-09")]
    [InlineData("9/4/2014", "2014-04-09", "2014-04-09")]
    [InlineData("9. april 2014", "2014-04-09", "2014-04-09")]
    [InlineData("1.1.2020", "2020-01-01", "2020-01-01")]
    [InlineData("2014-04-09", "2014-04-09", "2014-04-09")]
    [InlineData("April 9, 2014", "2014-04-09", "2014-04-09")]
    [InlineData("9th of April 2014", "2014-04-09", "2014-04-09")]
    [InlineData("2. januar – 15. mars 2018", "2018-01-02", "2018-03-15")]
    [InlineData("15.–20. mars 2018", "2018-03-15", "2018-03-20")]
    [InlineData("9.-24.4.2014", "2014-04-09", "2014-04-24")]
    [InlineData("9/4 - 24/4 2014", "2014-04-09", "2014-04-24")]
    [InlineData("30.12–2.1.2018", "2017-12-30", "2018-01-02")]
    [InlineData("2014-04-09 – 2014-05-01", "2014-04-09", "2014-05-01")]
    // Months, weeks, quarters, tertials, half-years, years
    [InlineData("NOVEMBER 2013", "2013-11-01", "2013-11-30")]
    [InlineData("nov-17", "2017-11-01", "2017-11-30")]
    [InlineData("04/2018", "2018-04-01", "2018-04-30")]
    [InlineData("2018-04", "2018-04-01", "2018-04-30")]
    [InlineData("Nov–Feb 2018", "2017-11-01", "2018-02-28")]
    [InlineData("nov. 2017 - feb.", "2017-11-01", "2018-02-28")]
    [InlineData("okt/nov/des 2017", "2017-10-01", "2017-12-31")]
    [InlineData("Jun/Jul 2018", "2018-06-01", "2018-07-31")]
    [InlineData("uke 48 2013", "2013-11-25", "2013-12-01")]
    [InlineData("Uke 48/2013", "2013-11-25", "2013-12-01")]
    [InlineData("uke 48/13", "2013-11-25", "2013-12-01")]
    [InlineData("uke 48/49 2013", "2013-11-25", "2013-12-08")]
    [InlineData("Uke 50-2 2014", "2013-12-09", "2014-01-12")]
    [InlineData("week 48, 2013", "2013-11-25", "2013-12-01")]
    [InlineData("2018-W05", "2018-01-29", "2018-02-04")]
    [InlineData("veke 8 2014", "2014-02-17", "2014-02-23")]
    [InlineData("1. kvartal 2018", "2018-01-01", "2018-03-31")]
    [InlineData("Q1 2018", "2018-01-01", "2018-03-31")]
    [InlineData("1Q18", "2018-01-01", "2018-03-31")]
    [InlineData("2018 Q1", "2018-01-01", "2018-03-31")]
    [InlineData("1st quarter 2018", "2018-01-01", "2018-03-31")]
    [InlineData("first quarter of 2018", "2018-01-01", "2018-03-31")]
    [InlineData("Q1-Q2 2018", "2018-01-01", "2018-06-30")]
    [InlineData("1. og 2. kvartal 2018", "2018-01-01", "2018-06-30")]
    [InlineData("1/2. kvartal 2018", "2018-01-01", "2018-06-30")]
    [InlineData("3. tertial 2013", "2013-09-01", "2013-12-31")]
    [InlineData("1. halvår 2018", "2018-01-01", "2018-06-30")]
    [InlineData("andre halvår 2018", "2018-07-01", "2018-12-31")]
    [InlineData("H2 2018", "2018-07-01", "2018-12-31")]
    [InlineData("2016", "2016-01-01", "2016-12-31")]
    [InlineData("2017/2018", "2017-01-01", "2018-12-31")]
    [InlineData("2017/18", "2017-01-01", "2018-12-31")]
    [InlineData("2017–19", "2017-01-01", "2019-12-31")]
    [InlineData("årsskiftet 2017/2018", "2017-12-31", "2018-01-01")]
    [InlineData("mellom mars og november 2018", "2018-03-01", "2018-11-30")]
    [InlineData("fra 1. mars til 15. april 2018", "2018-03-01", "2018-04-15")]
    [InlineData("1. mars t.o.m. 15. april 2018", "2018-03-01", "2018-04-15")]
    // Open at one end
    [InlineData("innen 1. juli 2018", null, "2018-07-01")]
    [InlineData("innen utgangen av 2018", null, "2018-12-31")]
    [InlineData("by the end of 2018", null, "2018-12-31")]
    [InlineData("senest uke 8 2014", null, "2014-02-23")]
    [InlineData("før 1. juli 2018", null, "2018-06-30")]
    [InlineData("fra 2016", "2016-01-01", null)]
    [InlineData("f.o.m. mai 2018", "2018-05-01", null)]
    [InlineData("etter uke 8 2014", "2014-02-24", null)]
    public void What_names_its_days_is_read_exactly(string label, string? start, string? end)
    {
        var reading = PeriodReader.Read(label, Reference);
        Assert.Equal((Day(start), Day(end)), (reading.Start, reading.End));
        Assert.Equal(start is not null || end is not null, reading.IsExact);
        Assert.False(reading.IsYearAssumed);
    }

    [Theory]
    [InlineData("Medio 2019", "2019-05-01", "2019-08-31")]
    [InlineData("mid-2019", "2019-05-01", "2019-08-31")]
    [InlineData("primo 2018", "2018-01-01", "2018-04-30")]
    [InlineData("primo/ultimo 2018", "2018-01-01", "2018-12-31")]
    [InlineData("medio mai 2018", "2018-05-11", "2018-05-20")]
    [InlineData("ultimo februar 2018", "2018-02-21", "2018-02-28")]
    [InlineData("medio mai – ultimo juni 2018", "2018-05-11", "2018-06-30")]
    [InlineData("slutten av 1. kvartal 2018", "2018-03-01", "2018-03-31")]
    [InlineData("ca. 1. mai 2018", "2018-05-01", "2018-05-01")]
    [InlineData("før påske 2014", null, "2014-04-11")]
    [InlineData("before Easter 2014", null, "2014-04-11")]
    [InlineData("etter påske 2014", "2014-04-22", null)]
    [InlineData("påsken 2014", "2014-04-13", "2014-04-21")]
    [InlineData("før sommeren (2014)", null, "2014-06-20")]
    [InlineData("før jul 2017", null, "2017-12-22")]
    [InlineData("høsten 2018", "2018-08-16", "2018-12-31")]
    [InlineData("våren 2018", "2018-01-01", "2018-06-20")]
    [InlineData("vår/høst 2018", "2018-01-01", "2018-12-31")]
    [InlineData("vinteren 2017/18", "2017-12-01", "2018-02-28")]
    public void What_needs_a_convention_is_read_and_says_so(string label, string? start, string? end)
    {
        var reading = PeriodReader.Read(label, Reference);
        Assert.Equal((Day(start), Day(end)), (reading.Start, reading.End));
        Assert.False(reading.IsExact);
        Assert.False(reading.IsYearAssumed);
    }

    [Theory]
    [InlineData("Uke 48", "2013-11-25", "2013-12-01")]
    [InlineData("Uke 48:", "2013-11-25", "2013-12-01")]
    [InlineData("Uke 44", "2013-10-28", "2013-11-03")] // the running week
    [InlineData("Uke 43", "2014-10-20", "2014-10-26")] // over since Sunday
    [InlineData("Uke 2-8", "2014-01-06", "2014-02-23")]
    [InlineData("Uke 9–10", "2014-02-24", "2014-03-09")]
    [InlineData("uke 51–2", "2013-12-16", "2014-01-12")]
    [InlineData("week 48", "2013-11-25", "2013-12-01")]
    [InlineData("9/4", "2014-04-09", "2014-04-09")]
    [InlineData("(24/4)", "2014-04-24", "2014-04-24")]
    [InlineData("24. april", "2014-04-24", "2014-04-24")]
    [InlineData("29. februar", "2016-02-29", "2016-02-29")]
    [InlineData("uke 53", "2015-12-28", "2016-01-03")]
    [InlineData("2. halvår", "2013-07-01", "2013-12-31")]
    [InlineData("mai/juni", "2014-05-01", "2014-06-30")]
    [InlineData("des/jan", "2013-12-01", "2014-01-31")]
    [InlineData("vår/høst", "2013-01-01", "2013-12-31")]
    [InlineData("før sommeren", null, "2014-06-20")]
    [InlineData("før påske", null, "2014-04-11")]
    public void A_missing_year_is_that_of_the_nearest_period_not_yet_over(string label, string? start, string end)
    {
        var reading = PeriodReader.Read(label, Reference);
        Assert.Equal((Day(start), Day(end)), (reading.Start, reading.End));
        Assert.True(reading.IsYearAssumed);
    }

    [Fact]
    public void In_Holy_Week_before_Easter_means_next_year() =>
        Assert.Equal(Day("2015-03-27"), PeriodReader.Read("før påske", new(2014, 4, 14)).End);

    [Fact]
    public void What_is_explained_is_read_by_the_explanation()
    {
        var reading = PeriodReader.Read("før påske, dvs 11. april 2014", Reference);
        Assert.Equal((null, Day("2014-04-11")), (reading.Start, reading.End));
        Assert.True(reading.IsExact);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("snart")]
    [InlineData("når tiden er moden")]
    [InlineData("løpende")]
    [InlineData("6–9 måneder")]
    [InlineData("hver 14. dag")]
    [InlineData("2026–2017")]
    [InlineData("mars 2018 – januar 2018")]
    [InlineData("20.–15. mars 2018")]
    [InlineData("31. juni 2018")]
    [InlineData("29.2.2018")]
    [InlineData("uke 53 2018")]
    [InlineData("uke 54")]
    [InlineData("Q5 2018")]
    [InlineData("T0/2018")]
    [InlineData("13/13")]
    [InlineData("12345")]
    [InlineData("1899")]
    [InlineData("2200")]
    [InlineData("2010-11")] // November 2010, or two years
    [InlineData("uke 8/10")] // two weeks of three, or 2010
    [InlineData("jul 2018")] // Christmas or July
    [InlineData("mars og november 2018")] // two periods
    [InlineData("tirsdag 11. november 2013")] // it was a Monday
    [InlineData("mandag 11. november 2014")] // Bodø's case paper says this; it was a Tuesday
    [InlineData("(2018")]
    [InlineData("2018)")]
    [InlineData("2018 –")]
    [InlineData("– 2018")]
    [InlineData("før")]
    [InlineData("fra til")]
    [InlineData("primo")]
    [InlineData("primo/ultimo")]
    [InlineData("medio uke 8 2014")]
    [InlineData("dvs")]
    [InlineData("dvs dvs 2018")]
    [InlineData("2018; drop table")]
    [InlineData("Nov\t2013")]
    [InlineData("2018\0")]
    [InlineData("<b>2018</b>")]
    [InlineData("٢٠١٨")]
    [InlineData("2018\u200B")]
    public void What_is_not_understood_is_unreadable(string? label) =>
        Assert.Same(PeriodReading.Unreadable, PeriodReader.Read(label, Reference));

    [Fact]
    public void Lone_surrogates_and_noncharacters_are_unreadable()
    {
        Assert.False(PeriodReader.Read("2018 \uD800", Reference).IsReadable);
        Assert.False(PeriodReader.Read("2018 \uFFFE\uFFFF", Reference).IsReadable);
    }

    [Fact]
    public void No_character_throws()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            Assert.True(Ordered(PeriodReader.Read($"2018 {(char)c}1", Reference)));
        }
    }

    [Fact]
    public void A_label_longer_than_the_contract_allows_is_unreadable()
    {
        Assert.False(PeriodReader.Read(new string('1', 10_000), Reference).IsReadable);
        Assert.False(PeriodReader.Read(string.Concat(Enumerable.Repeat("2018-", 2_000)), Reference).IsReadable);
        Assert.True(PeriodReader.Read("2018" + new string(' ', 10_000), Reference).IsReadable);
    }

    [Fact]
    public void Any_text_and_any_reference_is_answered_in_order() =>
        Gen.Select(Gen.String[0, 120], Gen.DateOnly).Sample((label, reference) => Ordered(PeriodReader.Read(label, reference)));

    [Fact]
    public void Any_row_of_known_words_is_answered_in_order() =>
        Gen.Select(Gen.OneOf(Words).Array[1, 9], Gen.OneOf(" ", ""), Gen.OneOf<DateOnly>(Days, Gen.DateOnly))
            .Sample((words, glue, reference) => Ordered(PeriodReader.Read(string.Join(glue, words), reference)), iter: 20_000);

    [Fact]
    public void Two_days_are_read_back_from_the_usual_ways_to_write_them() =>
        Gen.Select(
                Days,
                Gen.Int[0, 900],
                Gen.OneOf("d.M.yyyy", "dd.MM.yyyy", "d. MMMM yyyy", "yyyy-MM-dd", "d/M-yyyy", "d. MMM yyyy")
            )
            .Sample(
                (first, length, format) =>
                {
                    var nb = CultureInfo.GetCultureInfo("nb-NO");
                    var last = first.AddDays(length);
                    var label = $"{first.ToString(format, nb)} – {last.ToString(format, nb)}";
                    var reading = PeriodReader.Read(label, Reference);
                    Assert.Equal((first, last), (reading.Start, reading.End));
                    Assert.True(reading.IsExact);
                }
            );

    [Fact]
    public void Tertials_and_weeks_are_read_as_their_types_have_them() =>
        Days.Sample(day =>
        {
            var (tertial, week) = (Tertial.Of(day), IsoWeek.Of(day));
            var byTertial = PeriodReader.Read(tertial.ToString(), Reference);
            var byWeek = PeriodReader.Read($"Uke {week.Number}/{week.Year}", Reference);
            Assert.Equal((tertial.FirstDay, tertial.LastDay), (byTertial.Start, byTertial.End));
            Assert.Equal((week.FirstDay, week.LastDay), (byWeek.Start, byWeek.End));
        });

    [Fact]
    public void Without_a_year_nothing_is_over_and_nothing_nearer_was_passed_by() =>
        Gen.Select(Days, Gen.Int[1, 12], Gen.Int[1, 28])
            .Sample(
                (reference, month, day) =>
                {
                    var end = PeriodReader.Read($"{day}.{month}.", reference).End!.Value;
                    Assert.True(end >= reference);
                    Assert.True(end.AddYears(-1) < reference);
                }
            );

    [Fact]
    public void Case_spaces_and_kinds_of_dash_do_not_matter() =>
        Gen.Select(
                Gen.OneOf("Nov-Des 2017", "2. januar-15. mars 2018", "T3-2013", "Uke 2-8 2014", "1. kvartal 2018"),
                Gen.OneOf("-", "–", " – ", "—", "\u2011"),
                Gen.OneOf(" ", "  ", "\u00A0"),
                Gen.Bool
            )
            .Sample(
                (label, dash, space, upper) =>
                {
                    var varied = label.Replace(" ", space, StringComparison.Ordinal).Replace("-", dash, StringComparison.Ordinal);
                    var plain = PeriodReader.Read(label, Reference);
                    return plain.IsReadable
                        && plain.Equals(PeriodReader.Read(upper ? varied.ToUpperInvariant() : varied, Reference));
                }
            );

    private static bool Ordered(PeriodReading reading) =>
        reading.IsReadable ? !(reading.End < reading.Start) : reading.Equals(PeriodReading.Unreadable);

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
