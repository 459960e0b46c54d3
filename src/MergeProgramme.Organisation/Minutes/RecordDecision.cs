using Grpc.Core;
using MergeProgramme.Organisation.Cases;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.Minutes;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Meeting> RecordDecision(RecordDecisionRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var (current, body) = await MeetingTable.GetForWriteAsync(session, request.Name, request.Etag);
                var decision = request.Decision;
                List<Violation> broken = [.. DecisionRules.CheckMeeting(current, decision.Outcome)];
                // An advisory body never has a quorum: what is wrong there is that it decides at all.
                if (body.Authority != BodyAuthority.Deciding)
                    broken.RemoveAll(v => v.Reason == "NO_QUORUM");
                if (broken.Count > 0)
                    throw Problem.Precondition(broken);
                var item =
                    current.Agenda.FirstOrDefault(i => i.Number == request.Item)
                    ?? throw Problem.Invalid("item", "AGENDA_ITEM_UNKNOWN", request.Item);
                var date = current.Date.ToDateOnly()!.Value;
                List<Violation> violations =
                [
                    .. DecisionRules.CheckOutcome("decision.", decision.Outcome, decision.Wording, body),
                    .. DecisionRules.CheckVotes(decision, current.Attendances),
                    .. MeetingTable.CheckCaseNumber("case_number", request.CaseNumber, date.Year),
                    .. ArchiveReference.Check("archive_reference", request.ArchiveReference, NorwegianTime.DateIn(session.Now)),
                ];
                if (violations.Count > 0)
                    throw Problem.Invalid(violations);
                if (request.CaseNumber.Length > 0)
                {
                    if (
                        current.Agenda.FirstOrDefault(i => i.Number != item.Number && i.CaseNumber == request.CaseNumber) is
                        { } other
                    )
                        throw Problem.Taken("case_number", "CASE_NUMBER_TAKEN", request.CaseNumber, other.Title);
                    await MeetingTable.RequireUnusedAsync(
                        session,
                        body.Name,
                        date.Year,
                        request.CaseNumber,
                        "case_number",
                        current.Name
                    );
                }
                await WriteDecisionAsync(session, request);
                await MeetingTable.UpdateAsync(session, current.Clone(), current.Etag);
                if (item.Case.Length > 0)
                {
                    await CaseTable.WriteOutcomeAsync(
                        session,
                        item.Case,
                        item.Treatment,
                        new Treatment
                        {
                            Meeting = current.Name,
                            Outcome = decision.Outcome,
                            Wording = decision.Wording,
                            Date = current.Date,
                            CaseNumber = request.CaseNumber,
                            ArchiveReference = request.ArchiveReference,
                        }
                    );
                }
                return await MeetingTable.SayAsync(session, "organisation.meeting.decisionRecorded", current.Name);
            }
        );

    private static async Task WriteDecisionAsync(WriteSession session, RecordDecisionRequest request)
    {
        var (key, decision) = (new { request.Name, request.Item }, request.Decision);
        await session.ExecuteAsync("DELETE FROM decision_dissents WHERE meeting = @Name AND agenda_item = @Item", key);
        await session.ExecuteAsync("DELETE FROM decision_conditions WHERE meeting = @Name AND agenda_item = @Item", key);
        await session.ExecuteAsync("DELETE FROM item_decisions WHERE meeting = @Name AND agenda_item = @Item", key);
        await session.ExecuteAsync(
            "UPDATE agenda_items SET case_number = @CaseNumber, archive_reference = @ArchiveReference WHERE meeting = @Name AND number = @Item",
            new
            {
                request.CaseNumber,
                request.ArchiveReference,
                request.Name,
                request.Item,
            }
        );
        await session.ExecuteAsync(
            """
            INSERT INTO item_decisions (meeting, agenda_item, outcome, wording, votes_for, votes_against, votes_abstaining)
            VALUES (@Name, @Item, @Outcome, @Wording, @VotesFor, @VotesAgainst, @VotesAbstaining)
            """,
            new
            {
                request.Name,
                request.Item,
                decision.Outcome,
                decision.Wording,
                decision.VotesFor,
                decision.VotesAgainst,
                decision.VotesAbstaining,
            }
        );
        await session.ExecuteAsync(
            "INSERT INTO decision_dissents (meeting, agenda_item, position, person, words) VALUES (@Name, @Item, @position, @Person, @Words)",
            decision.Dissents.Select(
                (d, position) =>
                    new
                    {
                        request.Name,
                        request.Item,
                        position,
                        d.Person,
                        d.Words,
                    }
            )
        );
        await session.ExecuteAsync(
            "INSERT INTO decision_conditions (meeting, agenda_item, position, text) VALUES (@Name, @Item, @position, @Text)",
            decision.Conditions.Select(
                (c, position) =>
                    new
                    {
                        request.Name,
                        request.Item,
                        position,
                        c.Text,
                    }
            )
        );
    }
}
