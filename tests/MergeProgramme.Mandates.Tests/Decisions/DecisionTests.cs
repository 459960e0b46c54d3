using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using MergeProgramme.Mandates.Documents;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;
using static MergeProgramme.Mandates.Tests.SampleMandates;

namespace MergeProgramme.Mandates.Tests.Decisions;

[Collection("hosts")]
public sealed class DecisionTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_mandate_lives_from_draft_to_a_decision_with_its_conditions_met(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        await it.CreateSteeringGroupAsync();
        await it.CreateCompleteAsync();
        var submitted = await it.Mandates.SubmitMandateAsync(new() { Name = Name });
        Assert.Equal(MandateState.Submitted, submitted.State);
        Assert.NotNull(submitted.SubmitTime);
        Assert.Equal(MandateState.Draft, (await it.Mandates.WithdrawMandateAsync(new() { Name = Name })).State);
        submitted = await it.Mandates.SubmitMandateAsync(new() { Name = Name });
        Assert.False((await it.Mandates.CheckGateAsync(new() { Name = Name })).Open);
        await it.HearBothAsync();
        await it.AnswerGateAsync();
        Assert.True((await it.Mandates.CheckGateAsync(new() { Name = Name })).Open);
        Assert.Equal(submitted, await it.GetAsync());

        var decided = await it.Mandates.DecideMandateAsync(A4Programme.Decide(submitted));

        Assert.Equal(MandateState.Decided, decided.State);
        Assert.Equal(decided, await it.GetAsync());
        Assert.Equal("Styringsgruppen for A4", decided.Decision.BodyDisplayName);
        Assert.Equal(["Fagforbundet", "Hovedverneombudet"], decided.Decision.Participation.Select(e => e.Party).Order());
        Assert.Equal(9, decided.Decision.GatePoints.Count);
        var text = await it.Mandates.GetMandateTextAsync(new() { Name = Name });
        var sha = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Text)));
        Assert.Equal((sha, sha, sha), (text.Hash, decided.TextHash, decided.Decision.TextHash));
        Assert.Equal(submitted.TextHash, sha);

        var listed = Assert.Single((await it.Mandates.ListMandatesAsync(new() { Parent = SampleMandates.SubProject })).Mandates);
        Assert.Equal(
            (Verdict.Start, Day(2017, 12, 13), "13/15"),
            (listed.Decision.Verdict, listed.Decision.DecisionDate, listed.Decision.CaseNumber)
        );

        var met = await it.Mandates.MeetConditionAsync(
            new()
            {
                Name = Name,
                Number = 1,
                MetDate = Day(2018, 3, 1),
                Evidence = "2013/6984-4",
            }
        );
        Assert.Equal(
            (Day(2018, 3, 1), "2013/6984-4"),
            (met.Decision.Conditions[0].MetDate, met.Decision.Conditions[0].MetEvidence)
        );
        Assert.Equal(met, await it.GetAsync());
        Assert.Equal(text, await it.Mandates.GetMandateTextAsync(new() { Name = Name }));
        Assert.Equal(
            [(Name, "CONDITION_ALREADY_MET")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () =>
                    await it.Mandates.MeetConditionAsync(
                        new()
                        {
                            Name = Name,
                            Number = 1,
                            MetDate = Day(2018, 3, 1),
                            Evidence = "x",
                        }
                    )
            )
        );
        string[] written = await it.EventsAsync();
        Assert.Equal(
            [
                "mandates.mandate.created",
                .. Enumerable.Repeat("mandates.section.updated", 10),
                "mandates.mandate.submitted",
                "mandates.mandate.withdrawn",
                "mandates.mandate.submitted",
                .. Enumerable.Repeat("mandates.gate.answered", 5),
                "mandates.mandate.decided",
                "mandates.condition.met",
            ],
            written
        );
        var last = (await it.Mandates.ListEventsAsync(new() { Type = "mandates.mandate.decided" })).Events.Single();
        Assert.Equal(decided, last.Data.Unpack<Mandate>());
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_decided_mandate_is_not_edited_thrown_away_or_decided_again(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var decided = await it.DecideReadyAsync();
        var front = decided.Clone();
        front.Title = "Et annet mandat";
        var section = decided.Sections[0].Clone();
        section.Body = "Noe annet";

        await RefusedAsync(async () => await it.Mandates.UpdateMandateAsync(new() { Mandate = front }), "MANDATE_DECIDED");
        await RefusedAsync(async () => await it.Mandates.UpdateSectionAsync(new() { Section = section }), "MANDATE_DECIDED");
        await RefusedAsync(async () => await it.Mandates.DeleteMandateAsync(new() { Name = Name }), "MANDATE_DECIDED");
        await RefusedAsync(async () => await it.Mandates.SubmitMandateAsync(new() { Name = Name }), "MANDATE_DECIDED");
        await RefusedAsync(async () => await it.Mandates.WithdrawMandateAsync(new() { Name = Name }), "MANDATE_DECIDED");
        await RefusedAsync(async () => await it.Mandates.DecideMandateAsync(A4Programme.Decide(decided)), "MANDATE_DECIDED");
        await RefusedAsync(async () => await it.Mandates.ReviseMandateAsync(new() { Name = Name }), "VERDICT_FINAL");
        await RefusedAsync(async () => await it.CreateDraftAsync(), "MANDATE_APPROVED");
        await RefusedAsync(
            async () =>
                await it.Mandates.AnswerGatePointAsync(
                    new()
                    {
                        Name = Name,
                        Point = "financing",
                        Answer = GateAnswer.NotMet,
                        AnsweredBy = "Arne Bakke",
                    }
                ),
            "MANDATE_DECIDED"
        );
        Assert.Equal(decided, await it.GetAsync());

        static async Task RefusedAsync(Func<Task> call, string reason) =>
            Assert.Equal([(Name, reason)], await Refusals.RefusedAsync(StatusCode.FailedPrecondition, call));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_submitted_mandate_is_withdrawn_before_it_is_edited(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var draft = await it.CreateCompleteAsync();
        await it.Mandates.SubmitMandateAsync(new() { Name = Name, Etag = draft.Etag });
        Assert.Equal(
            [(Name, "MANDATE_SUBMITTED")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Mandates.UpdateSectionAsync(new() { Section = draft.Sections[0] })
            )
        );
        Assert.Equal(
            [("etag", "ETAG_MISMATCH")],
            await Refusals.RefusedAsync(
                StatusCode.Aborted,
                async () => await it.Mandates.WithdrawMandateAsync(new() { Name = Name, Etag = draft.Etag })
            )
        );
        await it.Mandates.WithdrawMandateAsync(new() { Name = Name });
        await it.Mandates.UpdateSectionAsync(new() { Section = draft.Sections[0] });
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_is_missing_is_said_with_its_place_and_stops_submission(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        await it.CreateDraftAsync();
        var findings = (await it.Mandates.CheckMandateAsync(new() { Name = Name })).Findings;
        var missing = findings.Where(finding => finding.Severity == FindingSeverity.Missing).ToList();
        Assert.Contains(missing, f => (f.Reason, f.Place, f.Field) == ("NO_MAIN_GOAL", $"{Name}/sections/purpose", "goals"));
        Assert.Contains(missing, f => f.Message == "Avsnittet «1 Bakgrunn» er tomt.");
        Assert.Equal(
            [(Name, "MANDATE_INCOMPLETE")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Mandates.SubmitMandateAsync(new() { Name = Name })
            )
        );
        Assert.Equal(MandateState.Draft, (await it.GetAsync()).State);
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_approval_without_participation_is_refused_unless_it_says_why(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        await it.CreateSteeringGroupAsync();
        await it.CreateCompleteAsync();
        var submitted = await it.Mandates.SubmitMandateAsync(new() { Name = Name });
        await it.AnswerGateAsync();
        Assert.Equal(
            [(Name, "UNION_NOT_HEARD"), (Name, "SAFETY_SERVICE_NOT_HEARD")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Mandates.DecideMandateAsync(A4Programme.Decide(submitted))
            )
        );
        var decided = await it.Mandates.DecideMandateAsync(
            A4Programme.Decide(submitted, decision => decision.ParticipationWaiver = "Drøftes i PSU 20.12.")
        );
        Assert.Empty(decided.Decision.Participation);
        Assert.Equal("Drøftes i PSU 20.12.", decided.Decision.ParticipationWaiver);
        var point = decided.Decision.GatePoints.Single(point => point.Point == "participation");
        Assert.Equal((GateAnswer.NotMet, "Drøftes i PSU 20.12."), (point.Answer, point.Comment));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_point_of_the_gate_that_is_not_met_blocks_and_is_named(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var submitted = await it.SubmitReadyAsync();
        var gate = await it.Mandates.AnswerGatePointAsync(
            new()
            {
                Name = Name,
                Point = "benefit-owner",
                Answer = GateAnswer.NotMet,
                AnsweredBy = "Arne Bakke",
            }
        );
        Assert.False(gate.Open);
        Assert.Equal(
            "Punktet er besvart med at det ikke er oppfylt.",
            gate.Points.Single(point => point.Point == "benefit-owner").Obstacle
        );
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await it.Mandates.DecideMandateAsync(A4Programme.Decide(submitted))
        );
        Assert.Equal(StatusCode.FailedPrecondition, refusal.StatusCode);
        var violation = Assert.Single(refusal.GetRpcStatus()!.GetDetail<Google.Rpc.PreconditionFailure>().Violations);
        Assert.Equal("GATE_POINT_NOT_MET", violation.Type);
        Assert.Contains("«Linjen har en navngitt eier av gevinstene»", violation.Description, StringComparison.Ordinal);

        await it.Mandates.AnswerGatePointAsync(
            new()
            {
                Name = Name,
                Point = "benefit-owner",
                Answer = GateAnswer.NotApplicable,
                Comment = "Ingen gevinster i konseptfasen",
                AnsweredBy = "Arne Bakke",
            }
        );
        await it.Mandates.DecideMandateAsync(A4Programme.Decide(submitted));
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_answer_to_the_gate_that_cannot_be_given_is_refused_at_its_field(
        TestDatabase database,
        Transport transport
    )
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        await it.CreateDraftAsync();
        await RefusedAsync(request => request.Point = "moon", ("point", "GATE_POINT_UNKNOWN"));
        await RefusedAsync(request => request.Point = "complete", ("point", "GATE_POINT_AUTOMATIC"));
        await RefusedAsync(request => request.Answer = GateAnswer.Unspecified, ("answer", "REQUIRED"));
        await RefusedAsync(request => request.Answer = GateAnswer.NotApplicable, ("comment", "GATE_COMMENT_MISSING"));
        await RefusedAsync(request => request.AnsweredBy = "", ("answered_by", "REQUIRED"));

        async Task RefusedAsync(Action<AnswerGatePointRequest> change, (string, string) expected)
        {
            var request = new AnswerGatePointRequest
            {
                Name = Name,
                Point = "financing",
                Answer = GateAnswer.Met,
                AnsweredBy = "Arne Bakke",
            };
            change(request);
            Assert.Equal(
                [expected],
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () => await it.Mandates.AnswerGatePointAsync(request)
                )
            );
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_adjusted_mandate_goes_on_as_the_next_version_whose_gate_waits_for_the_conditions(
        TestDatabase database,
        Transport transport
    )
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var first = await it.DecideReadyAsync(decision =>
        {
            decision.Verdict = Verdict.Adjust;
            decision.Conditions[0].DueDate = Day(2020, 1, 1);
        });
        Assert.Equal(
            [(Name, "MANDATE_TO_REVISE")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, async () => await it.CreateDraftAsync())
        );

        var second = await it.Mandates.ReviseMandateAsync(new() { Name = Name });
        Assert.Equal(
            ($"{SampleMandates.SubProject}/mandates/2", 2, MandateState.Draft, Name),
            (second.Name, second.Version, second.State, second.Predecessor)
        );
        Assert.Equal(second, await it.GetAsync(second.Name));
        Assert.Equal(first.Sections.Select(CanonicalText.Content), second.Sections.Select(CanonicalText.Content));
        Assert.Equal(
            [(Name, "ALREADY_REVISED")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Mandates.ReviseMandateAsync(new() { Name = Name })
            )
        );

        second = await it.Mandates.SubmitMandateAsync(new() { Name = second.Name });
        await it.AnswerGateAsync(second.Name);
        var today = Today();
        var request = A4Programme.Decide(
            second,
            decision =>
            {
                decision.DecisionDate = today;
                decision.ParticipationWaiver = "Hørt om versjon 1.";
                decision.Conditions.Clear();
            }
        );
        // The steering group of the sample, and with it every seat in it, is gone by now.
        Assert.Equal(
            [
                ("decision.present[0].person", "VOTER_NOT_MEMBER"),
                ("decision.present[1].person", "VOTER_NOT_MEMBER"),
                ("decision.present[2].person", "VOTER_NOT_MEMBER"),
            ],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, async () => await it.Mandates.DecideMandateAsync(request))
        );
        var body = await it.Organisation.GetBodyAsync(new() { Name = request.Decision.Body });
        body.EndDate = null;
        await it.Organisation.UpdateBodyAsync(new() { Body = body });
        Assert.Equal(
            [(second.Name, "GATE_POINT_NOT_MET")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, async () => await it.Mandates.DecideMandateAsync(request))
        );
        await it.Mandates.MeetConditionAsync(
            new()
            {
                Name = Name,
                Number = 1,
                MetDate = Day(2018, 1, 2),
                Evidence = "2013/6984-4",
            }
        );
        var decided = await it.Mandates.DecideMandateAsync(request);
        Assert.Equal(Verdict.Start, decided.Decision.Verdict);
        Assert.Equal(
            [2, 1],
            (await it.Mandates.ListMandatesAsync(new() { Parent = SampleMandates.SubProject })).Mandates.Select(m => m.Version)
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_decision_that_is_wrong_is_refused_at_its_field_and_leaves_nothing(
        TestDatabase database,
        Transport transport
    )
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var submitted = await it.SubmitReadyAsync();
        var events = await it.EventsAsync();

        await RefusedAsync(d => d.Verdict = Verdict.Unspecified, ("decision.verdict", "REQUIRED"));
        await RefusedAsync(d => d.DecisionDate = Day(2017, 2, 30), ("decision.decision_date", "DATE_IMPOSSIBLE"));
        await RefusedAsync(
            d =>
            {
                d.DecisionDate = d.Conditions[0].DueDate = Day(9999, 1, 1);
                foreach (var attendee in d.Present)
                    attendee.Person = "";
            },
            ("decision.decision_date", "DECISION_DATE_IN_FUTURE")
        );
        await RefusedAsync(d => d.DecisionDate = Day(2017, 12, 5), ("decision.decision_date", "DECISION_BEFORE_DOCUMENT"));
        await RefusedAsync(d => d.Place = "", ("decision.place", "REQUIRED"));
        await RefusedAsync(d => d.Body = "styringsgruppen", ("decision.body", "NAME_MALFORMED"));
        await RefusedAsync(d => d.Body = $"{A4Programme.Programme}/bodies/x", ("decision.body", "BODY_UNKNOWN"));
        await RefusedAsync(d => d.Wording = " ", ("decision.wording", "REQUIRED"));
        await RefusedAsync(d => d.Wording = "Ja\0", ("decision.wording", "CONTROL_CHARACTER"));
        await RefusedAsync(d => d.Wording = new string('x', 1 << 20), ("decision.wording", "TEXT_TOO_LONG"));
        await RefusedAsync(d => d.Signatories.Clear(), ("decision.signatories", "REQUIRED"));
        await RefusedAsync(d => d.VotesFor = 4, ("decision.votes_for", "VOTES_EXCEED_PRESENT"));
        await RefusedAsync(d => d.Conditions[0].Owner = "", ("decision.conditions[0].owner", "REQUIRED"));
        await RefusedAsync(
            d => d.Conditions[0].DueDate = Day(2017, 12, 1),
            ("decision.conditions[0].due_date", "CONDITION_DUE_BEFORE_DECISION")
        );
        await RefusedAsync(
            d => d.DecisionPoint = Common.V1.DecisionPoint.Bp2,
            ("decision.decision_point", "DECISION_POINT_OTHER")
        );
        await RefusedAsync(
            d => d.Present[1].Person = $"{A4Programme.Programme}/persons/x",
            ("decision.present[1].person", "PERSON_UNKNOWN")
        );
        await RefusedAsync(
            d => d.Present[1].Person = "programmes/bodo/persons/arne-bakke",
            ("decision.present[1].person", "OF_OTHER_PROGRAMME")
        );
        // Per is the group's secretary: he may be there, but he has no vote.
        await RefusedAsync(d => d.Present[3].Voting = true, ("decision.present[3].person", "VOTER_NOT_MEMBER"));

        Assert.Equal(submitted, await it.GetAsync());
        Assert.Equal(events, await it.EventsAsync());

        async Task RefusedAsync(Action<Decision> change, (string, string) expected) =>
            Assert.Equal(
                [expected],
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () => await it.Mandates.DecideMandateAsync(A4Programme.Decide(submitted, change))
                )
            );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_body_that_is_not_entitled_does_not_decide(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var submitted = await it.SubmitReadyAsync();
        var advisory = await it.Organisation.CreateBodyAsync(
            new()
            {
                Parent = A4Programme.Programme,
                Body = new()
                {
                    DisplayName = "Referansegruppen",
                    Kind = BodyKind.ReferenceGroup,
                    Authority = BodyAuthority.Advisory,
                },
            }
        );
        var refused = await Refusals.RefusedAsync(
            StatusCode.FailedPrecondition,
            async () =>
                await it.Mandates.DecideMandateAsync(
                    A4Programme.Decide(
                        submitted,
                        decision =>
                        {
                            decision.Body = advisory.Name;
                            foreach (var attendee in decision.Present)
                                attendee.Person = "";
                        }
                    )
                )
        );
        Assert.Equal([(advisory.Name, "BODY_ADVISORY")], refused);
        Assert.Equal(
            [($"{A4Programme.Programme}/bodies/styringsgruppe-a4", "NO_QUORUM")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () =>
                    await it.Mandates.DecideMandateAsync(
                        A4Programme.Decide(
                            submitted,
                            decision =>
                            {
                                decision.Present[2].Voting = false;
                                decision.VotesAgainst = 0;
                                decision.Dissents.Clear();
                            }
                        )
                    )
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Of_two_who_decide_at_once_exactly_one_does(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var submitted = await it.SubmitReadyAsync();
        Verdict[] verdicts = [Verdict.Start, Verdict.DoNotStart, Verdict.Adjust, Verdict.AssessFurther];
        var attempts = verdicts
            .Select(verdict =>
                Task.Run(async () =>
                {
                    try
                    {
                        return (
                            StatusCode.OK,
                            await it.Mandates.DecideMandateAsync(A4Programme.Decide(submitted, d => d.Verdict = verdict))
                        );
                    }
                    catch (RpcException e)
                    {
                        return (e.StatusCode, (Mandate?)null);
                    }
                })
            )
            .ToArray();
        var outcomes = await Task.WhenAll(attempts);

        var winner = Assert.Single(outcomes, outcome => outcome.Item1 == StatusCode.OK).Item2;
        Assert.All(
            outcomes.Where(outcome => outcome.Item2 is null),
            outcome => Assert.True(outcome.Item1 is StatusCode.Aborted or StatusCode.FailedPrecondition, $"{outcome.Item1}")
        );
        Assert.Equal(winner, await it.GetAsync());
        Assert.Single(await it.EventsAsync(), type => type == "mandates.mandate.decided");
    }

    [Theory, MemberData(nameof(All))]
    public async Task Nobody_decides_on_a_text_that_has_changed_meanwhile(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var submitted = await it.SubmitReadyAsync();
        var request = A4Programme.Decide(submitted);
        await it.Mandates.WithdrawMandateAsync(new() { Name = Name });
        await it.Mandates.UpdateSectionAsync(
            new()
            {
                Section = new()
                {
                    Name = $"{Name}/sections/background",
                    Body = "En annen bakgrunn enn den styringsgruppen leste.",
                },
            }
        );
        await it.Mandates.SubmitMandateAsync(new() { Name = Name });
        Assert.Equal(
            [("etag", "ETAG_MISMATCH")],
            await Refusals.RefusedAsync(StatusCode.Aborted, async () => await it.Mandates.DecideMandateAsync(request))
        );
        request.Etag = "";
        Assert.Equal(
            [("etag", "REQUIRED")],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, async () => await it.Mandates.DecideMandateAsync(request))
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_repeated_decision_answers_the_same_and_happens_once(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var request = A4Programme.Decide(await it.SubmitReadyAsync());
        request.RequestId = "bp1";
        var first = await it.Mandates.DecideMandateAsync(request);
        Assert.Equal(first, await it.Mandates.DecideMandateAsync(request));
        request.Decision.Wording = "Noe annet";
        Assert.Equal(
            [("request_id", "REQUEST_ID_REUSED")],
            await Refusals.RefusedAsync(StatusCode.AlreadyExists, async () => await it.Mandates.DecideMandateAsync(request))
        );
        Assert.Single(await it.EventsAsync(), type => type == "mandates.mandate.decided");
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_frozen_gate_is_read_in_the_readers_language(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var decided = await it.DecideReadyAsync();
        Assert.Equal("Mandatet er komplett", decided.Decision.GatePoints[0].Text);
        System.Globalization.CultureInfo.CurrentUICulture = Platform.Localisation.Languages.English;
        var gate = await it.Mandates.CheckGateAsync(new() { Name = Name }, new Metadata { { "accept-language", "en" } });
        Assert.Equal("The mandate is complete", gate.Points[0].Text);
        Assert.True(gate.Open);
    }

    private static Google.Type.Date Today() =>
        Platform.Calendar.DateConversions.ToDate(Platform.Calendar.NorwegianTime.Today(TimeProvider.System));
}
