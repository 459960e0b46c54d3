using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.CoDetermination;

/// <summary>What holds between the parties of a programme. Pure.</summary>
internal static class PartyRules
{
    /// <summary>What is wrong with a party as it is to be.</summary>
    /// <param name="party">With its name; of a new one the name that it will have.</param>
    /// <param name="all">The programme's parties as they stand.</param>
    public static IEnumerable<Violation> Check(Party party, IReadOnlyCollection<Party> all)
    {
        if (party.Federation.Length > 0 && party.Kind != PartyKind.Union)
            yield return new("party.federation", "FEDERATION_OF_UNIONS_ONLY");
        if (party.SpokesParty.Length == 0)
            yield break;
        if (party.SpokesParty == party.Name)
            yield return new("party.spokes_party", "SPOKES_PARTY_ITSELF");
        else if (all.FirstOrDefault(p => p.Name == party.SpokesParty) is not { } spokes)
            yield return new("party.spokes_party", "REFERENCE_NOT_FOUND", party.SpokesParty);
        else if (spokes.SpokesParty.Length > 0)
            yield return new("party.spokes_party", "SPOKES_PARTY_SPOKEN_FOR", spokes.DisplayName);
        else if (all.FirstOrDefault(p => p.SpokesParty == party.Name) is { } other)
            yield return new("party.spokes_party", "PARTY_SPEAKS_FOR_OTHERS", party.DisplayName, other.DisplayName);
    }
}
