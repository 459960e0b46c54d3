using System.Globalization;
using System.Text;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Register;

/// <summary>Who may stand in the register twice. Pure.</summary>
internal static class Duplicates
{
    // Words that some write and others leave out.
    private static readonly HashSet<string> Left =
    [
        "AS",
        "ASA",
        "DA",
        "HF",
        "IKS",
        "KF",
        "KOMMUNE",
        "OG",
        "AND",
        "I",
        "FOR",
        "THE",
        "AV",
        "STAT",
    ];

    /// <summary>What two names of the same have in common: their words in capitals, in order of the alphabet, without marks and words of no weight.</summary>
    public static string KeyOf(string displayName)
    {
        var text = new StringBuilder();
        foreach (var c in displayName.ToUpperInvariant().Normalize(NormalizationForm.FormC))
            text.Append(char.IsLetterOrDigit(c) ? c : ' ');
        var words = text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var weighty = words.Where(w => !Left.Contains(w)).Order(StringComparer.Ordinal).ToList();
        // A name of such words alone is itself.
        IEnumerable<string> kept = weighty.Count > 0 ? weighty : words;
        return string.Join(' ', kept);
    }

    /// <summary>Those that have a key in common, at least two of each.</summary>
    public static IEnumerable<IReadOnlyList<Stakeholder>> Of(IEnumerable<Stakeholder> stakeholders) =>
        stakeholders
            .GroupBy(s => KeyOf(s.DisplayName), StringComparer.Ordinal)
            .Where(g => g.Key.Length > 0 && g.Count() > 1)
            .Select(g => g.ToList());
}
