using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Stakeholders.Tests.Gaps;

[Collection("hosts")]
public sealed class HearingGapTests
{
    private const string Mandate = $"{Office.SubProject}/mandates/1";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task What_is_missing_is_listed_until_it_is_there(TestDatabase database, Transport transport)
    {
        await using var it = await Office.OpenAsync(database, transport);
        var union = await PartyAsync(PartyKind.Union, "Fagforbundet");
        var request = new ListHearingGapsRequest
        {
            Parent = Office.Programme,
            SubProject = Office.SubProject,
            Matter = Mandate,
        };
        // The rules of 2018: unions, the safety service and the committee of the act of 1992.
        Assert.Equal(
            [
                (HearingGapKind.StepNotSetUp, Mandate, true),
                (HearingGapKind.StepNotSetUp, Mandate, true),
                (HearingGapKind.StepNotSetUp, Mandate, true),
                (HearingGapKind.StakeholderNeverHeard, it.Union, false),
                (HearingGapKind.StakeholderNeverHeard, it.Patients, false),
                (HearingGapKind.StakeholderNeverHeard, it.Hospital, false),
            ],
            await GapsAsync()
        );

        await PartyAsync(PartyKind.SafetyService, "Hovedverneombudet");
        await PartyAsync(PartyKind.EmployeeManagementCommittee, "Partssammensatt utvalg");
        var proposed = await it.Client.ProposeParticipationStepsAsync(new() { Parent = Office.Programme, Matter = Mandate });
        var steps = (
            await it.Client.BatchCreateParticipationStepsAsync(
                new() { Parent = Office.Programme, ParticipationSteps = { proposed.ParticipationSteps } }
            )
        ).ParticipationSteps;
        Assert.Equal(3, (await GapsAsync()).Count(g => g.Kind == HearingGapKind.StepMissing));
        foreach (var step in steps.Where(s => s.Party != union.Name))
            await it.Client.WaiveParticipationStepAsync(
                new()
                {
                    Name = step.Name,
                    Reason = "Ønsket det ikke.",
                    Etag = step.Etag,
                }
            );
        await it.Client.CreateParticipationRecordAsync(
            new()
            {
                Parent = Office.Programme,
                ParticipationRecord = new()
                {
                    Matter = Mandate,
                    PartyKind = PartyKind.Union,
                    Party = "Fagforbundet",
                    Representative = "Oddvar Myrland",
                    Form = ParticipationForm.Heard,
                    HeardDate = it.Day(-2),
                },
            }
        );
        await it.MetAsync(-70, it.Hospital, it.Union);
        var met = await it.MetAsync(-61, it.Patients);
        var said = await it.SaidAsync(it.Patients, -61, i => i.Engagement = met.Name);
        var consultation = await it.OpenedAsync();
        var late = await it.Client.CreateCommunicationItemAsync(
            new()
            {
                Parent = Office.Programme,
                CommunicationItem = new()
                {
                    Title = "Allmøte",
                    Stakeholders = { it.Union },
                    Message = "Hva skjer nå",
                    Channel = "Møte",
                    Responsible = "Prosjektleder",
                    Frequency = CommunicationFrequency.Once,
                    StartDate = it.Day(-1),
                },
            }
        );
        // The patients are to be kept informed, not managed closely: that they are silent is no gap.
        Assert.Equal(
            [
                (HearingGapKind.StakeholderSilent, it.Union, false),
                (HearingGapKind.StakeholderSilent, it.Hospital, false),
                (HearingGapKind.InputPending, said.Name, false),
                (HearingGapKind.ConsultationNotConcluded, consultation.Name, false),
                (HearingGapKind.CommunicationOverdue, late.Name, false),
            ],
            await GapsAsync()
        );
        said = await it.AnswerAsync(said);
        Assert.Contains((HearingGapKind.InputUntold, said.Name, false), await GapsAsync());
        Assert.DoesNotContain((HearingGapKind.InputPending, said.Name, false), await GapsAsync());
        var texts = (await it.Client.ListHearingGapsAsync(request)).HearingGaps.Select(g => g.Message);
        Assert.Contains("Fagforbundet er ikke hørt på 70 dager, sist 28.11.2017", texts);

        request.SubProject = "programmes/bodo/subProjects/pfv2";
        Assert.Equal(
            [("sub_project", "OTHER_PROGRAMME")],
            await Refusals.RefusedAsync(Grpc.Core.StatusCode.InvalidArgument, () => GapsAsync())
        );

        async Task<List<(HearingGapKind Kind, string Subject, bool Required)>> GapsAsync() =>
            [.. (await it.Client.ListHearingGapsAsync(request)).HearingGaps.Select(g => (g.Kind, g.Subject, g.Required))];

        async Task<Party> PartyAsync(PartyKind kind, string displayName) =>
            await it.Client.CreatePartyAsync(
                new()
                {
                    Parent = Office.Programme,
                    Party = new() { DisplayName = displayName, Kind = kind },
                }
            );
    }
}
