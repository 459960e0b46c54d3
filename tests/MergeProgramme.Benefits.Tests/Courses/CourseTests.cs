using Google.Protobuf.WellKnownTypes;
using MergeProgramme.Benefits.Courses;
using MergeProgramme.Benefits.Realisation;
using MergeProgramme.Benefits.Tests.Handovers;
using MergeProgramme.Benefits.Tests.Ledger;
using MergeProgramme.Benefits.Tests.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Testing;

namespace MergeProgramme.Benefits.Tests.Courses;

/// <summary>The three courses of Bodø's paper (13/15): analysis from T3 2013, implementation from T2 2014, verification from T2 2015 to T1 2016.</summary>
[Collection("hosts")]
public sealed class CourseTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Fact]
    public void The_courses_are_those_of_the_paper()
    {
        var measure = Bodo();
        // May or June 2014 and eleven months: the first effect is that of May 2015, and twelve months of it are full at the end of April 2016.
        Assert.Equal(
            [
                (CourseKind.Analysis, new(2013, 11, 1), new(2014, 6, 1), false),
                (CourseKind.Implementation, new(2014, 6, 1), new(2015, 4, 30), false),
                (CourseKind.Verification, new(2015, 5, 1), new(2016, 4, 30), false),
            ],
            Read(CourseRules.Of(measure, new Totals(), new(2014, 1, 1)))
        );
        Assert.Equal(
            ["T3/2013", "T2/2014", "T2/2015", "T1/2016"],
            Tertials(CourseRules.Of(measure, new Totals(), new(2014, 1, 1)))
        );
    }

    [Fact]
    public void A_course_is_done_when_it_is_decided_works_in_full_or_is_verified()
    {
        var measure = Bodo();
        measure.State = MeasureState.Decided;
        var verified = new Totals();
        bool[] Done(DateOnly today) => [.. CourseRules.Of(measure, verified, today).Select(c => c.Done)];
        Assert.Equal([true, false, false], Done(new(2015, 4, 30)));
        Assert.Equal([true, true, false], Done(new(2015, 5, 1)));
        verified.Add(new Month(2015, 8), new(0, 0, 0, 59_999_999_99, 0));
        Assert.Equal([true, true, false], Done(new(2016, 5, 1)));
        // The last øre.
        verified.Add(new Month(2016, 4), new(0, 0, 0, 1, 0));
        Assert.Equal([true, true, true], Done(new(2016, 5, 1)));
    }

    [Fact]
    public void The_whole_is_from_the_first_day_to_the_last_and_is_done_with_the_last()
    {
        var (early, late) = (Bodo(), Bodo());
        late.DecisionDate = MeasureData.Day(new(2015, 6, 1));
        early.State = MeasureState.Decided;
        var whole = CourseRules.Whole([
            CourseRules.Of(late, new Totals(), new(2016, 1, 1)),
            CourseRules.Of(early, new Totals(), new(2016, 1, 1)),
        ]);
        Assert.Equal(
            [
                (CourseKind.Analysis, new(2013, 11, 1), new(2015, 6, 1), false),
                (CourseKind.Implementation, new(2014, 6, 1), new(2016, 4, 30), false),
                (CourseKind.Verification, new(2015, 5, 1), new(2017, 4, 30), false),
            ],
            Read(whole)
        );
        Assert.Empty(CourseRules.Whole([]));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Each_measure_has_its_courses_and_what_was_entered(TestDatabase database, Transport transport)
    {
        var it = await LedgerTests.Books.OpenAsync(hosts, database, transport);
        var dropped = await it.MeasureAsync("Turnus");
        await it.Client.DropMeasureAsync(new() { Name = dropped.Name, Reason = "Ikke mulig." });
        await it.BaseAsync(9_000_000);
        await it.VerifyAsync(await it.EnterAsync(2_000_000_00, 2015, 3));
        await it.EnterAsync(1_000_000_00, 2015, 2);
        var answer = await it.Client.ListMeasureCoursesAsync(new() { Parent = HandoverOffice.Programme });
        var row = Assert.Single(answer.MeasureCourses);
        Assert.Equal("Hverdagsrehabilitering", row.MeasureTitle);
        // Registered today, decided long ago: nobody knows since when it was analysed.
        Assert.Equal((true, new DateOnly(2014, 6, 24)), (row.Courses[0].Done, row.Courses[0].StartDate.ToDateOnly()));
        Assert.Equal(
            [(5, 1_000_000, 0), (9, 2_000_000, 2_000_000)],
            row.Tertials.Select(t => (t.StartDate.Month, t.Realised.Units, t.Verified.Units))
        );
        Assert.Equal(
            answer,
            await it.Client.ListMeasureCoursesAsync(
                new() { Parent = HandoverOffice.Programme, SubProject = HandoverOffice.SubProject }
            )
        );
    }

    private static Measure Bodo()
    {
        var measure = MeasureData.Measure("Alle tiltak", "", 60_000_000);
        measure.CreateTime = Timestamp.FromDateTimeOffset(new(2013, 11, 1, 12, 0, 0, TimeSpan.Zero));
        return measure;
    }

    private static IEnumerable<(CourseKind, DateOnly, DateOnly, bool)> Read(IEnumerable<Course> courses) =>
        courses.Select(c => (c.Kind, c.StartDate.ToDateOnly()!.Value, c.EndDate.ToDateOnly()!.Value, c.Done));

    // Where each begins, and where the last ends.
    private static IEnumerable<string> Tertials(IReadOnlyList<Course> courses) =>
        courses
            .Select(c => c.StartDate)
            .Append(courses[^1].EndDate)
            .Select(day => Tertial.Of(day.ToDateOnly()!.Value).ToString());
}
