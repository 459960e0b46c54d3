using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Mandates.Decisions;

/// <summary>Who has a vote in a body, and whether those who are said to have voted had one.</summary>
internal static class VotingMembers
{
    /// <summary>The persons with a vote among those appointed. Secretaries, leads, observers and advisers have none by that.</summary>
    public static IReadOnlySet<string> Of(IEnumerable<Appointment> appointments) =>
        appointments
            .Where(appointment =>
                appointment.Role is AppointmentRole.Chair or AppointmentRole.DeputyChair or AppointmentRole.Member
            )
            .Select(appointment => appointment.Person)
            .ToHashSet();

    /// <summary>
    /// Registered persons who are put down as voting without a seat. Somebody who is not registered is taken on the word of the minutes; a
    /// deputy votes when called.
    /// </summary>
    public static IEnumerable<Violation> Check(
        Decision asked,
        IReadOnlySet<string> voting,
        IEnumerable<Appointment> appointments
    ) =>
        from entry in asked.Present.Index()
        where
            entry.Item.Voting
            && entry.Item.Person.Length > 0
            && !voting.Contains(entry.Item.Person)
            && !appointments.Any(a => a.Role == AppointmentRole.DeputyMember && a.Person == entry.Item.Person)
        select new Violation($"decision.present[{entry.Index}].person", Reason.VoterNotMember, entry.Item.DisplayName);
}
