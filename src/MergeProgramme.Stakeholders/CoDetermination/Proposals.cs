using MergeProgramme.Platform.Calendar;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.CoDetermination;

/// <summary>Which steps the rules ask for in a matter. Pure.</summary>
internal static class Proposals
{
    /// <summary>Whether a rule holds on a day.</summary>
    public static bool InEffect(ParticipationRule rule, DateOnly day) =>
        rule.EffectDate.ToDateOnly() <= day && (rule.EndDate.ToDateOnly() ?? DateOnly.MaxValue) >= day;

    /// <summary>
    /// A step for every registered party of a kind that a rule in effect asks for and that has none yet: as far as the strictest rule says, on
    /// the ground of all of them.
    /// </summary>
    /// <param name="matter">Resource name.</param>
    /// <param name="taken">Parties that have a step in the matter.</param>
    /// <param name="day">The day whose rules count.</param>
    public static ProposeParticipationStepsResponse Of(
        string matter,
        IEnumerable<ParticipationRule> rules,
        IReadOnlyCollection<Party> parties,
        IReadOnlySet<string> taken,
        DateOnly day
    )
    {
        var kind = MatterKinds.Of(matter);
        var response = new ProposeParticipationStepsResponse();
        foreach (
            var asked in rules
                .Where(r => r.MatterKind == kind && InEffect(r, day))
                .GroupBy(r => r.PartyKind)
                .OrderBy(asked => asked.Key)
        )
        {
            var those = parties.Where(p => p.Kind == asked.Key).ToList();
            if (those.Count == 0)
                response.MissingPartyKinds.Add(asked.Key);
            foreach (var party in those.Where(p => !taken.Contains(p.Name)))
            {
                response.ParticipationSteps.Add(
                    new ParticipationStep
                    {
                        Matter = matter,
                        Party = party.Name,
                        PartyDisplayName = party.DisplayName,
                        PartyKind = party.Kind,
                        Form = asked.Max(r => r.Form),
                        Basis = Basis(asked.Select(r => r.Source)),
                    }
                );
            }
        }
        return response;
    }

    // A step's basis holds 500 characters; what does not fit is left to the list of rules.
    private static string Basis(IEnumerable<string> sources)
    {
        const int Longest = 500;
        var basis = "";
        foreach (var source in sources.Distinct(StringComparer.Ordinal))
        {
            var longer = basis.Length == 0 ? source : $"{basis}; {source}";
            if (longer.Length <= Longest)
                basis = longer;
        }
        return basis;
    }
}
