using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;
using static MergeProgramme.Mandates.Tests.SampleMandates;

namespace MergeProgramme.Mandates.Tests.Deliverables;

[Collection("hosts")]
public sealed class DeliverableTests(SharedHosts hosts)
{
    private const string Group = "programmes/indre-ostfold/bodies/styringsgruppe-a4";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task An_item_is_answered_handed_in_returned_handed_in_again_and_accepted(
        TestDatabase database,
        Transport transport
    )
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        await it.DecideReadyAsync();
        var made = await it.Mandates.CreateDeliverableAsync(
            new() { Parent = SampleMandates.SubProject, Deliverable = New(new AnsweredItem { Mandate = Name, Number = 1 }) }
        );
        Assert.Equal(
            (DeliverableState.Planned, "Utrede og anbefale konsept", "Arne Bakke"),
            (made.State, made.AnsweredItems[0].Text, made.ResponsibleDisplayName)
        );
        Assert.Equal($"{SampleMandates.SubProject}/deliverables/konseptrapport", made.Name);
        Assert.Equal(made, await GetAsync(it, made.Name));
        var coverage = await it.Mandates.CheckItemCoverageAsync(new() { Name = Name });
        Assert.Equal(
            [(1, ItemStanding.Late, 1), (2, ItemStanding.Unanswered, 0)],
            coverage.Items.Select(item => (item.Number, item.Standing, item.Deliverables.Count))
        );
        var summary = Assert.Single((await it.Mandates.SummariseDeliverablesAsync(new() { Parent = AllOf })).Summaries);
        Assert.Equal(
            new DeliverableSummary
            {
                SubProject = SampleMandates.SubProject,
                Mandate = Name,
                ItemCount = 2,
                UnansweredItemCount = 1,
                DeliverableCount = 1,
                LateCount = 1,
            },
            summary
        );

        var started = await it.Mandates.StartDeliverableAsync(new() { Name = made.Name, Etag = made.Etag });
        var handedIn = await it.Mandates.HandInDeliverableAsync(HandIn(started, 5));
        Assert.Equal(
            [(made.Name, "DELIVERABLE_WAITING")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Mandates.HandInDeliverableAsync(HandIn(handedIn, 6))
            )
        );
        var returned = await it.Mandates.AnswerDeliverableAsync(
            Answer(
                handedIn,
                DeliverableVerdict.Returned,
                8,
                asked => (asked.Wording, asked.NextDueDate) = ("Kostnadene mangler.", Day(2018, 4, 1))
            )
        );
        Assert.Equal((DeliverableState.Returned, Day(2018, 4, 1)), (returned.State, returned.DueDate));
        Assert.Equal(returned, await GetAsync(it, made.Name));
        var again = await it.Mandates.HandInDeliverableAsync(HandIn(returned, 9));
        Assert.Equal(
            [made.Name],
            (
                await it.Mandates.ListDeliverablesAsync(new() { Parent = AllOf, State = DeliverableState.HandedIn })
            ).Deliverables.Select(one => one.Name)
        );
        Assert.Empty(
            (await it.Mandates.ListDeliverablesAsync(new() { Parent = SampleMandates.SubProject, LateOnly = true })).Deliverables
        );
        var accepted = await it.Mandates.AnswerDeliverableAsync(Answer(again, DeliverableVerdict.Accepted, 12));
        Assert.Equal([DeliverableVerdict.Returned, DeliverableVerdict.Accepted], accepted.HandIns.Select(one => one.Verdict));
        Assert.Equal(accepted, await GetAsync(it, made.Name));
        Assert.Equal(ItemStanding.Accepted, (await it.Mandates.CheckItemCoverageAsync(new() { Name = Name })).Items[0].Standing);
        Assert.Equal(
            [
                "mandates.deliverable.created",
                "mandates.deliverable.started",
                "mandates.deliverable.handedIn",
                "mandates.deliverable.returned",
                "mandates.deliverable.handedIn",
                "mandates.deliverable.accepted",
            ],
            (await it.EventsAsync())[^6..]
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task One_is_made_for_each_item_that_nothing_answers(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        await it.DecideReadyAsync();
        CreateDeliverablesForItemsRequest Ask(params int[] numbers) =>
            new()
            {
                Parent = SampleMandates.SubProject,
                Mandate = Name,
                Numbers = { numbers },
                Responsible = A4Programme.Arne,
                DueDate = Day(2018, 3, 1),
            };
        var preview = Ask();
        preview.ValidateOnly = true;
        var shown = await it.Mandates.CreateDeliverablesForItemsAsync(preview);
        Assert.Equal(2, shown.Deliverables.Count);
        Assert.Empty((await it.Mandates.ListDeliverablesAsync(new() { Parent = SampleMandates.SubProject })).Deliverables);

        var second = await it.Mandates.CreateDeliverablesForItemsAsync(Ask(2));
        Assert.Equal("Lokalisering og bruk av bygg i de fem kommunene", Assert.Single(second.Deliverables).Title);
        Assert.Equal(
            [("numbers[0]", "ITEM_ANSWERED_ALREADY"), ("numbers[1]", "ITEM_UNKNOWN")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.Mandates.CreateDeliverablesForItemsAsync(Ask(2, 7))
            )
        );
        var rest = await it.Mandates.CreateDeliverablesForItemsAsync(Ask());
        Assert.Equal([1], rest.Deliverables.Select(one => one.AnsweredItems[0].Number));
        Assert.Equal(
            [(Name, "NO_ITEM_UNANSWERED")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Mandates.CreateDeliverablesForItemsAsync(Ask())
            )
        );
        foreach (var one in rest.Deliverables)
            Assert.Equal(one, await GetAsync(it, one.Name));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Only_items_of_own_approved_documents_are_answered_by_known_persons_and_bodies(
        TestDatabase database,
        Transport transport
    )
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var submitted = await it.SubmitReadyAsync();
        async Task<(string, string)[]> RefusedAsync(StatusCode code, Action<Deliverable> change)
        {
            var asked = New(new AnsweredItem { Mandate = Name, Number = 1 });
            change(asked);
            return
            [
                .. await Refusals.RefusedAsync(
                    code,
                    async () =>
                        await it.Mandates.CreateDeliverableAsync(
                            new() { Parent = SampleMandates.SubProject, Deliverable = asked }
                        )
                ),
            ];
        }
        Assert.Equal(
            [(Name, "DOCUMENT_NOT_YET_APPROVED")],
            await RefusedAsync(StatusCode.FailedPrecondition, asked => asked.Title = "For tidlig")
        );
        await it.Mandates.DecideMandateAsync(A4Programme.Decide(submitted));
        Assert.Equal(
            [("deliverable.answered_items[0].number", "ITEM_UNKNOWN")],
            await RefusedAsync(StatusCode.InvalidArgument, asked => asked.AnsweredItems[0].Number = 3)
        );
        Assert.Equal(
            [("deliverable.answered_items[1].number", "ITEM_TWICE")],
            await RefusedAsync(StatusCode.InvalidArgument, asked => asked.AnsweredItems.Add(asked.AnsweredItems[0].Clone()))
        );
        Assert.Equal(
            [("deliverable.answered_items[0].mandate", "DOCUMENT_OF_OTHER_SUB_PROJECT")],
            await RefusedAsync(
                StatusCode.InvalidArgument,
                asked => asked.AnsweredItems[0].Mandate = $"{A4Programme.Programme}/subProjects/a2/mandates/1"
            )
        );
        Assert.Equal(
            [("deliverable.due_date", "DUE_BEFORE_DECISION")],
            await RefusedAsync(StatusCode.InvalidArgument, asked => asked.DueDate = Day(2017, 12, 12))
        );
        Assert.Equal(
            [("deliverable.responsible", "PERSON_UNKNOWN")],
            await RefusedAsync(StatusCode.InvalidArgument, asked => asked.Responsible = $"{A4Programme.Programme}/persons/ingen")
        );

        var made = await it.Mandates.CreateDeliverableAsync(
            new() { Parent = SampleMandates.SubProject, Deliverable = New(new AnsweredItem { Mandate = Name, Number = 1 }) }
        );
        var handedIn = await it.Mandates.HandInDeliverableAsync(HandIn(made, 5));
        Assert.Equal(
            [("body", "BODY_UNKNOWN")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await it.Mandates.AnswerDeliverableAsync(
                        Answer(
                            handedIn,
                            DeliverableVerdict.Accepted,
                            8,
                            asked => asked.Body = $"{A4Programme.Programme}/bodies/ingen"
                        )
                    )
            )
        );
        var reference = await it.Organisation.CreateBodyAsync(
            new()
            {
                Parent = A4Programme.Programme,
                BodyId = "referansegruppe",
                Body = new()
                {
                    DisplayName = "Referansegruppen",
                    Kind = BodyKind.ReferenceGroup,
                    Authority = BodyAuthority.Advisory,
                },
            }
        );
        Assert.Equal(
            [(reference.Name, "BODY_ADVISORY")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () =>
                    await it.Mandates.AnswerDeliverableAsync(
                        Answer(handedIn, DeliverableVerdict.Accepted, 8, asked => asked.Body = reference.Name)
                    )
            )
        );
        // Two at once: who has not seen the other's answer is refused.
        await it.Mandates.AnswerDeliverableAsync(Answer(handedIn, DeliverableVerdict.Accepted, 8));
        Assert.Equal(
            StatusCode.Aborted,
            (
                await Assert.ThrowsAsync<RpcException>(async () =>
                    await it.Mandates.AnswerDeliverableAsync(Answer(handedIn, DeliverableVerdict.Accepted, 8))
                )
            ).StatusCode
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_planned_one_is_changed_and_thrown_away(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        await it.DecideReadyAsync();
        var made = await it.Mandates.CreateDeliverableAsync(new() { Parent = SampleMandates.SubProject, Deliverable = New() });
        var changed = made.Clone();
        (changed.Responsible, changed.DueDate, changed.State) = (A4Programme.Mona, Day(2018, 5, 1), DeliverableState.Accepted);
        changed.AnsweredItems.Add(new AnsweredItem { Mandate = Name, Number = 2 });
        changed = await it.Mandates.UpdateDeliverableAsync(new() { Deliverable = changed });
        Assert.Equal(
            ("Mona Lie", DeliverableState.Planned, "Lokalisering og bruk av bygg i de fem kommunene"),
            (changed.ResponsibleDisplayName, changed.State, changed.AnsweredItems[0].Text)
        );
        Assert.Equal(changed, await GetAsync(it, made.Name));
        Assert.Equal(
            StatusCode.Aborted,
            (
                await Assert.ThrowsAsync<RpcException>(async () =>
                    await it.Mandates.DeleteDeliverableAsync(new() { Name = made.Name, Etag = made.Etag })
                )
            ).StatusCode
        );
        await it.Mandates.DeleteDeliverableAsync(new() { Name = made.Name, Etag = changed.Etag });
        Assert.Equal(
            StatusCode.NotFound,
            (await Assert.ThrowsAsync<RpcException>(async () => await GetAsync(it, made.Name))).StatusCode
        );
    }

    private const string AllOf = $"{A4Programme.Programme}/subProjects/-";

    private static Deliverable New(params AnsweredItem[] items) =>
        new()
        {
            Title = "Konseptrapport",
            Responsible = A4Programme.Arne,
            DueDate = Day(2018, 3, 1),
            AnsweredItems = { items },
        };

    private static HandInDeliverableRequest HandIn(Deliverable current, int day) =>
        new()
        {
            Name = current.Name,
            Etag = current.Etag,
            HandInDate = Day(2018, 3, day),
            Reference = "2017/6984-12",
        };

    private static AnswerDeliverableRequest Answer(
        Deliverable current,
        DeliverableVerdict verdict,
        int day,
        Action<AnswerDeliverableRequest>? change = null
    )
    {
        var request = new AnswerDeliverableRequest
        {
            Name = current.Name,
            Etag = current.Etag,
            Verdict = verdict,
            Body = Group,
            AnswerDate = Day(2018, 3, day),
            CaseNumber = "13/15",
        };
        change?.Invoke(request);
        return request;
    }

    private static async Task<Deliverable> GetAsync(A4Programme it, string name) =>
        await it.Mandates.GetDeliverableAsync(new() { Name = name });
}
