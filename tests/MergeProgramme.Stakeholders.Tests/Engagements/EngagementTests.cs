using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Stakeholders.Tests.Engagements;

[Collection("hosts")]
public sealed class EngagementTests
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task What_is_logged_is_read_listed_changed_and_taken_back(TestDatabase database, Transport transport)
    {
        await using var it = await Office.OpenAsync(database, transport);
        var older = await it.MetAsync(-10, it.Hospital);
        var met = await it.MetAsync(-3, it.Hospital, it.Patients);
        Assert.Equal([it.Hospital, it.Patients], met.Stakeholders);
        Assert.Equal(met, await it.Client.GetEngagementAsync(new() { Name = met.Name }));
        Assert.Equal([met, older], (await it.Client.ListEngagementsAsync(new() { Parent = Office.Programme })).Engagements);
        Assert.Equal(
            [met],
            (
                await it.Client.ListEngagementsAsync(
                    new()
                    {
                        Parent = Office.Programme,
                        Stakeholder = it.Patients,
                        SubProject = Office.SubProject,
                    }
                )
            ).Engagements
        );
        var first = await it.Client.ListEngagementsAsync(new() { Parent = Office.Programme, PageSize = 1 });
        var second = await it.Client.ListEngagementsAsync(
            new()
            {
                Parent = Office.Programme,
                PageSize = 1,
                PageToken = first.NextPageToken,
            }
        );
        Assert.Equal([met, older], first.Engagements.Concat(second.Engagements));
        Assert.Empty(second.NextPageToken);

        var changed = await it.Client.UpdateEngagementAsync(
            new()
            {
                Engagement = new()
                {
                    Name = met.Name,
                    Stakeholders = { it.Union },
                    Etag = met.Etag,
                },
                UpdateMask = new FieldMask { Paths = { "stakeholders" } },
            }
        );
        var expected = met.Clone();
        expected.Stakeholders.Clear();
        expected.Stakeholders.Add(it.Union);
        expected.Etag = changed.Etag;
        Assert.Equal(expected, changed);
        Assert.Equal(
            [("etag", "ETAG_MISMATCH")],
            await Refusals.RefusedAsync(
                StatusCode.Aborted,
                async () => await it.Client.UpdateEngagementAsync(new() { Engagement = met })
            )
        );

        await it.Client.DeleteEngagementAsync(new() { Name = changed.Name, Etag = changed.Etag });
        Assert.Equal([older], (await it.Client.ListEngagementsAsync(new() { Parent = Office.Programme })).Engagements);
        Assert.Equal(
            ["stakeholders.engagement.deleted", "stakeholders.engagement.updated", "stakeholders.engagement.created"],
            (await it.Client.ListEventsAsync(new() { Subject = met.Name })).Events.Select(e => e.Type)
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_cannot_be_is_refused_at_its_field(TestDatabase database, Transport transport)
    {
        await using var it = await Office.OpenAsync(database, transport);
        Assert.Equal(
            [("engagement.stakeholders", "REQUIRED")],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => it.MetAsync(-1))
        );
        Assert.Equal(
            [("engagement.date", "ENGAGEMENT_IN_FUTURE")],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => it.MetAsync(1, it.Hospital))
        );
        Assert.Equal(
            [
                ("engagement.stakeholders[1]", "REPEATED"),
                ("engagement.stakeholders[2]", "NOT_FOUND"),
                ("engagement.stakeholders[3]", "OTHER_PROGRAMME"),
            ],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                () =>
                    it.MetAsync(
                        -1,
                        it.Hospital,
                        it.Hospital,
                        $"{Office.Programme}/stakeholders/ingen",
                        "programmes/bodo/stakeholders/noen"
                    )
            )
        );

        // Whoever is in the log stays in the register.
        var met = await it.MetAsync(-1, it.Hospital);
        var hospital = await it.Client.GetStakeholderAsync(new() { Name = it.Hospital });
        Assert.Equal(
            [(it.Hospital, "STAKEHOLDER_IN_USE")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Client.DeleteStakeholderAsync(new() { Name = hospital.Name, Etag = hospital.Etag })
            )
        );
        await it.SaidAsync(it.Hospital, -1, i => i.Engagement = met.Name);
        Assert.Equal(
            [(met.Name, "ENGAGEMENT_HAS_INPUTS")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Client.DeleteEngagementAsync(new() { Name = met.Name, Etag = met.Etag })
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Each_input_gets_an_answer_and_its_giver_is_told(TestDatabase database, Transport transport)
    {
        await using var it = await Office.OpenAsync(database, transport);
        var met = await it.MetAsync(-3, it.Hospital);
        var said = await it.SaidAsync(it.Hospital, -3, i => i.Engagement = met.Name);
        Assert.Equal((InputState.Pending, "Sykehuset Østfold"), (said.State, said.StakeholderDisplayName));
        var pending = new ListInputsRequest { Parent = Office.Programme, Pending = true };
        Assert.Equal([said], (await it.Client.ListInputsAsync(pending)).Inputs);

        said = await it.Client.UpdateInputAsync(
            new()
            {
                Input = new()
                {
                    Name = said.Name,
                    Text = "Vi trenger to epikriser.",
                    Etag = said.Etag,
                },
                UpdateMask = new FieldMask { Paths = { "text" } },
            }
        );
        Assert.Equal(
            [(said.Name, "INPUT_NOT_ANSWERED")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, () => TellAsync(said, 0))
        );
        Assert.Equal(
            [("answer_place", "ANSWER_PLACE_MISSING")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await it.Client.AnswerInputAsync(
                        new()
                        {
                            Name = said.Name,
                            State = InputState.TakenIn,
                            Answer = "Ja.",
                            Etag = said.Etag,
                        }
                    )
            )
        );
        Assert.Equal(
            [("state", "ANSWER_STATE")],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => it.AnswerAsync(said, InputState.Pending))
        );

        var answered = await it.AnswerAsync(said);
        Assert.Equal((InputState.TakenIn, it.Day()), (answered.State, answered.AnswerDate));
        Assert.Empty((await it.Client.ListInputsAsync(pending)).Inputs);
        Assert.Equal([answered], (await it.Client.ListInputsAsync(new() { Parent = Office.Programme, Untold = true })).Inputs);
        Assert.Equal(
            [(said.Name, "INPUT_ANSWERED")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Client.UpdateInputAsync(new() { Input = answered })
            )
        );
        // It can be answered anew until the giver is told: no place where nothing was taken in.
        answered = await it.AnswerAsync(answered, InputState.Rejected);
        Assert.Equal((InputState.Rejected, ""), (answered.State, answered.AnswerPlace));
        Assert.Equal(
            [("tell_date", "DATE_IN_FUTURE")],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => TellAsync(answered, 1))
        );
        Assert.Equal(
            [("tell_date", "TOLD_BEFORE_ANSWER")],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => TellAsync(answered, -1))
        );
        var told = await TellAsync(answered, 0);
        Assert.Equal((it.Day(), "brev"), (told.TellDate, told.TellChannel));
        Assert.Equal(told, await it.Client.GetInputAsync(new() { Name = told.Name }));
        Assert.Equal(
            [(told.Name, "INPUT_TOLD")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, () => it.AnswerAsync(told))
        );
        Assert.Equal(
            [(told.Name, "INPUT_ANSWERED")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Client.DeleteInputAsync(new() { Name = told.Name, Etag = told.Etag })
            )
        );

        async Task<Input> TellAsync(Input input, int day) =>
            await it.Client.TellInputAsync(
                new()
                {
                    Name = input.Name,
                    TellDate = it.Day(day),
                    TellChannel = "brev",
                    Etag = input.Etag,
                }
            );
    }

    [Theory, MemberData(nameof(All))]
    public async Task It_is_counted_who_was_heard_answered_and_silent(TestDatabase database, Transport transport)
    {
        await using var it = await Office.OpenAsync(database, transport);
        await it.MetAsync(-70, it.Union);
        await it.MetAsync(-5, it.Hospital);
        await it.AnswerAsync(await it.SaidAsync(it.Hospital, -5));
        await it.AnswerAsync(await it.SaidAsync(it.Hospital, -20));
        await it.SaidAsync(it.Hospital, -20);
        await it.SaidAsync(it.Hospital, -2);

        var counted = await it.Client.GetEngagementStatisticsAsync(
            new() { Parent = Office.Programme, SubProject = Office.SubProject }
        );
        Assert.Equal((14, 60), (counted.AnswerDays, counted.SilentDays));
        Assert.Equal(
            [
                new EngagementGroup
                {
                    Kind = StakeholderKind.Organisation,
                    StakeholderCount = 2,
                    HeardCount = 2,
                    InputCount = 4,
                    AnsweredCount = 2,
                    InTimeCount = 1,
                    LateCount = 1,
                },
                new EngagementGroup { Kind = StakeholderKind.Group, StakeholderCount = 1 },
            ],
            counted.Groups
        );
        Assert.Equal(
            [
                new StakeholderContact { Stakeholder = it.Patients, DisplayName = "Pårørende" },
                new StakeholderContact
                {
                    Stakeholder = it.Union,
                    DisplayName = "Fagforbundet",
                    LastDate = it.Day(-70),
                    Days = 70,
                },
            ],
            counted.SilentStakeholders
        );
        Assert.Equal(
            ["Pårørende"],
            (
                await it.Client.GetEngagementStatisticsAsync(new() { Parent = Office.Programme, SilentDays = 70 })
            ).SilentStakeholders.Select(s => s.DisplayName)
        );
    }
}
