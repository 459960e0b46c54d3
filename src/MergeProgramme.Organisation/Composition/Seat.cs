using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Composition;

/// <summary>An appointment with its days; no end is for ever.</summary>
internal sealed record Seat(Appointment Appointment, DateOnly First, DateOnly Last)
{
    public static Seat Of(Appointment appointment) =>
        new(appointment, appointment.StartDate.ToDateOnly()!.Value, appointment.EndDate.ToDateOnly() ?? DateOnly.MaxValue);

    /// <summary>Whether it is held on the day.</summary>
    public bool Holds(DateOnly day) => First <= day && day <= Last;
}
