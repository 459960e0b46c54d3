using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.Realisation;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Benefits.Courses;

/// <summary>
/// The three courses of a measure, as Bodø's paper draws them (case 13/15, 31 October 2013): the project analyses, the line implements, and the gain is seen on
/// the bottom line. Pure.
/// </summary>
internal static class CourseRules
{
    private const int FirstFullYear = 12;

    /// <param name="measure">That is not given up.</param>
    /// <param name="verified">What finance has verified of it, by month.</param>
    /// <param name="today">To tell what is done.</param>
    public static IReadOnlyList<Course> Of(Measure measure, Totals verified, DateOnly today)
    {
        var decided = measure.DecisionDate.ToDateOnly()!.Value;
        var effect = MeasureProfile.ExpectedEffect(measure);
        var registered = NorwegianTime.DateIn(measure.CreateTime.ToDateTimeOffset());
        var full = effect.FullFrom.FirstDay;
        var end = effect.FullFrom.Plus(FirstFullYear - 1);
        var expected = Sum(Totals.Of(effect, []), effect.FirstEffect, end);
        return
        [
            // One that was registered after its decision was analysed before it: nobody knows since when.
            Course(
                CourseKind.Analysis,
                registered < decided ? registered : decided,
                decided,
                measure.State == MeasureState.Decided
            ),
            Course(
                CourseKind.Implementation,
                decided,
                full.AddDays(-1) < decided ? decided : full.AddDays(-1),
                measure.State == MeasureState.Decided && full <= today
            ),
            Course(
                CourseKind.Verification,
                effect.FirstEffect.FirstDay,
                end.LastDay,
                expected != 0 && Math.Abs(Sum(verified, effect.FirstEffect, end)) >= Math.Abs(expected)
            ),
        ];
    }

    /// <summary>From the first day to the last of each course of several measures; none where there are no measures.</summary>
    public static IReadOnlyList<Course> Whole(IReadOnlyCollection<IReadOnlyList<Course>> all) =>
        [
            .. all.SelectMany(courses => courses)
                .GroupBy(course => course.Kind)
                .OrderBy(group => group.Key)
                .Select(group =>
                    Course(
                        group.Key,
                        group.Min(c => c.StartDate.ToDateOnly()!.Value),
                        group.Max(c => c.EndDate.ToDateOnly()!.Value),
                        group.All(c => c.Done)
                    )
                ),
        ];

    private static long Sum(Totals totals, Month first, Month last) =>
        totals.By([new Period(Period.Of(first, Granularity.Tertial).First, last)]).Sum(p => p.Effect);

    private static Course Course(CourseKind kind, DateOnly start, DateOnly end, bool done) =>
        new()
        {
            Kind = kind,
            StartDate = start.ToDate(),
            EndDate = end.ToDate(),
            Done = done,
        };
}
