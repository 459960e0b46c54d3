using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Localisation;
using MergeProgramme.Platform.Web;

namespace MergeProgramme.Mandates.ChangeRequests;

/// <summary>What a new version says of the changes that it carries out. Pure.</summary>
internal static class ChangeSummary
{
    // As Mandate.change_summary may be.
    private const int Longest = 4000;

    /// <summary>One line for each change, in the language of the documents: what, why, and who decided it when.</summary>
    public static string Of(IEnumerable<ChangeRequest> changes)
    {
        var text = string.Join(
            "\n",
            changes
                .OrderBy(one => one.Number)
                .Select(one =>
                {
                    var decision = one.Decisions[^1];
                    return Phrases.Of(
                        decision.CaseNumber.Length > 0 ? "Change.Summary.Case" : "Change.Summary",
                        Languages.Bokmal,
                        one.Number,
                        one.Title,
                        one.Reason.ReplaceLineEndings(" ").Trim(),
                        decision.BodyDisplayName,
                        Formats.Date(decision.DecisionDate, Languages.Bokmal),
                        decision.CaseNumber
                    );
                })
        );
        return text.Length <= Longest ? text : text[..(Longest - 1)].TrimEnd() + "…";
    }
}
