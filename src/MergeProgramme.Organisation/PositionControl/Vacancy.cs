using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.PositionControl;

/// <summary>
/// A position without a holder over some days, and what that holds back. Pure, and exact: what is held back in the parts of a time is, in any
/// order, what is held back in the whole.
/// </summary>
/// <param name="Request">The request that says so.</param>
/// <param name="From">The first day without a holder.</param>
/// <param name="Until">The first day that does not count any more; the same as <paramref name="From"/> where no day counts.</param>
internal sealed record Vacancy(PositionRequest Request, DateOnly From, DateOnly Until)
{
    private const int MonthsOfYear = 12;

    /// <summary>
    /// The vacancies of requests, as far as they have come. Withdrawn requests have none. Of several requests for one position each counts until
    /// the next one's begins: nothing counts twice.
    /// </summary>
    /// <param name="today">The last day that counts.</param>
    public static IReadOnlyList<Vacancy> Of(IEnumerable<PositionRequest> requests, DateOnly today)
    {
        var tomorrow = today.AddDays(1);
        List<Vacancy> found = [];
        foreach (
            var group in requests
                .Where(r => r.State != PositionRequestState.Withdrawn)
                .GroupBy(r => r.Position.Length > 0 ? r.Position : r.Name)
        )
        {
            var next = DateOnly.MaxValue;
            // The newest first, so that each knows where the one after it begins.
            foreach (
                var request in group
                    .OrderByDescending(FromOf)
                    .ThenByDescending(r => r.RequestDate.ToDateOnly())
                    .ThenByDescending(r => r.Name, StringComparer.Ordinal)
            )
            {
                var from = FromOf(request);
                var until = Min(EndOf(request) ?? DateOnly.MaxValue, Min(next, tomorrow));
                found.Add(new(request, from, until < from ? from : until));
                next = from;
            }
        }
        return found;
    }

    /// <summary>What is held back from a day to the day before another.</summary>
    /// <returns>Øre; and hundredths of a percent times months.</returns>
    public (long Ore, long PercentMonths) Between(DateOnly first, DateOnly end)
    {
        var (from, until) = (Max(From, first), Min(Until, end));
        if (from >= until)
            return (0, 0);
        var yearly = Ore.Of(Request.YearlyCost);
        return (
            Share(yearly, MonthsOfYear, until) - Share(yearly, MonthsOfYear, from),
            Share(Request.PercentHundredths, 1, until) - Share(Request.PercentHundredths, 1, from)
        );
    }

    /// <summary>Whether it stands vacant on at least one day from a day to the day before another.</summary>
    public bool Touches(DateOnly first, DateOnly end) => Max(From, first) < Min(Until, end);

    // How much has come together from the first day of the calendar to the beginning of a day, rounded down once. Differences of this are exact.
    private static long Share(long amount, int months, DateOnly day)
    {
        var length = DateTime.DaysInMonth(day.Year, day.Month);
        var parts = ((Int128)(day.Year * MonthsOfYear + day.Month - 1) * length) + day.Day - 1;
        return (long)(amount * parts / (length * months));
    }

    private static DateOnly FromOf(PositionRequest request) => request.VacantFromDate.ToDateOnly() ?? DateOnly.MaxValue;

    private static DateOnly? EndOf(PositionRequest request) =>
        request.State switch
        {
            PositionRequestState.Filled => request.FillDate.ToDateOnly(),
            PositionRequestState.Redeployed => request.RedeployDate.ToDateOnly(),
            _ => null,
        };

    private static DateOnly Min(DateOnly one, DateOnly other) => one < other ? one : other;

    private static DateOnly Max(DateOnly one, DateOnly other) => one > other ? one : other;
}
