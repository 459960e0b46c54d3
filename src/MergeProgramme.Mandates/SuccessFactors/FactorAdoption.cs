using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.SuccessFactors;

/// <summary>Which critical success factors of a document a register lacks. Pure.</summary>
internal static class FactorAdoption
{
    /// <summary>The factors of the document that the register has not, each once and in the document's order, and how many it has.</summary>
    /// <param name="known">The texts in the register.</param>
    /// <returns>Number in the document, from 1, and text.</returns>
    public static (IReadOnlyList<(int Number, string Text)> New, int Known) Of(Mandate document, IEnumerable<string> known)
    {
        var there = known.Select(Plain).ToHashSet(StringComparer.OrdinalIgnoreCase);
        List<(int Number, string Text)> stated =
        [
            .. document
                .Sections.SelectMany(s => s.SuccessFactors)
                .Select((f, i) => (Number: i + 1, f.Text))
                .DistinctBy(f => Plain(f.Text), StringComparer.OrdinalIgnoreCase),
        ];
        List<(int Number, string Text)> lacking = [.. stated.Where(f => !there.Contains(Plain(f.Text)))];
        return (lacking, stated.Count - lacking.Count);
    }

    // A full stop or a line break more does not make it another factor.
    private static string Plain(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
}
