using Grpc.Core;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    /// <summary>FAILED_PRECONDITION before the approval: until then the minutes themselves are mended.</summary>
    public override Task<Meeting> CorrectMinutes(CorrectMinutesRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var (current, _) = await MeetingTable.GetForWriteAsync(session, request.Name, "");
                if (current.State != MeetingState.MinutesApproved)
                    throw Problem.Precondition(
                        current.Name,
                        "MINUTES_NOT_APPROVED",
                        NorwegianTime.Format(current.Date.ToDateOnly()!.Value)
                    );
                var correction = request.Correction;
                if (correction.Item > 0 && current.Agenda.All(i => i.Number != correction.Item))
                    throw Problem.Invalid("correction.item", "AGENDA_ITEM_UNKNOWN", correction.Item);
                await session.ExecuteAsync(
                    """
                    INSERT INTO meeting_corrections (meeting, number, item, text, create_time)
                    VALUES (@Name, @number, @Item, @Text, @now)
                    """,
                    new
                    {
                        current.Name,
                        number = current.Corrections.Count + 1,
                        correction.Item,
                        correction.Text,
                        now = Instants.ToMicroseconds(session.Now),
                    }
                );
                return await MeetingTable.SayAsync(session, "organisation.meeting.minutesCorrected", current.Name);
            }
        );
}
