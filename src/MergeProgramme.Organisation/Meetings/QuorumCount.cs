using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Meetings;

/// <summary>Whether enough members are there for a decision. Pure.</summary>
internal static class QuorumCount
{
    /// <summary>Votes that must be present.</summary>
    /// <param name="quorum">As laid down for the body; 0: more than half of the members.</param>
    public static int Required(int quorum, int members) => quorum > 0 ? quorum : members / 2 + 1;

    /// <summary>Whether a seat has its vote in the meeting, by its member or a deputy.</summary>
    public static bool IsThere(Attendance attendance) =>
        attendance.Voting
        && (
            attendance.Status == AttendanceStatus.Present
            || attendance is { Status: AttendanceStatus.Excused, Deputy.Length: > 0 }
        );

    /// <summary>As it looks before the meeting: whoever has not announced absence is expected.</summary>
    public static Quorum Expected(bool deciding, int quorum, int members, IEnumerable<Attendance> announced) =>
        Of(deciding, Required(quorum, members), members, Math.Max(0, members - announced.Count(a => a.Voting && !IsThere(a))));

    /// <summary>As it was in the meeting.</summary>
    /// <param name="required">What was required on the day.</param>
    public static Quorum Held(bool deciding, int required, IReadOnlyCollection<Attendance> attendances) =>
        Of(deciding, required, attendances.Count(a => a.Voting), attendances.Count(IsThere));

    private static Quorum Of(bool deciding, int required, int members, int present) =>
        new()
        {
            Members = members,
            Required = required,
            Present = present,
            Met = deciding && present >= required,
        };
}
