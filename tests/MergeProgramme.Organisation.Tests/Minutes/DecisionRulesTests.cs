using CsCheck;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.Minutes;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Tests.Minutes;

public sealed class DecisionRulesTests
{
    private static readonly Outcome[] All = [.. Enum.GetValues<Outcome>().Where(o => o != Outcome.Unspecified)];

    [Fact]
    public void An_advisory_body_never_decides()
    {
        var body = new Body { DisplayName = "PSU", Authority = BodyAuthority.Advisory };
        Assert.Equal(
            [Outcome.Adopted, Outcome.Amended, Outcome.Rejected],
            All.Where(o => DecisionRules.CheckOutcome("", o, "Ordlyd", body).Any())
        );
        body.Authority = BodyAuthority.Deciding;
        Assert.DoesNotContain(All, o => DecisionRules.CheckOutcome("", o, "Ordlyd", body).Any());
    }

    [Fact]
    public void Nothing_is_decided_without_a_quorum_or_in_a_meeting_that_was_not_held() =>
        Gen.Select(
                Gen.OneOf(All),
                Gen.OneOf(Enum.GetValues<MeetingState>().Where(s => s != MeetingState.Unspecified).ToArray()),
                Gen.Bool
            )
            .Sample(
                (outcome, state, quorum) =>
                {
                    var meeting = new Meeting
                    {
                        Name = "m",
                        Date = Office.Day(2018, 1, 1),
                        State = state,
                        Quorum = new Quorum { Met = quorum },
                    };
                    var allowed = state == MeetingState.Held && (quorum || !DecisionRules.Decides(outcome));
                    Assert.Equal(allowed, !DecisionRules.CheckMeeting(meeting, outcome).Any());
                }
            );

    [Fact]
    public void No_more_votes_are_counted_than_were_there() =>
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 8], Gen.Int[0, 8], Gen.Int[0, 4], Gen.OneOf(All))
            .Sample(
                (present, votesFor, against, abstaining, outcome) =>
                {
                    var decision = new ItemDecision
                    {
                        Outcome = outcome,
                        VotesFor = votesFor,
                        VotesAgainst = against,
                        VotesAbstaining = abstaining,
                    };
                    List<Attendance> attendances =
                    [
                        .. Enumerable.Range(0, present).Select(i => Seat($"p/{i}")),
                        new Attendance { Person = "p/sekretær", Status = AttendanceStatus.Present },
                    ];
                    var reasons = DecisionRules.CheckVotes(decision, attendances).Select(v => v.Reason).ToList();

                    Assert.Equal(votesFor + against + abstaining > present, reasons.Contains("TOO_MANY_VOTES"));
                    if (reasons.Count > 0 || votesFor + against == 0)
                        return;
                    if (outcome is Outcome.Adopted or Outcome.Amended)
                        Assert.True(votesFor >= against);
                    if (outcome == Outcome.Rejected)
                        Assert.True(against >= votesFor);
                }
            );

    [Fact]
    public void A_statement_is_of_somebody_who_had_a_vote()
    {
        List<Attendance> attendances =
        [
            Seat("p/medlem"),
            new()
            {
                Person = "p/borte",
                Status = AttendanceStatus.Excused,
                Deputy = "p/vara",
                Voting = true,
            },
            new() { Person = "p/sekretær", Status = AttendanceStatus.Present },
        ];
        bool May(string person) =>
            !DecisionRules
                .CheckVotes(
                    new ItemDecision
                    {
                        Outcome = Outcome.Noted,
                        Dissents =
                        {
                            new ItemDissent { Person = person, Words = "Nei" },
                        },
                    },
                    attendances
                )
                .Any();

        Assert.Equal([true, true, false, false], new[] { "p/medlem", "p/vara", "p/borte", "p/sekretær" }.Select(May));
    }

    [Fact]
    public void Another_attendance_that_takes_the_quorum_away_contradicts_what_was_decided()
    {
        var meeting = new Meeting
        {
            Name = "m",
            Agenda =
            {
                new AgendaItem
                {
                    Title = "Vedtatt",
                    Decision = new() { Outcome = Outcome.Adopted, VotesFor = 2 },
                },
                new AgendaItem
                {
                    Title = "Utsatt",
                    Decision = new() { Outcome = Outcome.Deferred },
                },
                new AgendaItem { Title = "Ubehandlet" },
            },
        };
        List<Attendance> three = [Seat("p/1"), Seat("p/2"), Seat("p/3")];
        Assert.Empty(DecisionRules.Contradicted(meeting, QuorumCount.Held(true, 2, three), three));

        three[0].Status = three[1].Status = AttendanceStatus.Absent;
        var contradicted = DecisionRules.Contradicted(meeting, QuorumCount.Held(true, 2, three), three).ToList();
        Assert.Equal(["Vedtatt"], contradicted.Select(v => v.Args[0]));
    }

    private static Attendance Seat(string person) =>
        new()
        {
            Person = person,
            Status = AttendanceStatus.Present,
            Voting = true,
        };
}
