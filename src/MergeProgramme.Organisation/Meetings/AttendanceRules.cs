using MergeProgramme.Organisation.Composition;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Meetings;

/// <summary>Who can be put down as attending: whoever is appointed to the body on the day, and deputies of members. Pure.</summary>
internal static class AttendanceRules
{
    /// <summary>Appointments that hold on a day; the body's own end ends them too.</summary>
    public static IEnumerable<Appointment> On(DateOnly day, Body body, IEnumerable<Appointment> appointments) =>
        body.EndDate.ToDateOnly() < day
            ? []
            : appointments.Where(a => a.StartDate.ToDateOnly() <= day && (a.EndDate.ToDateOnly() ?? DateOnly.MaxValue) >= day);

    /// <summary>All that is wrong with an attendance list.</summary>
    /// <param name="appointed">Those of the day.</param>
    /// <param name="seats">Those of any day, by name.</param>
    public static IEnumerable<Violation> Check(
        IReadOnlyList<Attendance> attendances,
        IReadOnlyCollection<Appointment> appointed,
        IReadOnlyDictionary<string, Appointment> seats
    )
    {
        var byPerson = appointed.ToLookup(a => a.Person, StringComparer.Ordinal);
        var listed = attendances.Select(a => a.Person).ToHashSet(StringComparer.Ordinal);
        HashSet<string> seen = [];
        HashSet<string> deputies = [];
        for (var i = 0; i < attendances.Count; i++)
        {
            var (attendance, at) = (attendances[i], $"attendances[{i}]");
            if (!byPerson.Contains(attendance.Person))
                yield return new($"{at}.person", "NOT_IN_BODY");
            else if (!seen.Add(attendance.Person))
                yield return new($"{at}.person", "ATTENDS_TWICE");
            if (attendance.Deputy.Length == 0)
                continue;
            var member = byPerson[attendance.Person].FirstOrDefault(a => CompositionCheck.IsMember(a.Role));
            var deputy = byPerson[attendance.Deputy].FirstOrDefault();
            if (attendance.Status != AttendanceStatus.Excused || member is null)
                yield return new($"{at}.deputy", "DEPUTY_FOR_NOBODY");
            else if (deputy is null)
                yield return new($"{at}.deputy", "DEPUTY_NOT_APPOINTED");
            else if (deputy.Role != AppointmentRole.DeputyMember)
                yield return new($"{at}.deputy", "DEPUTY_IN_BODY");
            else if (!DeputyRules.MaySitFor(deputy, member, seats))
                yield return new($"{at}.deputy", "DEPUTY_FOR_OTHERS", deputy.PersonDisplayName, member.PersonDisplayName);
            else if (!deputies.Add(attendance.Deputy))
                yield return new($"{at}.deputy", "DEPUTY_TWICE");
            else if (listed.Contains(attendance.Deputy))
                yield return new($"{at}.deputy", "DEPUTY_LISTED", deputy.PersonDisplayName);
        }
    }

    /// <summary>The list with what follows from the appointments of the day: who has a vote.</summary>
    public static List<Attendance> WithVotes(IEnumerable<Attendance> attendances, IReadOnlyCollection<Appointment> appointed)
    {
        var members = appointed
            .Where(a => CompositionCheck.IsMember(a.Role))
            .Select(a => a.Person)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. attendances.Select(a =>
            {
                var one = a.Clone();
                one.Voting = members.Contains(one.Person);
                return one;
            }),
        ];
    }

    /// <summary>Members of whom the list does not say whether they were there.</summary>
    public static IEnumerable<Appointment> Unaccounted(IEnumerable<Attendance> attendances, IEnumerable<Appointment> appointed) =>
        appointed
            .Where(a => CompositionCheck.IsMember(a.Role))
            .ExceptBy(attendances.Select(a => a.Person), a => a.Person, StringComparer.Ordinal);
}
