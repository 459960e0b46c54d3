using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Meetings;

/// <summary>For whom a deputy may sit, and who is called first. Pure.</summary>
internal static class DeputyRules
{
    /// <summary>
    /// Whether a deputy may sit for a member: one for a seat sits for whoever holds that seat, one for no seat in particular for those of the same
    /// municipality, union or other side.
    /// </summary>
    /// <param name="seats">Appointments of the body of any day, by name: a seat stays the same when its holder is replaced.</param>
    public static bool MaySitFor(Appointment deputy, Appointment member, IReadOnlyDictionary<string, Appointment> seats)
    {
        if (deputy.Role != AppointmentRole.DeputyMember)
            return false;
        if (deputy.DeputyFor.Length == 0)
            return (deputy.Representation, deputy.Municipality, deputy.Organisation.Trim().ToUpperInvariant())
                == (member.Representation, member.Municipality, member.Organisation.Trim().ToUpperInvariant());
        // Predecessors form no ring; the count is for a table that somebody has altered.
        for (var (seat, steps) = (member, 0); seat is not null && steps <= seats.Count; steps++)
        {
            if (seat.Name == deputy.DeputyFor)
                return true;
            seat = seat.Predecessor.Length > 0 ? seats.GetValueOrDefault(seat.Predecessor) : null;
        }
        return false;
    }

    /// <summary>Those who may sit for a member, first whom the seat has for its own, then in the order of call.</summary>
    public static IEnumerable<Appointment> InOrderOfCall(
        IEnumerable<Appointment> appointed,
        Appointment member,
        IReadOnlyDictionary<string, Appointment> seats
    ) =>
        appointed
            .Where(a => MaySitFor(a, member, seats))
            .OrderBy(a => a.DeputyFor.Length == 0)
            .ThenBy(a => a.CallOrder == 0 ? int.MaxValue : a.CallOrder)
            .ThenBy(a => a.PersonDisplayName, StringComparer.CurrentCulture);
}
