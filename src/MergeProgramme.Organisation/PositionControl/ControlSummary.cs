using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using static MergeProgramme.Organisation.V1.PositionRequestState;

namespace MergeProgramme.Organisation.PositionControl;

/// <summary>Position control seen from above: what is held back per month, unit and department, and how long each step takes. Pure.</summary>
internal static class ControlSummary
{
    /// <summary>The summary of requests.</summary>
    /// <param name="first">A day in the first month.</param>
    /// <param name="last">A day in the last month, not before it.</param>
    /// <param name="today">The last day that counts.</param>
    public static PositionControlSummary Of(
        IReadOnlyCollection<PositionRequest> requests,
        UnitTree tree,
        DateOnly first,
        DateOnly last,
        DateOnly today
    )
    {
        PositionRequest[] counted = [.. requests.Where(r => r.State != Withdrawn)];
        var vacancies = Vacancy.Of(counted, today);
        var months = Months(first, last);
        var (start, end) = (months[0], months[^1].AddMonths(1));
        var summary = new PositionControlSummary { Total = Sum(vacancies, start, end) };
        summary.Months.AddRange(months.Select(month => Month(counted, vacancies, month)));
        summary.Units.AddRange(
            vacancies
                .GroupBy(v => v.Request.Unit)
                .Select(unit => (Unit: unit.Key, Vacancies: unit.ToList()))
                .OrderByDescending(u => Sum(u.Vacancies, start, end).Cost.Units)
                .ThenBy(u => NameOf(tree, u.Unit), StringComparer.CurrentCulture)
                .Select(u => new HeldBackUnit
                {
                    Unit = u.Unit,
                    UnitDisplayName = NameOf(tree, u.Unit),
                    Department = tree.DepartmentOf(u.Unit)?.Name ?? "",
                    Total = Sum(u.Vacancies, start, end),
                    Months = { months.Select(month => Sum(u.Vacancies, month, month.AddMonths(1))) },
                })
        );
        summary.Departments.AddRange(
            counted
                .GroupBy(r => tree.DepartmentOf(r.Unit)?.Name ?? "")
                .OrderBy(d => d.Key.Length == 0)
                .ThenBy(d => NameOf(tree, d.Key), StringComparer.CurrentCulture)
                .Select(d =>
                    Department(
                        tree.Find(d.Key),
                        [.. d],
                        [.. vacancies.Where(v => (tree.DepartmentOf(v.Request.Unit)?.Name ?? "") == d.Key)],
                        start,
                        end,
                        today
                    )
                )
        );
        summary.Steps.AddRange([
            Step(
                PositionStep.Request,
                counted,
                r => r.VacantFromDate.ToDateOnly(),
                r => r.RequestDate.ToDateOnly(),
                _ => false,
                today
            ),
            Step(
                PositionStep.Decision,
                counted,
                r => r.RequestDate.ToDateOnly(),
                r => r.DecideDate.ToDateOnly(),
                r => r.State == Requested,
                today
            ),
            Step(
                PositionStep.Advertisement,
                counted.Where(r => r.State is Approved or Advertised or Filled),
                r => r.DecideDate.ToDateOnly(),
                r => r.AdvertiseDate.ToDateOnly(),
                r => r.State == Approved,
                today
            ),
            Step(
                PositionStep.Filling,
                counted,
                r => r.AdvertiseDate.ToDateOnly(),
                r => r.FillDate.ToDateOnly(),
                r => r.State == Advertised,
                today
            ),
        ]);
        return summary;
    }

    /// <summary>The first days of the months from one day's to another's.</summary>
    public static IReadOnlyList<DateOnly> Months(DateOnly first, DateOnly last)
    {
        List<DateOnly> months = [];
        for (var month = new DateOnly(first.Year, first.Month, 1); month <= last; month = month.AddMonths(1))
            months.Add(month);
        return months;
    }

    private static HeldBack Sum(IReadOnlyCollection<Vacancy> vacancies, DateOnly first, DateOnly end)
    {
        var parts = vacancies.Select(v => v.Between(first, end)).ToList();
        return new HeldBack
        {
            Cost = Ore.ToMoney(parts.Sum(p => p.Ore)),
            PercentMonths = parts.Sum(p => p.PercentMonths),
            PositionCount = vacancies.Count(v => v.Touches(first, end)),
        };
    }

    private static HeldBackMonth Month(PositionRequest[] requests, IReadOnlyList<Vacancy> vacancies, DateOnly month)
    {
        bool In(Google.Type.Date? date) => date.ToDateOnly() is { } day && day.Year == month.Year && day.Month == month.Month;
        return new HeldBackMonth
        {
            StartDate = month.ToDate(),
            HeldBack = Sum(vacancies, month, month.AddMonths(1)),
            RequestedCount = requests.Count(r => In(r.RequestDate)),
            ApprovedCount = requests.Count(r => In(r.DecideDate) && r.State is Approved or Advertised or Filled),
            RejectedCount = requests.Count(r => In(r.DecideDate) && r.State == Rejected),
            RedeployedCount = requests.Count(r => In(r.DecideDate) && r.State == Redeployed),
        };
    }

    private static DepartmentControl Department(
        Unit? department,
        PositionRequest[] requests,
        List<Vacancy> vacancies,
        DateOnly start,
        DateOnly end,
        DateOnly today
    )
    {
        int Count(PositionRequestState state) => requests.Count(r => r.State == state);
        return new DepartmentControl
        {
            Department = department?.Name ?? "",
            DepartmentDisplayName = department?.DisplayName ?? "",
            DirectorDisplayName = department?.HeadDisplayName ?? "",
            RequestedCount = Count(Requested),
            ApprovedCount = Count(Approved),
            RejectedCount = Count(Rejected),
            RedeployedCount = Count(Redeployed),
            AdvertisedCount = Count(Advertised),
            FilledCount = Count(Filled),
            OldestDays = requests
                .Where(r => r.State == Requested)
                .Select(r => Days(r.RequestDate.ToDateOnly(), today))
                .DefaultIfEmpty(0)
                .Max(),
            HeldBack = Sum(vacancies, start, end),
        };
    }

    private static StepAge Step(
        PositionStep step,
        IEnumerable<PositionRequest> requests,
        Func<PositionRequest, DateOnly?> begins,
        Func<PositionRequest, DateOnly?> ends,
        Func<PositionRequest, bool> stands,
        DateOnly today
    )
    {
        PositionRequest[] all = [.. requests];
        int[] passed =
        [
            .. all.Where(r => begins(r) is not null && ends(r) is not null)
                // A request may come before the position is vacant: that took no time.
                .Select(r => Math.Max(0, Days(begins(r), ends(r)!.Value)))
                .Order(),
        ];
        int[] open = [.. all.Where(stands).Select(r => Math.Max(0, Days(begins(r), today)))];
        return new StepAge
        {
            Step = step,
            PassedCount = passed.Length,
            MedianDays = passed.Length == 0 ? 0 : passed[(passed.Length - 1) / 2],
            LongestDays = passed.Length == 0 ? 0 : passed[^1],
            OpenCount = open.Length,
            OldestOpenDays = open.Length == 0 ? 0 : open.Max(),
        };
    }

    private static int Days(DateOnly? from, DateOnly to) => from is { } day ? to.DayNumber - day.DayNumber : 0;

    private static string NameOf(UnitTree tree, string unit) => tree.Find(unit)?.DisplayName ?? "";
}
