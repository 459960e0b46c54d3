using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Needs;

/// <summary>What a decided mandate says about buying.</summary>
internal static class NeedFromMandate
{
    // As need.description may be. The whole text stands in the mandate, which the need links to.
    private const int LongestDescription = 10000;

    /// <summary>
    /// The need that a mandate raises: one where it starts the concept phase and a section says that procurement is relevant; null
    /// otherwise. Its name, create time and etag are still to be given.
    /// </summary>
    public static Need? Of(Mandate mandate)
    {
        // The documents after the mandate repeat what it says, and so does a version of it that carries out changes.
        if (
            mandate.Decision?.Verdict != Verdict.Start
            || mandate.DocumentKind is not (DocumentKind.Unspecified or DocumentKind.Mandate)
            || mandate.ChangeRequests.Count > 0
        )
            return null;
        var relevant = mandate.Sections.Where(s => s.ProcurementRelevance == ProcurementRelevance.Yes).ToList();
        return relevant.Count == 0
            ? null
            : new Need
            {
                Title = mandate.Title,
                Description = Shortened(string.Join("\n\n", relevant.Select(s => s.Body.Trim()).Where(body => body.Length > 0))),
                State = NeedState.Raised,
                SubProject = ResourceNames.Parent(mandate.Name),
                SourceMandate = mandate.Name,
                SourceMandateTitle = mandate.Title,
            };
    }

    private static string Shortened(string text)
    {
        if (text.Length <= LongestDescription)
            return text;
        var end = text.LastIndexOfAny([' ', '\n'], LongestDescription - 2);
        // A text without a single space is cut where it must be, though not within a character.
        if (end <= 0)
            end = char.IsHighSurrogate(text[LongestDescription - 2]) ? LongestDescription - 2 : LongestDescription - 1;
        return text[..end] + "…";
    }
}
