using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Appointments;

/// <summary>What an appointment must not contradict.</summary>
internal static class AppointmentRules
{
    /// <summary>All that is wrong with it by itself.</summary>
    public static IEnumerable<Violation> Check(Appointment appointment)
    {
        if (appointment is { Representation: Representation.Municipality, Municipality: "" })
            yield return new("appointment.municipality", "REQUIRED");
        if (
            appointment.Representation is Representation.Union or Representation.External
            && string.IsNullOrWhiteSpace(appointment.Organisation)
        )
            yield return new("appointment.organisation", "REQUIRED");
        if (appointment.StartDate.ToDateOnly() is { } start && appointment.EndDate.ToDateOnly() is { } end && end < start)
            yield return new("appointment.end_date", "END_BEFORE_START", NorwegianTime.Format(start), NorwegianTime.Format(end));
    }

    /// <summary>All that puts it outside the life of its body. One without an end ends with the body.</summary>
    public static IEnumerable<Violation> CheckAgainst(Body body, Appointment appointment)
    {
        var start = appointment.StartDate.ToDateOnly();
        if (body.StartDate.ToDateOnly() is { } first && start < first)
            yield return new("appointment.start_date", "BEFORE_BODY", body.DisplayName, NorwegianTime.Format(first));
        if (body.EndDate.ToDateOnly() is not { } last)
            yield break;
        if (start > last)
            yield return new("appointment.start_date", "AFTER_BODY", body.DisplayName, NorwegianTime.Format(last));
        else if (appointment.EndDate.ToDateOnly() > last)
            yield return new("appointment.end_date", "AFTER_BODY", body.DisplayName, NorwegianTime.Format(last));
    }

    /// <summary>Whether two appointments have a day in common. Both ends are included; no end is for ever.</summary>
    public static bool Overlap(Appointment one, Appointment other) =>
        one.StartDate.ToDateOnly() <= (other.EndDate.ToDateOnly() ?? DateOnly.MaxValue)
        && other.StartDate.ToDateOnly() <= (one.EndDate.ToDateOnly() ?? DateOnly.MaxValue);

    /// <summary>
    /// Whether it may be deleted as entered by mistake: it has not begun, or it was entered on this very day. Whoever has held a seat is in
    /// the record of who decided what; such an appointment is ended.
    /// </summary>
    public static bool MayDelete(DateOnly start, DateOnly entered, DateOnly today) => start > today || entered == today;
}
