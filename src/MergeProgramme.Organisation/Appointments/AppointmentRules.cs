using MergeProgramme.Organisation.Composition;
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
        if (appointment is { Role: not AppointmentRole.DeputyMember, DeputyFor.Length: > 0 })
            yield return new("appointment.deputy_for", "NOT_A_DEPUTY");
        if (appointment is { Role: not AppointmentRole.DeputyMember, CallOrder: > 0 })
            yield return new("appointment.call_order", "NOT_A_DEPUTY");
    }

    /// <summary>What is wrong with the seat that a deputy is for.</summary>
    public static IEnumerable<Violation> CheckSeat(Appointment deputy, Appointment seat)
    {
        if (seat.Body != deputy.Body)
            yield return new("appointment.deputy_for", "DEPUTY_FOR_OTHER_BODY", seat.PersonDisplayName, seat.BodyDisplayName);
        else if (!CompositionCheck.IsMember(seat.Role) || seat.Name == deputy.Name)
            yield return new("appointment.deputy_for", "DEPUTY_FOR_NO_MEMBER", seat.PersonDisplayName);
    }

    /// <summary>
    /// Why it cannot stand beside the other appointments of its body: nobody sits twice in one body at the same time, and of the deputies for one
    /// seat, or for one group, no two come first. Null where it can.
    /// </summary>
    /// <param name="others">Appointments; those of other bodies and the appointment itself do not matter.</param>
    public static Violation? Conflict(Appointment appointment, IEnumerable<Appointment> others)
    {
        foreach (var other in others)
        {
            if (other.Name == appointment.Name || other.Body != appointment.Body || !Overlap(other, appointment))
                continue;
            if (other.Person == appointment.Person)
                return new(
                    other.Name,
                    other.EndDate is null ? "APPOINTMENT_OVERLAPS_OPEN" : "APPOINTMENT_OVERLAPS",
                    other.PersonDisplayName,
                    other.BodyDisplayName,
                    NorwegianTime.Format(other.StartDate.ToDateOnly()!.Value),
                    other.EndDate.ToDateOnly() is { } end ? NorwegianTime.Format(end) : ""
                );
            if (appointment.CallOrder > 0 && other.CallOrder == appointment.CallOrder && Group(other) == Group(appointment))
                return new(other.Name, "CALL_ORDER_TAKEN", appointment.CallOrder, other.PersonDisplayName);
        }
        return null;
    }

    // Deputies of one seat, or of all whom a municipality, union or other has there.
    private static (string, Representation, string, string) Group(Appointment deputy) =>
        deputy.DeputyFor.Length > 0
            ? (deputy.DeputyFor, default, "", "")
            : ("", deputy.Representation, deputy.Municipality, deputy.Organisation);

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
