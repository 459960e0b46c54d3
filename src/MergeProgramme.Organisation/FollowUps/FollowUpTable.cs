using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation.FollowUps;

/// <summary>The SQL and the checks that several rpcs on follow-ups share.</summary>
internal static class FollowUpTable
{
    /// <summary>Follow-ups with what they are called: <c>f</c> the follow-up, <c>m</c> its meeting.</summary>
    public const string Select = """
        SELECT f.*, p.display_name AS owner_display_name, b.display_name AS body_display_name, m.date AS meeting_date,
            i.title AS item_title
        FROM follow_ups f
        JOIN persons p ON p.name = f.owner
        JOIN meetings m ON m.name = f.meeting
        JOIN bodies b ON b.name = m.body
        LEFT JOIN agenda_items i ON i.meeting = f.meeting AND i.number = f.item
        """;

    public static async Task<FollowUp> GetAsync(Session session, string name) =>
        await session.FindAsync<FollowUp>($"{Select} WHERE f.name = @name", new { name }) ?? throw Problem.NotFound(name);

    /// <summary>Refuses what contradicts the meeting that it comes from, and references that lead nowhere or elsewhere.</summary>
    public static async Task RequireValidAsync(WriteSession session, Meeting meeting, FollowUp followUp)
    {
        var (held, today) = (meeting.Date.ToDateOnly()!.Value, NorwegianTime.DateIn(session.Now));
        List<Violation> violations = [];
        if (followUp.DueDate.ToDateOnly() < held)
            violations.Add(new("follow_up.due_date", "DUE_BEFORE_MEETING", NorwegianTime.Format(held)));
        if (followUp.DoneDate.ToDateOnly() is { } done && (done > today || done < held))
            violations.Add(new("follow_up.done_date", "DONE_DATE", NorwegianTime.Format(held), NorwegianTime.Format(today)));
        if (followUp.Item > 0 && meeting.Agenda.All(i => i.Number != followUp.Item))
            violations.Add(new("follow_up.item", "AGENDA_ITEM_UNKNOWN", followUp.Item));
        if (violations.Count > 0)
            throw Problem.Invalid(violations);
        await References.RequireAsync(
            session,
            ResourceNames.Programme(meeting.Name),
            new Reference("follow_up.owner", followUp.Owner, "persons")
        );
    }
}
