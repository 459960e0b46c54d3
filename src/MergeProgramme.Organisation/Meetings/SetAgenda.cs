using Grpc.Core;
using MergeProgramme.Organisation.Cases;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Meeting> SetAgenda(SetAgendaRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var (current, body) = await MeetingTable.GetForWriteAsync(session, request.Name, request.Etag);
                var programme = ResourceNames.Programme(current.Name);
                List<Violation> locked = [.. MeetingRules.CheckUnlocked(current)];
                if (locked.Count > 0)
                    throw Problem.Precondition(locked);
                List<AgendaItem> items = [.. request.Items.Select(i => i.Clone())];
                var year = current.Date.ToDateOnly()!.Value.Year;
                List<Violation> violations =
                [
                    .. AgendaRules.Check(current.Agenda, items, year, NorwegianTime.DateIn(session.Now)),
                ];
                if (violations.Count > 0)
                    throw Problem.Invalid(violations);
                await References.RequireAsync(
                    session,
                    programme,
                    [.. items.Select((item, i) => new Reference($"items[{i}].case", item.Case, "cases"))]
                );
                for (var i = 0; i < items.Count; i++)
                {
                    await TakeCaseAsync(session, current, body, items[i], $"items[{i}].case");
                    if (items[i].CaseNumber.Length > 0)
                    {
                        await MeetingTable.RequireUnusedAsync(
                            session,
                            body.Name,
                            year,
                            items[i].CaseNumber,
                            $"items[{i}].case_number",
                            current.Name
                        );
                    }
                }
                await WriteAgendaAsync(session, current, items, year);
                await MeetingTable.UpdateAsync(session, current.Clone(), current.Etag);
                return await MeetingTable.SayAsync(session, "organisation.meeting.agendaSet", current.Name);
            }
        );

    // Which treatment of its case an item is, and the proposal that goes with it.
    private static async Task TakeCaseAsync(WriteSession session, Meeting meeting, Body body, AgendaItem item, string field)
    {
        item.Treatment = 0;
        if (item.Case.Length == 0)
            return;
        var asked = await CaseTable.GetAsync(session, item.Case, NorwegianTime.DateIn(session.Now));
        var before = meeting.Agenda.FirstOrDefault(i => i.Number == item.Number && i.Case == item.Case);
        var treatment =
            asked.Treatments.FirstOrDefault(t => t.Number == before?.Treatment)
            ?? asked.Treatments.FirstOrDefault(t => t.Body == body.Name && CaseTable.CanBeTaken(t, meeting.Name))
            ?? throw Problem.Invalid(field, "CASE_NOT_FOR_BODY", asked.Title, body.DisplayName);
        item.Treatment = treatment.Number;
        if (item.Proposal.Length == 0)
            item.Proposal = asked.Proposal;
        if (item.ArchiveReference.Length == 0)
            item.ArchiveReference = asked.ArchiveReference;
    }

    private static async Task WriteAgendaAsync(WriteSession session, Meeting meeting, List<AgendaItem> items, int year)
    {
        var numbers = meeting.ItemNumbers;
        foreach (var item in items.Where(i => i.Number == 0))
            item.Number = ++numbers;
        await session.ExecuteAsync(
            "UPDATE meetings SET item_numbers = @numbers WHERE name = @Name",
            new { numbers, meeting.Name }
        );
        // What is left out goes; what stays keeps its row, on which its decision stands. Numbers are taken off first, so that two may change places.
        await session.ExecuteAsync(
            "DELETE FROM agenda_items WHERE meeting = @Name AND number = @Number",
            meeting
                .Agenda.Where(before => items.TrueForAll(i => i.Number != before.Number))
                .Select(before => new { meeting.Name, before.Number })
        );
        await session.ExecuteAsync("UPDATE agenda_items SET case_number = '' WHERE meeting = @Name", new { meeting.Name });
        await session.ExecuteAsync(
            """
            INSERT INTO agenda_items (meeting, number, position, title, kind, case_name, treatment, presenter, description, proposal,
                case_number, archive_reference, body, year)
            VALUES (@Name, @Number, @position, @Title, @Kind, NULLIF(@Case, ''), @Treatment, @Presenter, @Description, @Proposal,
                @CaseNumber, @ArchiveReference, @Body, @year)
            ON CONFLICT (meeting, number) DO UPDATE SET position = excluded.position, title = excluded.title, kind = excluded.kind,
                case_name = excluded.case_name, treatment = excluded.treatment, presenter = excluded.presenter,
                description = excluded.description, proposal = excluded.proposal, case_number = excluded.case_number,
                archive_reference = excluded.archive_reference, year = excluded.year
            """,
            items.Select(
                (item, position) =>
                    new
                    {
                        meeting.Name,
                        item.Number,
                        position,
                        item.Title,
                        item.Kind,
                        item.Case,
                        item.Treatment,
                        item.Presenter,
                        item.Description,
                        item.Proposal,
                        item.CaseNumber,
                        item.ArchiveReference,
                        meeting.Body,
                        year,
                    }
            )
        );
        var before = await session.QueryAsync<(string Case, int Treatment)>(
            "SELECT case_name, number FROM treatments WHERE meeting = @Name",
            new { meeting.Name }
        );
        await session.ExecuteAsync("UPDATE treatments SET meeting = NULL WHERE meeting = @Name", new { meeting.Name });
        await session.ExecuteAsync(
            "UPDATE treatments SET meeting = @Name WHERE case_name = @Case AND number = @Treatment",
            items
                .Where(i => i.Case.Length > 0)
                .Select(i => new
                {
                    meeting.Name,
                    i.Case,
                    i.Treatment,
                })
        );
        // A case that came on the agenda, or was taken off it, has changed too.
        HashSet<(string Case, int Treatment)> changed =
        [
            .. items.Where(i => i.Case.Length > 0).Select(i => (i.Case, i.Treatment)),
        ];
        changed.SymmetricExceptWith(before);
        foreach (var name in changed.Select(t => t.Case).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            await CaseTable.SayAsync(session, "organisation.case.routeSet", name);
    }
}
