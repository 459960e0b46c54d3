using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Stakeholders.Communication;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<CommunicationOccurrence> RecordCommunication(
        RecordCommunicationRequest request,
        ServerCallContext context
    )
    {
        if (request.State is not (OccurrenceState.Done or OccurrenceState.Skipped))
            throw Problem.Invalid("state", "OCCURRENCE_STATE");
        if (request.State == OccurrenceState.Done && request.DoneDate is null)
            throw Problem.Invalid("done_date", "REQUIRED");
        return database.WriteAsync(
            request,
            context,
            async session =>
            {
                await session.HoldAsync("communication_items", request.Name);
                var item = await CommunicationTable.GetAsync(session, request.Name);
                var (due, today) = (request.DueDate.ToDateOnly()!.Value, NorwegianTime.DateIn(session.Now));
                var done = request.State == OccurrenceState.Done ? request.DoneDate : null;
                if (done.ToDateOnly() > today)
                    throw Problem.Invalid("done_date", "DATE_IN_FUTURE", NorwegianTime.Format(done.ToDateOnly()!.Value));
                // What was said of a day that the plan no longer has can still be put right.
                var occurrence =
                    (await CommunicationTable.OccurrencesAsync(session, ResourceNames.Programme(item.Name), [item], today)).Find(
                        o => o.DueDate.ToDateOnly() == due
                    ) ?? throw Problem.Invalid("due_date", "NOT_DUE_THEN", NorwegianTime.Format(due), item.Title);
                await session.ExecuteAsync(
                    """
                    INSERT INTO communication_records (communication_item, due_date, state, done_date, note)
                    VALUES (@Name, @DueDate, @State, @done, @Note)
                    ON CONFLICT (communication_item, due_date) DO UPDATE SET state = @State, done_date = @done, note = @Note
                    """,
                    new
                    {
                        request.Name,
                        request.DueDate,
                        request.State,
                        done,
                        request.Note,
                    }
                );
                (occurrence.State, occurrence.DoneDate, occurrence.Note) = (request.State, done, request.Note);
                session.Append("stakeholders.communicationItem.recorded", item.Name, occurrence);
                return occurrence;
            }
        );
    }
}
