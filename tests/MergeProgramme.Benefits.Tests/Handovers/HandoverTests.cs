using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Benefits.Tests.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Benefits.Tests.Handovers;

/// <summary>A measure passes from the project to the line, as an act of two.</summary>
[Collection("hosts")]
public sealed class HandoverTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task It_is_prepared_proposed_returned_mended_and_accepted_and_every_round_stays(
        TestDatabase database,
        Transport transport
    )
    {
        var it = await HandoverOffice.OpenAsync(hosts, database, transport);
        // Only the carrier is named on the first day, and the usual list is there.
        var begun = await it.Client.CreateHandoverAsync(
            new()
            {
                Parent = HandoverOffice.Programme,
                Handover = new() { Subject = it.Measure.Name, Carrier = it.Carrier.Name },
            }
        );
        Assert.Equal(
            (HandoverState.Preparing, "Hverdagsrehabilitering", HandoverOffice.SubProject, "Sindre Mørkvedhaug", ""),
            (begun.State, begun.SubjectDisplayName, begun.SubProject, begun.CarrierDisplayName, begun.ReceiverDisplayName)
        );
        Assert.Equal(6, begun.Items.Count);
        Assert.Equal(begun, await it.Client.GetHandoverAsync(new() { Name = begun.Name }));

        var missing = await Refusals.RefusedAsync(
            StatusCode.FailedPrecondition,
            async () => await it.Client.ProposeHandoverAsync(new() { Name = begun.Name })
        );
        Assert.Equal(
            ["HANDOVER_RECEIVER_MISSING", "HANDOVER_DATE_MISSING", .. Enumerable.Repeat("HANDOVER_ITEM_OPEN", 6)],
            missing.Select(m => m.Reason)
        );

        var asked = it.Asked();
        (asked.Name, asked.Etag) = (begun.Name, begun.Etag);
        var prepared = await it.Client.UpdateHandoverAsync(new() { Handover = asked });
        Assert.Equal(("Torill Hunstadbakk", 2), (prepared.ReceiverDisplayName, prepared.Items.Count));
        var proposed = await it.Client.ProposeHandoverAsync(new() { Name = begun.Name, Etag = prepared.Etag });
        Assert.Equal(HandoverState.Proposed, proposed.State);
        await StaysAsync("HANDOVER_PROPOSED", proposed);

        Assert.Equal(
            [("wording", "HANDOVER_REASON_REQUIRED")],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => AnswerAsync(proposed, HandoverVerdict.Returned, " "))
        );
        Assert.Equal(
            [("verdict", "HANDOVER_VERDICT_OTHER")],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => AnswerAsync(proposed, HandoverVerdict.Withdrawn, ""))
        );
        var returned = await AnswerAsync(proposed, HandoverVerdict.Returned, "Ikke drøftet.");
        Assert.Equal(HandoverState.Returned, returned.State);
        var again = await it.Client.ProposeHandoverAsync(new() { Name = begun.Name });
        var withdrawn = await it.Client.WithdrawHandoverAsync(new() { Name = begun.Name, Etag = again.Etag });
        Assert.Equal(HandoverState.Preparing, withdrawn.State);
        Assert.Equal(
            [(begun.Name, "HANDOVER_NOT_PROPOSED")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Client.WithdrawHandoverAsync(new() { Name = begun.Name })
            )
        );
        var third = await it.Client.ProposeHandoverAsync(new() { Name = begun.Name });
        // Nobody accepts what has changed meanwhile.
        await Refusals.RefusedAsync(StatusCode.Aborted, () => AnswerAsync(again, HandoverVerdict.Accepted, ""));
        var accepted = await AnswerAsync(third, HandoverVerdict.Accepted, "Om boligene er ferdige.");
        Assert.Equal(
            [
                (1, HandoverVerdict.Returned, "Ikke drøftet."),
                (2, HandoverVerdict.Withdrawn, ""),
                (3, HandoverVerdict.Accepted, "Om boligene er ferdige."),
            ],
            accepted.Rounds.Select(r => (r.Number, r.Verdict, r.Wording))
        );
        Assert.All(accepted.Rounds, round => Assert.Equal(("tests", "tests"), (round.Proposer, round.Answerer)));
        Assert.Equal(accepted, await it.Client.GetHandoverAsync(new() { Name = begun.Name }));
        await StaysAsync("HANDOVER_ACCEPTED", accepted);

        async Task<Handover> AnswerAsync(Handover handover, HandoverVerdict verdict, string wording) =>
            await it.Client.AnswerHandoverAsync(
                new()
                {
                    Name = handover.Name,
                    Etag = handover.Etag,
                    Verdict = verdict,
                    Wording = wording,
                }
            );

        async Task StaysAsync(string reason, Handover handover)
        {
            Assert.Equal(
                [(handover.Name, reason)],
                await Refusals.RefusedAsync(
                    StatusCode.FailedPrecondition,
                    async () => await it.Client.UpdateHandoverAsync(new() { Handover = handover })
                )
            );
            Assert.Equal(
                [(handover.Name, reason)],
                await Refusals.RefusedAsync(
                    StatusCode.FailedPrecondition,
                    async () => await it.Client.ProposeHandoverAsync(new() { Name = handover.Name })
                )
            );
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Only_the_receiver_answers_and_is_the_owner_from_then_on(TestDatabase database, Transport transport)
    {
        var it = await HandoverOffice.OpenAsync(hosts, database, transport);
        var other = await HandoverOffice.PersonAsync(it.Host, "Randi Skjerstadnes");
        var proposed = await it.ProposedAsync();
        var receiver = await it.SomebodyAsync("Torill", Role.LineOwner, it.Receiver);
        var someone = await it.SomebodyAsync("Randi", Role.LineOwner, other);
        var unlinked = await it.SomebodyAsync("Per", Role.LineOwner);
        var office = await it.SomebodyAsync("Sissel", Role.ProgrammeOffice, it.Receiver);
        var request = new AnswerHandoverRequest
        {
            Name = proposed.Name,
            Etag = proposed.Etag,
            Verdict = HandoverVerdict.Accepted,
        };
        foreach (var caller in new[] { someone, unlinked })
        {
            Assert.Equal(
                [(proposed.Name, "HANDOVER_RECEIVER_ONLY")],
                await Refusals.RefusedAsync(
                    StatusCode.FailedPrecondition,
                    async () => await it.As(caller).AnswerHandoverAsync(request)
                )
            );
        }
        // The office proposes; it never accepts on behalf of the line.
        await Refusals.RefusedAsync(StatusCode.PermissionDenied, async () => await it.As(office).AnswerHandoverAsync(request));
        Assert.True(Assert.Single((await OpenAsync(it.As(receiver))).HandoverStandings).AwaitsCaller);
        Assert.False(Assert.Single((await OpenAsync(it.As(someone))).HandoverStandings).AwaitsCaller);

        var accepted = await it.As(receiver).AnswerHandoverAsync(request);
        Assert.Equal("Torill", Assert.Single(accepted.Rounds).Answerer);
        var measure = await it.As(office).GetMeasureAsync(new() { Name = it.Measure.Name });
        Assert.Equal("Torill Hunstadbakk", measure.Owner);
        measure.Owner = "noen andre";
        Assert.Equal(
            [("measure.owner", "OWNER_BY_HANDOVER")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.As(office).UpdateMeasureAsync(new() { Measure = measure })
            )
        );

        static async Task<ListHandoverStandingsResponse> OpenAsync(V1.BenefitsService.BenefitsServiceClient client) =>
            await client.ListHandoverStandingsAsync(new() { Parent = HandoverOffice.Programme, OpenOnly = true });
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_contradicts_itself_is_refused_at_its_field(TestDatabase database, Transport transport)
    {
        var it = await HandoverOffice.OpenAsync(hosts, database, transport);
        async Task RefusedAsync(Action<Handover> change, params (string, string)[] expected)
        {
            var handover = it.Asked();
            change(handover);
            Assert.Equal(
                expected,
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () =>
                        await it.Client.CreateHandoverAsync(new() { Parent = HandoverOffice.Programme, Handover = handover })
                )
            );
        }

        await RefusedAsync(h => h.Subject = HandoverOffice.SubProject, ("handover.subject", "HANDOVER_SUBJECT_KIND"));
        await RefusedAsync(h => h.Subject = "programmes/annet/measures/x", ("handover.subject", "OTHER_PROGRAMME"));
        await RefusedAsync(h => h.Subject = $"{HandoverOffice.Programme}/measures/ingen", ("handover.subject", "NOT_FOUND"));
        await RefusedAsync(h => h.Receiver = h.Carrier, ("handover.receiver", "HANDOVER_TO_ONESELF"));
        await RefusedAsync(h => h.Receiver = $"{HandoverOffice.Programme}/persons/ingen", ("handover.receiver", "NOT_FOUND"));
        await RefusedAsync(h => h.HandoverDate.Year = 1914, ("handover.handover_date", "YEAR_OUT_OF_RANGE"));
        await RefusedAsync(h => h.Items[0].Text = "", ("handover.items[0].text", "REQUIRED"));
        await RefusedAsync(h => h.Conditions = new string('x', 4001), ("handover.conditions", "TEXT_TOO_LONG"));
        Assert.Empty((await it.Client.ListHandoversAsync(new() { Parent = HandoverOffice.Programme })).Handovers);

        var created = await it.CreateAsync();
        Assert.Equal(
            [(created.Name, "HANDOVER_UNDER_WAY")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, () => it.CreateAsync())
        );
        var moved = created.Clone();
        moved.Subject = (
            await it.Client.CreateMeasureAsync(
                new() { Parent = HandoverOffice.Programme, Measure = MeasureData.Measure("Annet", "", 1_000_000) }
            )
        ).Name;
        Assert.Equal(
            [("handover.subject", "HANDOVER_SUBJECT_FIXED")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.Client.UpdateHandoverAsync(new() { Handover = moved })
            )
        );
        created.Etag = "gammel";
        await Refusals.RefusedAsync(
            StatusCode.Aborted,
            async () => await it.Client.UpdateHandoverAsync(new() { Handover = created })
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_is_handed_over_waits_and_is_missing_is_told_with_the_benefits_that_have_no_measure(
        TestDatabase database,
        Transport transport
    )
    {
        var it = await HandoverOffice.OpenAsync(hosts, database, transport);
        var benefit = await it.Client.CreateBenefitAsync(
            new()
            {
                Parent = HandoverOffice.Programme,
                Benefit = new()
                {
                    Text = "Bedre kvalitet",
                    Kind = BenefitKind.Quality,
                    SubProject = HandoverOffice.SubProject,
                },
            }
        );
        Assert.Equal(
            [(it.Measure.Name, HandoverState.Unspecified), (benefit.Name, HandoverState.Unspecified)],
            await StatesAsync(openOnly: true)
        );
        await it.AcceptedAsync();
        await it.ProposedAsync(benefit.Name);
        Assert.Equal([(benefit.Name, HandoverState.Proposed)], await StatesAsync(openOnly: true));
        Assert.Equal(
            [(HandoverState.Proposed, 1), (HandoverState.Accepted, 1)],
            (await it.StandingsAsync(openOnly: true)).Counts.Select(c => (c.State, c.Count))
        );

        // The benefit gets a measure: from then on that is what is handed over. Its sub-project is the benefit's.
        var second = await it.Client.CreateMeasureAsync(
            new() { Parent = HandoverOffice.Programme, Measure = MeasureData.Measure("Opplæring", benefit.Name, 500_000) }
        );
        Assert.Equal([(second.Name, HandoverState.Unspecified)], await StatesAsync(openOnly: true));
        var ofSubProject = await it.Client.ListHandoverStandingsAsync(
            new() { Parent = HandoverOffice.Programme, SubProject = HandoverOffice.SubProject }
        );
        Assert.Equal([it.Measure.Name, second.Name], ofSubProject.HandoverStandings.Select(s => s.Subject));
        Assert.Equal(
            [(benefit.Name, "BENEFIT_HAS_MEASURES")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () =>
                    await it.Client.ProposeHandoverAsync(
                        new()
                        {
                            Name = (await it.Client.WithdrawHandoverAsync(new() { Name = await OfAsync(benefit.Name) })).Name,
                        }
                    )
            )
        );

        // Given up: nothing to hand over. Thrown away: its handover goes with it.
        var begun = await it.CreateAsync(second.Name);
        await it.Client.DeleteMeasureAsync(new() { Name = second.Name });
        await Refusals.RefusedAsync(
            StatusCode.NotFound,
            async () => await it.Client.GetHandoverAsync(new() { Name = begun.Name })
        );
        Assert.Equal([(benefit.Name, HandoverState.Preparing)], await StatesAsync(openOnly: true));

        // The line hands it on; who has accepted answers for it until the next one has.
        var onward = it.Asked();
        (onward.Carrier, onward.Receiver) = (it.Receiver.Name, it.Carrier.Name);
        await it.Client.CreateHandoverAsync(new() { Parent = HandoverOffice.Programme, Handover = onward });
        var passing = (await it.StandingsAsync()).HandoverStandings[0];
        Assert.Equal(
            (HandoverState.Accepted, true, "Torill Hunstadbakk"),
            (passing.State, passing.PassingOn, passing.ReceiverDisplayName)
        );
        Assert.Equal(
            2,
            (await it.Client.ListHandoversAsync(new() { Parent = HandoverOffice.Programme, Subject = it.Measure.Name }))
                .Handovers
                .Count
        );

        async Task<List<(string, HandoverState)>> StatesAsync(bool openOnly) =>
            [.. (await it.StandingsAsync(openOnly)).HandoverStandings.Select(s => (s.Subject, s.State))];

        async Task<string> OfAsync(string subject) =>
            (await it.Client.ListHandoversAsync(new() { Parent = HandoverOffice.Programme, Subject = subject }))
                .Handovers[^1]
                .Name;
    }

    [Theory, MemberData(nameof(All))]
    public async Task Standings_are_paged_in_one_order_and_a_repeated_request_begins_one_handover(
        TestDatabase database,
        Transport transport
    )
    {
        var it = await HandoverOffice.OpenAsync(hosts, database, transport);
        for (var i = 0; i < 3; i++)
        {
            await it.Client.CreateMeasureAsync(
                new() { Parent = HandoverOffice.Programme, Measure = MeasureData.Measure($"Tiltak {i}", "", 1_000_000) }
            );
            await it.Client.CreateBenefitAsync(
                new()
                {
                    Parent = HandoverOffice.Programme,
                    Benefit = new() { Text = $"Gevinst {i}", Kind = BenefitKind.Quality },
                }
            );
        }
        List<string> paged = [];
        var request = new ListHandoverStandingsRequest { Parent = HandoverOffice.Programme, PageSize = 2 };
        do
        {
            var page = await it.Client.ListHandoverStandingsAsync(request);
            Assert.Equal(7, page.Counts.Sum(c => c.Count));
            paged.AddRange(page.HandoverStandings.Select(s => s.SubjectDisplayName));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        Assert.Equal(
            ["Hverdagsrehabilitering", "Tiltak 0", "Tiltak 1", "Tiltak 2", "Gevinst 0", "Gevinst 1", "Gevinst 2"],
            paged
        );

        var create = new CreateHandoverRequest
        {
            Parent = HandoverOffice.Programme,
            Handover = it.Asked(),
            RequestId = "ef0a3c1e-9a8d-4a58-9a34-0a1b4f6c7d11",
        };
        Assert.Equal(await it.Client.CreateHandoverAsync(create), await it.Client.CreateHandoverAsync(create));
    }
}
