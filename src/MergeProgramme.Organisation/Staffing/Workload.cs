using MergeProgramme.Organisation.Composition;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Staffing;

/// <summary>How much of a full position people's appointments take, month by month. Pure.</summary>
internal static class Workload
{
    private const int FullPosition = 100;

    /// <summary>One person's months.</summary>
    /// <param name="appointments">That person's; those without a percent take nothing. One without an end must have that of its body.</param>
    public static IEnumerable<MonthStaffing> Of(IEnumerable<Appointment> appointments, IReadOnlyList<Month> months)
    {
        var seats = appointments.Where(a => a.Percent > 0).Select(Seat.Of).ToList();
        foreach (var month in months)
        {
            // Within a month the sum rises only on days on which somebody begins.
            var days = seats
                .Select(s => s.First)
                .Where(day => day > month.FirstDay && day <= month.LastDay)
                .Append(month.FirstDay)
                .Distinct()
                .Order()
                .Select(day => (Day: day, Held: seats.FindAll(s => s.Holds(day))))
                .Select(d => (d.Day, d.Held, Percent: d.Held.Sum(s => s.Appointment.Percent)))
                .ToList();
            var most = days.MaxBy(d => d.Percent);
            var staffing = new MonthStaffing { Percent = most.Percent };
            staffing.Appointments.AddRange(most.Held.Select(s => s.Appointment.Name).Order(StringComparer.Ordinal));
            if (most.Percent > FullPosition)
                staffing.OverDate = days.First(d => d.Percent > FullPosition).Day.ToDate();
            yield return staffing;
        }
    }
}
