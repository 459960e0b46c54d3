using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Appointments;

/// <summary>Somebody leaves and somebody else comes the day after. Pure.</summary>
/// <param name="Successor">The appointment of the one who comes, without a name.</param>
/// <param name="MovesUp">What the successor is in the body until then, where it ends with that: a deputy's appointment. Null: nothing.</param>
/// <param name="Invalid">What is wrong with the request.</param>
/// <param name="Broken">Why it cannot be done as things are.</param>
internal sealed record Replacement(
    Appointment Successor,
    Appointment? MovesUp,
    IReadOnlyList<Violation> Invalid,
    Violation? Broken
)
{
    /// <param name="others">All appointments of the body.</param>
    /// <param name="person">Resource name of the one who comes.</param>
    /// <param name="last">The last day of the one who leaves.</param>
    public static Replacement Of(Appointment current, Body body, IReadOnlyList<Appointment> others, string person, DateOnly last)
    {
        var start = current.StartDate.ToDateOnly()!.Value;
        var end = current.EndDate.ToDateOnly();
        // Somebody who is to leave that day anyway has a successor until further notice.
        var successor = new Appointment(current)
        {
            Name = "",
            Person = person,
            Predecessor = current.Name,
            StartDate = last == DateOnly.MaxValue ? null : last.AddDays(1).ToDate(),
            EndDate = end > last ? current.EndDate : null,
        };
        List<Violation> invalid = [];
        if (person == current.Person)
            invalid.Add(new("successor", "SUCCESSOR_IS_SAME", current.PersonDisplayName));
        if (last < start)
            invalid.Add(new("last_date", "END_BEFORE_START", NorwegianTime.Format(start), NorwegianTime.Format(last)));
        else if (last > end)
            invalid.Add(new("last_date", "AFTER_OWN_END", current.PersonDisplayName, NorwegianTime.Format(end.Value)));
        else if (body.EndDate.ToDateOnly() is { } bodyEnd && last >= bodyEnd)
            invalid.Add(new("last_date", "AFTER_BODY", body.DisplayName, NorwegianTime.Format(bodyEnd)));
        if (invalid.Count > 0 || successor.StartDate is null)
            return new(successor, null, invalid, null);

        if (others.FirstOrDefault(o => o.Predecessor == current.Name) is { } already)
            return new(
                successor,
                null,
                [],
                new(already.Name, "ALREADY_REPLACED", current.PersonDisplayName, already.PersonDisplayName)
            );
        var movesUp = others.FirstOrDefault(o =>
            o.Person == person
            && o.Role == AppointmentRole.DeputyMember
            && o.StartDate.ToDateOnly() <= last
            && (o.EndDate.ToDateOnly() ?? DateOnly.MaxValue) > last
        );
        var conflict = AppointmentRules.Conflict(successor, others.Where(o => o.Name != movesUp?.Name && o.Name != current.Name));
        return new(successor, movesUp, [], conflict);
    }
}
