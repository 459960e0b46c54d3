using Grpc.Core;
using MergeProgramme.Organisation.Tests.Meetings;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Testing;
using static MergeProgramme.Organisation.Tests.Meetings.MeetingOffice;

namespace MergeProgramme.Organisation.Tests.Minutes;

[Collection("hosts")]
public sealed class MinutesTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task From_agenda_to_locked_minutes(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var (body, persons) = await office.BoardAsync();
        var deputy = await office.PersonAsync("Vara Vik");
        await office.AppointAsync(deputy, body, a => a.Role = AppointmentRole.DeputyMember);
        var meeting = await office.MeetingAsync(body, Office.Day(2018, 1, 16));
        meeting = await office.AgendaAsync(meeting, Item("Mandat A4", caseNumber: "18/1"), Item("Orientering"));
        Assert.Equal("18/2", meeting.NextCaseNumber);

        // Before: one is away and has a deputy, one has announced nothing but absence.
        meeting = await office.Client.RecordAttendanceAsync(
            new()
            {
                Name = meeting.Name,
                Attendances =
                {
                    new Attendance
                    {
                        Person = persons[1].Name,
                        Status = AttendanceStatus.Excused,
                        Deputy = deputy.Name,
                    },
                    new Attendance { Person = persons[2].Name, Status = AttendanceStatus.Excused },
                },
            }
        );
        Assert.Equal((MeetingState.Planned, 4), (meeting.State, meeting.Quorum.Present));

        var held = new RecordAttendanceRequest
        {
            Name = meeting.Name,
            Held = true,
            OthersPresent = "Prosjektleder",
            Attendances =
            {
                meeting.Attendances,
                persons
                    .Where((_, i) => i is 0 or 3 or 4 or 5)
                    .Select(p => new Attendance { Person = p.Name, Status = AttendanceStatus.Present }),
            },
        };
        meeting = await office.Client.RecordAttendanceAsync(held);
        Assert.Equal(
            (
                MeetingState.Held,
                new Quorum
                {
                    Members = 5,
                    Required = 3,
                    Present = 4,
                    Met = true,
                }
            ),
            (meeting.State, meeting.Quorum)
        );
        Assert.Equal("Vara Vik", meeting.Attendances.Single(a => a.Deputy.Length > 0).DeputyDisplayName);
        Assert.False(meeting.Attendances.Single(a => a.Person == persons[5].Name).Voting);

        meeting = await office.DecideAsync(
            meeting,
            change: r =>
            {
                (r.CaseNumber, r.ArchiveReference) = ("18/1", "2017/6984");
                (r.Decision.VotesFor, r.Decision.VotesAgainst) = (3, 1);
                r.Decision.Dissents.Add(new ItemDissent { Person = deputy.Name, Words = "For dårlig utredet." });
                r.Decision.Conditions.Add(new DecisionCondition { Text = "Tillitsvalgte høres først." });
            }
        );
        var decided = meeting.Agenda[0];
        Assert.Equal(
            ("18/1", "2017/6984", Outcome.Adopted),
            (decided.CaseNumber, decided.ArchiveReference, decided.Decision.Outcome)
        );
        Assert.Equal("Vara Vik", decided.Decision.Dissents[0].PersonDisplayName);
        Assert.Equal("Tillitsvalgte høres først.", decided.Decision.Conditions[0].Text);
        Assert.Equal(
            [(meeting.Name, "ITEM_UNANSWERED")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, () => office.ApproveAsync(meeting, persons))
        );
        await office.DecideAsync(meeting, 2, Outcome.Noted);

        var approved = await office.ApproveAsync(meeting, persons);
        Assert.Equal(
            (MeetingState.MinutesApproved, "Kari Berg", "Siri Ek"),
            (approved.State, approved.Approval.ChairDisplayName, approved.Approval.SecretaryDisplayName)
        );
        foreach (
            var act in (Func<Task>[])
                [
                    () => office.DecideAsync(meeting),
                    () => office.AgendaAsync(meeting),
                    () => office.ApproveAsync(meeting, persons),
                    async () => await office.Client.RecordAttendanceAsync(held),
                    async () => await office.Client.UpdateMeetingAsync(new() { Meeting = approved }),
                    async () => await office.Client.CancelMeetingAsync(new() { Name = meeting.Name, Reason = "x" }),
                    // As somebody sends it who opened the form before.
                    async () =>
                        await office.Client.CancelMeetingAsync(
                            new()
                            {
                                Name = meeting.Name,
                                Reason = "x",
                                Etag = meeting.Etag,
                            }
                        ),
                ]
        )
            Assert.Equal([(meeting.Name, "MINUTES_LOCKED")], await Refusals.RefusedAsync(StatusCode.FailedPrecondition, act));

        var corrected = await office.Client.CorrectMinutesAsync(
            new()
            {
                Name = meeting.Name,
                Correction = new() { Item = 1, Text = "Vara Vik møtte fra kl. 9.30." },
            }
        );
        Assert.Equal([(1, 1)], corrected.Corrections.Select(c => (c.Number, c.Item)));
        corrected.Corrections.Clear();
        Assert.Equal(approved, corrected);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_a_body_cannot_do_is_refused_at_its_field_and_nothing_is_kept(
        TestDatabase database,
        Transport transport
    )
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var (body, persons) = await office.BoardAsync();
        var ahead = await office.MeetingAsync(body, TimeProvider.System.Today().AddDays(1).ToDate());
        await office.AgendaAsync(ahead, Item("Mandat"));
        Assert.Equal(
            [(ahead.Name, "MEETING_IN_FUTURE")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, () => office.HoldAsync(ahead, persons))
        );
        Assert.Equal(
            [(ahead.Name, "MEETING_NOT_HELD")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, () => office.DecideAsync(ahead))
        );

        var meeting = await office.AgendaAsync(await office.MeetingAsync(body, Office.Day(2018, 1, 16)), Item("Mandat"));
        var stranger = await office.PersonAsync("Ukjent");
        async Task AttendanceRefusedAsync(Attendance[] attendances, params (string, string)[] expected) =>
            Assert.Equal(
                expected,
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () =>
                        await office.Client.RecordAttendanceAsync(
                            new()
                            {
                                Name = meeting.Name,
                                Held = true,
                                Attendances = { attendances },
                            }
                        )
                )
            );
        Attendance Of(Person person, AttendanceStatus status = AttendanceStatus.Present, Person? deputy = null) =>
            new()
            {
                Person = person.Name,
                Status = status,
                Deputy = deputy?.Name ?? "",
            };
        await AttendanceRefusedAsync(
            [
                Of(stranger),
                Of(persons[0]),
                Of(persons[0]),
                Of(persons[1], deputy: stranger),
                Of(persons[2], AttendanceStatus.Excused, persons[3]),
            ],
            ("attendances[0].person", "NOT_IN_BODY"),
            ("attendances[2].person", "ATTENDS_TWICE"),
            ("attendances[3].deputy", "DEPUTY_FOR_NOBODY"),
            ("attendances[4].deputy", "DEPUTY_IN_BODY")
        );
        await AttendanceRefusedAsync(
            [Of(persons[0]), Of(persons[1]), Of(persons[2])],
            ("attendances", "MEMBER_UNACCOUNTED"),
            ("attendances", "MEMBER_UNACCOUNTED")
        );

        meeting = await office.HoldAsync(meeting, persons, present: 2);
        Assert.False(meeting.Quorum.Met);
        Assert.Equal(
            [(meeting.Name, "NO_QUORUM")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, () => office.DecideAsync(meeting))
        );
        meeting = await office.DecideAsync(meeting, outcome: Outcome.Deferred);
        // Recorded wrongly: there were three after all. Then the decision stands on three, and cannot lose them again.
        meeting = await office.HoldAsync(meeting, persons, present: 3);
        await DecisionRefusedAsync(r => r.Decision.VotesFor = 4, ("decision.votes_for", "TOO_MANY_VOTES"));
        await DecisionRefusedAsync(
            r => (r.Decision.VotesFor, r.Decision.VotesAgainst) = (1, 2),
            ("decision.votes_for", "VOTES_CONTRADICT_OUTCOME")
        );
        await DecisionRefusedAsync(
            r =>
            {
                (r.Decision.Wording, r.CaseNumber, r.ArchiveReference) = ("", "17/1", "6984/2013");
                r.Decision.Dissents.Add(new ItemDissent { Person = persons[4].Name, Words = "Var ikke der" });
            },
            ("decision.wording", "REQUIRED"),
            ("decision.dissents[0].person", "DISSENT_WITHOUT_VOTE"),
            ("case_number", "CASE_NUMBER_YEAR"),
            ("archive_reference", "ARCHIVE_REFERENCE_YEAR")
        );
        await DecisionRefusedAsync(r => r.Item = 7, ("item", "AGENDA_ITEM_UNKNOWN"));
        await DecisionRefusedAsync(r => r.ArchiveReference = "13-6984", ("archive_reference", "ARCHIVE_REFERENCE_MALFORMED"));
        await office.DecideAsync(meeting);
        Assert.Equal(
            [(meeting.Name, "ATTENDANCE_CONTRADICTS")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, () => office.HoldAsync(meeting, persons, present: 2))
        );
        Assert.True((await office.Client.GetMeetingAsync(new() { Name = meeting.Name })).Quorum.Met);

        async Task DecisionRefusedAsync(Action<RecordDecisionRequest> change, params (string, string)[] expected) =>
            Assert.Equal(
                expected,
                await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => office.DecideAsync(meeting, change: change))
            );
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_advisory_body_advises_and_never_decides(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var (body, persons) = await office.BoardAsync(BodyAuthority.Advisory);
        var meeting = await office.AgendaAsync(await office.MeetingAsync(body, Office.Day(2018, 1, 16)), Item("Mandat"));
        meeting = await office.HoldAsync(meeting, persons);
        Assert.False(meeting.Quorum.Met);

        foreach (var outcome in (Outcome[])[Outcome.Adopted, Outcome.Amended, Outcome.Rejected])
            Assert.Equal(
                [("decision.outcome", "ADVISORY_BODY_DECIDES")],
                await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => office.DecideAsync(meeting, outcome: outcome))
            );
        Assert.Equal(Outcome.Advised, (await office.DecideAsync(meeting, outcome: Outcome.Advised)).Agenda[0].Decision.Outcome);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_case_number_is_given_once_a_body_and_year_also_by_two_at_once(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var (board, persons) = await office.BoardAsync();
        var other = await office.BodyAsync("Fellesnemnda", BodyKind.JointCommittee);
        var first = await office.MeetingAsync(board, Office.Day(2018, 1, 16));
        var second = await office.MeetingAsync(board, Office.Day(2018, 1, 30));
        await office.AgendaAsync(first, Item("En", caseNumber: "18/1"), Item("To", caseNumber: "18/2"));
        Assert.Equal(
            [("items[0].case_number", "CASE_NUMBER_TAKEN")],
            await Refusals.RefusedAsync(
                StatusCode.AlreadyExists,
                () => office.AgendaAsync(second, Item("Tre", caseNumber: "18/2"))
            )
        );
        Assert.Equal(
            [("items[1].case_number", "CASE_NUMBER_TAKEN")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                () => office.AgendaAsync(second, Item("Tre", caseNumber: "18/3"), Item("Fire", caseNumber: "18/3"))
            )
        );
        // Two items change numbers; another body has its own.
        var swapped = await office.Client.GetMeetingAsync(new() { Name = first.Name });
        (swapped.Agenda[0].CaseNumber, swapped.Agenda[1].CaseNumber) = ("18/2", "18/1");
        swapped = await office.AgendaAsync(first, [swapped.Agenda[1], swapped.Agenda[0]]);
        Assert.Equal([("To", "18/1"), ("En", "18/2")], swapped.Agenda.Select(i => (i.Title, i.CaseNumber)));
        await office.AgendaAsync(await office.MeetingAsync(other, Office.Day(2018, 1, 16)), Item("En", caseNumber: "18/1"));

        second = await office.AgendaAsync(second, [.. Enumerable.Range(0, 6).Select(i => Item($"Sak {i}"))]);
        await office.HoldAsync(second, persons);
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(1, 6)
                .Select(async item =>
                {
                    try
                    {
                        await office.DecideAsync(second, item, change: r => r.CaseNumber = "18/9");
                        return StatusCode.OK;
                    }
                    catch (RpcException e)
                    {
                        return e.StatusCode;
                    }
                })
        );
        Assert.Equal(1, outcomes.Count(o => o == StatusCode.OK));
        Assert.Equal(5, outcomes.Count(o => o == StatusCode.AlreadyExists));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Minutes_are_approved_by_a_later_meeting_or_two_who_were_there(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var (body, persons) = await office.BoardAsync();
        var meeting = await office.HoldAsync(await office.MeetingAsync(body, Office.Day(2018, 1, 16)), persons, present: 4);
        var later = await office.MeetingAsync(body, Office.Day(2018, 1, 30));
        var earlier = await office.HoldAsync(await office.MeetingAsync(body, Office.Day(2018, 1, 2)), persons);
        async Task RefusedAsync(MinutesApproval approval, params (string, string)[] expected) =>
            Assert.Equal(
                expected,
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () => await office.Client.ApproveMinutesAsync(new() { Name = meeting.Name, Approval = approval })
                )
            );

        await RefusedAsync(new() { Kind = ApprovalKind.LaterMeeting }, ("approval.later_meeting", "REQUIRED"));
        foreach (var wrong in (Meeting[])[later, earlier, meeting])
            await RefusedAsync(
                new() { Kind = ApprovalKind.LaterMeeting, LaterMeeting = wrong.Name },
                ("approval.later_meeting", "APPROVED_BY_OTHER_MEETING")
            );
        await RefusedAsync(
            new() { Kind = ApprovalKind.ChairAndSecretary },
            ("approval.chair", "REQUIRED"),
            ("approval.secretary", "REQUIRED"),
            ("approval.date", "REQUIRED")
        );
        await RefusedAsync(
            new()
            {
                Kind = ApprovalKind.ChairAndSecretary,
                Chair = persons[4].Name,
                Secretary = persons[4].Name,
                Date = Office.Day(2018, 1, 15),
            },
            ("approval.chair", "CHAIR_WITHOUT_VOTE"),
            ("approval.secretary", "SECRETARY_IS_CHAIR"),
            ("approval.date", "APPROVAL_DATE")
        );

        await office.HoldAsync(later, persons);
        var approved = await office.Client.ApproveMinutesAsync(
            new()
            {
                Name = meeting.Name,
                Approval = new() { Kind = ApprovalKind.LaterMeeting, LaterMeeting = later.Name },
            }
        );
        Assert.Equal((later.Name, later.Date), (approved.Approval.LaterMeeting, approved.Approval.Date));
    }

    // Who sat there that day is what counts for ever, not who is appointed now.
    [Theory, MemberData(nameof(All))]
    public async Task The_quorum_of_a_held_meeting_does_not_change_with_later_appointments(
        TestDatabase database,
        Transport transport
    )
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var (body, persons) = await office.BoardAsync();
        var meeting = await office.HoldAsync(await office.MeetingAsync(body, Office.Day(2018, 1, 16)), persons, present: 3);
        await office.AppointAsync(await office.PersonAsync("Sjette"), body);
        await office.AppointAsync(await office.PersonAsync("Sjuende"), body);
        body.Quorum = 7;
        await office.Client.UpdateBodyAsync(new() { Body = body });

        Assert.Equal(meeting.Quorum, (await office.Client.GetMeetingAsync(new() { Name = meeting.Name })).Quorum);
    }
}
