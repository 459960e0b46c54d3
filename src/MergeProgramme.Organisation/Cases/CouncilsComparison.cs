using MergeProgramme.Organisation.Minutes;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Cases;

/// <summary>The same proposal in many councils: who has treated it, in which wording, and who has not. Pure.</summary>
internal static class CouncilsComparison
{
    /// <summary>Compares what each merging municipality's council and each joint committee made of a proposal.</summary>
    /// <param name="merging">The municipalities that merge, in the order to show them.</param>
    /// <param name="bodies">Those of the programme.</param>
    /// <returns>Nothing at all where no council has the case on its route.</returns>
    public static CompareCaseResponse Of(Case asked, IReadOnlyCollection<Municipality> merging, IReadOnlyCollection<Body> bodies)
    {
        var response = new CompareCaseResponse();
        var byName = bodies.ToDictionary(b => b.Name, StringComparer.Ordinal);
        // A body that has it twice: the last time counts.
        var last = asked
            .Treatments.GroupBy(t => t.Body, StringComparer.Ordinal)
            .ToDictionary(t => t.Key, t => t.MaxBy(one => (one.Stage, one.Number))!, StringComparer.Ordinal);
        var councils = merging.ToDictionary(
            m => m.Name,
            // A formannskap stands below its council, whose word counts.
            m => last.Keys.Select(b => byName[b]).Where(b => IsCouncilOf(b, m.Name)).MinBy(b => b.ParentBody.Length > 0),
            StringComparer.Ordinal
        );
        if (councils.Values.All(c => c is null))
            return response;
        foreach (var municipality in merging)
        {
            var row = Row(asked, councils[municipality.Name], last);
            row.Municipality = municipality.Name;
            row.MunicipalityDisplayName = municipality.DisplayName;
            response.Councils.Add(row);
        }
        response.Councils.AddRange(
            bodies.Where(b => b.Kind == BodyKind.JointCommittee).Select(committee => Row(asked, committee, last))
        );
        response.Remaining = response.Councils.Count(c => !DecisionRules.Concludes(c.Treatment?.Outcome ?? Outcome.Unspecified));
        response.AdoptedAlike = response.Councils.All(c => c is { SameWording: true, Treatment.Outcome: Outcome.Adopted });
        return response;
    }

    private static bool IsCouncilOf(Body body, string municipality) =>
        body.Kind == BodyKind.LineCouncil && body.Municipality == municipality;

    private static CouncilComparison Row(Case asked, Body? body, Dictionary<string, Treatment> treatments)
    {
        var row = new CouncilComparison { Body = body?.Name ?? "", BodyDisplayName = body?.DisplayName ?? "" };
        if (body is null || !treatments.TryGetValue(body.Name, out var treatment))
            return row;
        row.Treatment = treatment.Clone();
        if (treatment.Wording.Length == 0)
            return row;
        row.SameWording = WordDifference.Same(asked.Proposal, treatment.Wording);
        row.Changes.AddRange(WordDifference.Of(asked.Proposal, treatment.Wording));
        return row;
    }
}
