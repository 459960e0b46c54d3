using CsCheck;
using MergeProgramme.Organisation.Appointments;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Tests.Appointments;

public sealed class AppointmentRulesTests
{
    private static readonly DateOnly Day = new(2018, 1, 1);

    private static readonly Gen<(int Start, int? Length)> Span = Gen.Select(Gen.Int[0, 40], Gen.Int[0, 20].Nullable());

    [Fact]
    public void Two_overlap_when_some_day_is_in_both() =>
        Gen.Select(Span, Span)
            .Sample(
                (one, other) =>
                {
                    var shared = Enumerable.Range(0, 100).Any(day => Holds(one, day) && Holds(other, day));
                    Assert.Equal(shared, AppointmentRules.Overlap(Of(one), Of(other)));
                    Assert.Equal(shared, AppointmentRules.Overlap(Of(other), Of(one)));
                }
            );

    [Theory]
    [InlineData(1, -400, true)]
    [InlineData(0, -1, false)]
    [InlineData(-400, -1, false)]
    [InlineData(-400, 0, true)]
    public void What_was_never_held_or_entered_today_may_be_deleted(int start, int entered, bool may) =>
        Assert.Equal(may, AppointmentRules.MayDelete(Day.AddDays(start), Day.AddDays(entered), Day));

    private static bool Holds((int Start, int? Length) span, int day) =>
        span.Start <= day && (span.Length is null || day <= span.Start + span.Length);

    private static Appointment Of((int Start, int? Length) span) =>
        new()
        {
            StartDate = Day.AddDays(span.Start).ToDate(),
            EndDate = span.Length is { } length ? Day.AddDays(span.Start + length).ToDate() : null,
        };
}
