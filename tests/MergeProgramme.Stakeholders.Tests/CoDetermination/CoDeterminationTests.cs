using Google.Type;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;
using Microsoft.Extensions.DependencyInjection;
using Client = MergeProgramme.Stakeholders.V1.StakeholdersService.StakeholdersServiceClient;

namespace MergeProgramme.Stakeholders.Tests.CoDetermination;

/// <summary>Union by union, the safety service and PSU: who must take part in a matter, and whether they did.</summary>
[Collection("hosts")]
public sealed class CoDeterminationTests(SharedHosts hosts)
{
    private const string Programme = "programmes/indre-ostfold";
    private const string Mandate = $"{Programme}/subProjects/a4/mandates/1";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task The_law_proposes_the_steps_and_records_fulfil_them_party_by_party(
        TestDatabase database,
        Transport transport
    )
    {
        var (client, today) = await StartAsync(database, transport);
        var union = await PartyAsync(client, PartyKind.Union, "Fagforbundet");
        var small = await PartyAsync(client, PartyKind.Union, "Fellesorganisasjonen", union.Name);
        var safety = await PartyAsync(client, PartyKind.SafetyService, "Hovedverneombudet");

        var proposed = await client.ProposeParticipationStepsAsync(new() { Parent = Programme, Matter = Mandate });
        Assert.Equal([union.Name, small.Name, safety.Name], proposed.ParticipationSteps.Select(s => s.Party));
        Assert.Equal([PartyKind.EmployeeManagementCommittee], proposed.MissingPartyKinds);
        Assert.Contains("arbeidsmiljøloven § 8-2", proposed.ParticipationSteps[0].Basis, StringComparison.Ordinal);
        foreach (var step in proposed.ParticipationSteps)
            step.DueDate = today.AddDays(3).ToDate();
        var created = await client.BatchCreateParticipationStepsAsync(
            new() { Parent = Programme, ParticipationSteps = { proposed.ParticipationSteps } }
        );
        Assert.All(created.ParticipationSteps, s => Assert.Equal(ParticipationState.Open, s.State));
        Assert.Empty(
            (await client.ProposeParticipationStepsAsync(new() { Parent = Programme, Matter = Mandate })).ParticipationSteps
        );

        // To be informed is not to be heard; another matter is not this one.
        await HeardAsync(client, PartyKind.SafetyService, "Hovedverneombudet", ParticipationForm.Informed, today);
        await HeardAsync(client, PartyKind.Union, "Fagforbundet", ParticipationForm.Heard, today, $"{Programme}/cases/budsjett");
        Assert.Equal(3, (await MissingAsync(client)).Count);

        // Who agreed was heard, and speaks for the small one too.
        var agreed = await HeardAsync(client, PartyKind.Union, "fagforbundet", ParticipationForm.Agreed, today);
        Assert.Equal(union.Name, agreed.RegisteredParty);
        Assert.Equal(["Hovedverneombudet"], (await MissingAsync(client)).Select(s => s.PartyDisplayName));
        var all = await client.ListParticipationStepsAsync(new() { Parent = Programme, Matter = Mandate });
        Assert.All(
            all.ParticipationSteps.Where(s => s.Party != safety.Name),
            s =>
                Assert.Equal(
                    (agreed.Name, today, ParticipationState.Done),
                    (s.ParticipationRecord, s.DoneDate.ToDateOnly(), s.State)
                )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_record_from_before_the_party_was_registered_counts(TestDatabase database, Transport transport)
    {
        var (client, today) = await StartAsync(database, transport);
        var early = await HeardAsync(client, PartyKind.Union, "Delta", ParticipationForm.Heard, today);
        Assert.Equal("", early.RegisteredParty);
        var delta = await PartyAsync(client, PartyKind.Union, "Delta");
        var step = await StepAsync(client, delta, today);
        Assert.Equal((ParticipationState.Done, early.Name), (step.State, step.ParticipationRecord));
        Assert.Equal(
            [(step.Name, "STEP_DONE")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await client.WaiveParticipationStepAsync(new() { Name = step.Name, Reason = "Trengs ikke" })
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_step_is_late_after_its_due_date_can_be_moved_and_waived_with_a_reason(
        TestDatabase database,
        Transport transport
    )
    {
        var (client, today) = await StartAsync(database, transport);
        var delta = await PartyAsync(client, PartyKind.Union, "Delta");
        var late = await StepAsync(client, delta, today.AddDays(-1));
        Assert.Equal(ParticipationState.Late, late.State);

        var moved = await client.UpdateParticipationStepAsync(
            new()
            {
                ParticipationStep = new()
                {
                    Name = late.Name,
                    DueDate = today.AddDays(9).ToDate(),
                    Etag = late.Etag,
                },
                UpdateMask = new() { Paths = { "due_date" } },
            }
        );
        Assert.Equal((ParticipationState.Open, late.Form, late.Basis), (moved.State, moved.Form, moved.Basis));
        await Refusals.RefusedAsync(
            StatusCode.Aborted,
            async () =>
                await client.WaiveParticipationStepAsync(
                    new()
                    {
                        Name = late.Name,
                        Reason = "x",
                        Etag = late.Etag,
                    }
                )
        );

        var waived = await client.WaiveParticipationStepAsync(
            new()
            {
                Name = late.Name,
                Reason = "Har ingen medlemmer i tjenesten.",
                Etag = moved.Etag,
            }
        );
        Assert.Equal(
            (ParticipationState.Waived, "Har ingen medlemmer i tjenesten.", today),
            (waived.State, waived.Waiver, waived.WaiveDate.ToDateOnly())
        );
        Assert.Empty(await MissingAsync(client));
        foreach (
            var change in (Func<Task>[])
                [
                    async () => await client.WaiveParticipationStepAsync(new() { Name = late.Name, Reason = "igjen" }),
                    async () => await client.DeleteParticipationStepAsync(new() { Name = late.Name }),
                ]
        )
            Assert.Equal([(late.Name, "STEP_WAIVED")], await Refusals.RefusedAsync(StatusCode.FailedPrecondition, change));
        var types = (await client.ListEventsAsync(new() { Subject = late.Name })).Events.Select(e => e.Type);
        Assert.Equal(
            [
                "stakeholders.participation-step.waived",
                "stakeholders.participation-step.updated",
                "stakeholders.participation-step.created",
            ],
            types
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Steps_are_all_set_up_or_none(TestDatabase database, Transport transport)
    {
        var (client, today) = await StartAsync(database, transport);
        var delta = await PartyAsync(client, PartyKind.Union, "Delta");
        var safety = await PartyAsync(client, PartyKind.SafetyService, "Hovedverneombudet");
        await StepAsync(client, delta, today);

        Task BatchAsync(params ParticipationStep[] steps) =>
            client.BatchCreateParticipationStepsAsync(new() { Parent = Programme, ParticipationSteps = { steps } }).ResponseAsync;
        Assert.Equal(
            [("participation_steps[1].party", "STEP_EXISTS")],
            await Refusals.RefusedAsync(StatusCode.AlreadyExists, () => BatchAsync(Step(safety.Name), Step(delta.Name)))
        );
        Assert.Equal(
            [
                ("participation_steps[1].matter", "MATTER_MALFORMED"),
                ("participation_steps[1].party", "REFERENCE_NOT_FOUND"),
                ("participation_steps[2].party", "REPEATED"),
            ],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                () =>
                    BatchAsync(
                        Step(safety.Name),
                        new()
                        {
                            Matter = "programmes/bodo/cases/x",
                            Party = $"{Programme}/parties/ingen",
                            Form = ParticipationForm.Heard,
                        },
                        Step(safety.Name)
                    )
            )
        );
        Assert.Single((await client.ListParticipationStepsAsync(new() { Parent = Programme })).ParticipationSteps);
    }

    [Theory, MemberData(nameof(All))]
    public async Task At_once_and_twice_a_party_gets_one_step_in_a_matter(TestDatabase database, Transport transport)
    {
        var (client, _) = await StartAsync(database, transport);
        var delta = await PartyAsync(client, PartyKind.Union, "Delta");
        var tries = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(async _ =>
                {
                    try
                    {
                        await client.BatchCreateParticipationStepsAsync(
                            new() { Parent = Programme, ParticipationSteps = { Step(delta.Name) } }
                        );
                        return StatusCode.OK;
                    }
                    catch (RpcException e)
                    {
                        return e.StatusCode;
                    }
                })
        );
        Assert.Equal(1, tries.Count(t => t == StatusCode.OK));
        Assert.All(tries.Where(t => t != StatusCode.OK), t => Assert.Equal(StatusCode.AlreadyExists, t));
        var again = new BatchCreateParticipationStepsRequest
        {
            Parent = Programme,
            ParticipationSteps = { new ParticipationStep(Step(delta.Name)) { Matter = $"{Programme}/cases/x" } },
            RequestId = Guid.NewGuid().ToString(),
        };
        Assert.Equal(
            await client.BatchCreateParticipationStepsAsync(again),
            await client.BatchCreateParticipationStepsAsync(again)
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_most_urgent_come_first_in_pages_that_hold_each_once(TestDatabase database, Transport transport)
    {
        var (client, today) = await StartAsync(database, transport);
        var delta = await PartyAsync(client, PartyKind.Union, "Delta");
        int?[] dues = [5, null, -2, 5, null, 1];
        foreach (var (i, due) in dues.Index())
        {
            var step = Step(delta.Name);
            step.Matter = $"{Programme}/cases/sak-{i}";
            step.DueDate = due is { } days ? today.AddDays(days).ToDate() : null;
            await client.BatchCreateParticipationStepsAsync(new() { Parent = Programme, ParticipationSteps = { step } });
        }
        List<ParticipationStep> found = [];
        var request = new ListParticipationStepsRequest
        {
            Parent = Programme,
            Missing = true,
            PageSize = 2,
        };
        do
        {
            var page = await client.ListParticipationStepsAsync(request);
            found.AddRange(page.ParticipationSteps);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        Assert.Equal(6, found.DistinctBy(s => s.Name).Count());
        Assert.Equal(
            [-2, 1, 5, 5, null, null],
            found.Select(s => s.DueDate.ToDateOnly() is { } due ? due.DayNumber - today.DayNumber : (int?)null)
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Parties_speak_for_themselves_or_through_one_that_does(TestDatabase database, Transport transport)
    {
        var (client, today) = await StartAsync(database, transport);
        var union = await PartyAsync(client, PartyKind.Union, "Fagforbundet");
        var small = await PartyAsync(client, PartyKind.Union, "Fellesorganisasjonen", union.Name);

        async Task RefusedAsync(Party party, string field, string reason) =>
            Assert.Equal(
                [(field, reason)],
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () => await client.CreatePartyAsync(new() { Parent = Programme, Party = party })
                )
            );
        await RefusedAsync(
            new()
            {
                DisplayName = "Tekna",
                Kind = PartyKind.Union,
                SpokesParty = small.Name,
            },
            "party.spokes_party",
            "SPOKES_PARTY_SPOKEN_FOR"
        );
        await RefusedAsync(
            new()
            {
                DisplayName = "Verneombudet",
                Kind = PartyKind.SafetyService,
                Federation = "Unio",
            },
            "party.federation",
            "FEDERATION_OF_UNIONS_ONLY"
        );
        union.SpokesParty = small.Name;
        Assert.Equal(
            [("party.spokes_party", "SPOKES_PARTY_SPOKEN_FOR")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await client.UpdatePartyAsync(new() { Party = union })
            )
        );
        await Refusals.RefusedAsync(
            StatusCode.AlreadyExists,
            async () =>
                await client.CreatePartyAsync(
                    new()
                    {
                        Parent = Programme,
                        Party = new() { DisplayName = "Fagforbundet", Kind = PartyKind.Union },
                    }
                )
        );

        await HeardAsync(client, PartyKind.Union, "Fellesorganisasjonen", ParticipationForm.Heard, today);
        foreach (var used in (string[])[union.Name, small.Name])
        {
            Assert.Equal(
                [(used, "PARTY_IN_USE")],
                await Refusals.RefusedAsync(
                    StatusCode.FailedPrecondition,
                    async () => await client.DeletePartyAsync(new() { Name = used })
                )
            );
        }
        var unused = await PartyAsync(client, PartyKind.Other, "Pensjonistforeningen");
        await client.DeletePartyAsync(new() { Name = unused.Name, Etag = unused.Etag });
        Assert.Equal(2, (await client.ListPartiesAsync(new() { Parent = Programme })).Parties.Count);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_local_agreement_is_proposed_from_its_date_and_what_came_with_the_system_stays(
        TestDatabase database,
        Transport transport
    )
    {
        var (client, today) = await StartAsync(database, transport);
        await PartyAsync(client, PartyKind.Union, "Delta");
        var rule = await client.CreateParticipationRuleAsync(
            new()
            {
                Parent = Programme,
                ParticipationRule = new()
                {
                    MatterKind = MatterKind.Position,
                    PartyKind = PartyKind.Union,
                    Form = ParticipationForm.Agreed,
                    Source = "Omstillingsavtalen",
                    EffectDate = today.AddDays(10).ToDate(),
                },
            }
        );
        async Task<ParticipationForm> FormAsync(DateOnly day)
        {
            var proposed = await client.ProposeParticipationStepsAsync(
                new()
                {
                    Parent = Programme,
                    Matter = $"{Programme}/positionRequests/x",
                    Date = day.ToDate(),
                }
            );
            return Assert.Single(proposed.ParticipationSteps).Form;
        }
        Assert.Equal(ParticipationForm.Heard, await FormAsync(today.AddDays(9)));
        Assert.Equal(ParticipationForm.Agreed, await FormAsync(today.AddDays(10)));

        var rules = await client.ListParticipationRulesAsync(new() { Parent = Programme });
        Assert.Equal(today.AddDays(10), rules.NewestEffectDate.ToDateOnly());
        var builtIn = rules.ParticipationRules.First(r => r.BuiltIn);
        Assert.Equal(
            [(builtIn.Name, "RULE_BUILT_IN")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await client.DeleteParticipationRuleAsync(new() { Name = builtIn.Name })
            )
        );
        await client.DeleteParticipationRuleAsync(new() { Name = rule.Name });
        Assert.Equal(ParticipationForm.Heard, await FormAsync(today.AddDays(10)));
        Assert.Equal(
            [("participation_rule.end_date", "END_BEFORE_START")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                {
                    rule.EndDate = today.ToDate();
                    await client.CreateParticipationRuleAsync(new() { Parent = Programme, ParticipationRule = rule });
                }
            )
        );
    }

    private async Task<(Client Client, DateOnly Today)> StartAsync(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        await host.ProgrammeAsync("indre-ostfold", "a4");
        return (new(host.Invoker(transport)), host.Services.GetRequiredService<TimeProvider>().Today());
    }

    private static ParticipationStep Step(string party) =>
        new()
        {
            Matter = Mandate,
            Party = party,
            Form = ParticipationForm.Heard,
            Basis = "Lokal avtale",
        };

    private static async Task<ParticipationStep> StepAsync(Client client, Party party, DateOnly due)
    {
        var step = Step(party.Name);
        step.DueDate = due.ToDate();
        var created = await client.BatchCreateParticipationStepsAsync(
            new() { Parent = Programme, ParticipationSteps = { step } }
        );
        return Assert.Single(created.ParticipationSteps);
    }

    private static async Task<IReadOnlyList<ParticipationStep>> MissingAsync(Client client) =>
        (
            await client.ListParticipationStepsAsync(
                new()
                {
                    Parent = Programme,
                    Matter = Mandate,
                    Missing = true,
                }
            )
        ).ParticipationSteps;

    private static async Task<Party> PartyAsync(Client client, PartyKind kind, string displayName, string spokes = "") =>
        await client.CreatePartyAsync(
            new()
            {
                Parent = Programme,
                Party = new()
                {
                    DisplayName = displayName,
                    Kind = kind,
                    SpokesParty = spokes,
                },
            }
        );

    private static async Task<ParticipationRecord> HeardAsync(
        Client client,
        PartyKind kind,
        string party,
        ParticipationForm form,
        DateOnly day,
        string matter = Mandate
    ) =>
        await client.CreateParticipationRecordAsync(
            new()
            {
                Parent = Programme,
                ParticipationRecord = new()
                {
                    Matter = matter,
                    PartyKind = kind,
                    Party = party,
                    Representative = "Berit Solvang",
                    Form = form,
                    HeardDate = day.ToDate(),
                },
            }
        );
}
