using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Host.Demo;

/// <summary>Who must be informed, heard or agree: over the mandates, and what is still missing of it.</summary>
internal static partial class IndreOstfoldSample
{
    /// <summary>The parties: those without a representative of their own are spoken for.</summary>
    private static async Task PartiesAsync(SampleWriter w)
    {
        var municipal = await PartyAsync(w, PartyKind.Union, Union, "LO Kommune", "Oddvar Myrland");
        await PartyAsync(w, PartyKind.Union, "Fellesorganisasjonen", "LO Kommune", spokes: municipal);
        await PartyAsync(w, PartyKind.Union, "Norsk Sykepleierforbund", "Unio", "Unni Grimsrudhaug");
        await PartyAsync(w, PartyKind.Union, "Delta", "YS Kommune", "Kåre Sletnerhagen");
        await PartyAsync(w, PartyKind.SafetyService, "Hovedverneombudet", representative: "Leif Tangerud");
        await PartyAsync(w, PartyKind.EmployeeManagementCommittee, "Partssammensatt utvalg");
    }

    /// <summary>What the rules propose for a mandate. The committee should have been heard already.</summary>
    private static async Task StepsAsync(SampleWriter w, string mandate, Google.Type.Date due, Google.Type.Date lateForCommittee)
    {
        var proposed = await w.Stakeholders.ProposeParticipationStepsAsync(new() { Parent = w.Programme, Matter = mandate });
        foreach (var step in proposed.ParticipationSteps)
            step.DueDate = step.PartyKind == PartyKind.EmployeeManagementCommittee ? lateForCommittee : due;
        await w.Stakeholders.BatchCreateParticipationStepsAsync(
            new() { Parent = w.Programme, ParticipationSteps = { proposed.ParticipationSteps } }
        );
    }

    private static async Task<string> PartyAsync(
        SampleWriter w,
        PartyKind kind,
        string displayName,
        string federation = "",
        string representative = "",
        string spokes = ""
    ) =>
        (
            await w.Stakeholders.CreatePartyAsync(
                new()
                {
                    Parent = w.Programme,
                    Party = new()
                    {
                        DisplayName = displayName,
                        Kind = kind,
                        Federation = federation,
                        Representative = representative,
                        SpokesParty = spokes,
                    },
                }
            )
        ).Name;
}
