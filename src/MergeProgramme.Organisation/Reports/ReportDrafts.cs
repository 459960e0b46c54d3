using System.Globalization;
using System.Resources;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation.Reports;

/// <summary>How a draft begins: with the figures, and with words that the writer can keep, change or throw away. Pure.</summary>
internal static class ReportDrafts
{
    private const int LongestText = 4000;

    private static readonly ResourceManager Words = new(typeof(Texts));

    /// <summary>The parts of a new report.</summary>
    /// <param name="previous">The last report of an earlier meeting; null for the first one.</param>
    /// <param name="corrected">The version that is corrected; null where none is.</param>
    /// <param name="culture">Language of the words that are proposed.</param>
    public static IEnumerable<ReportPart> Begin(
        string report,
        Report? previous,
        Report? corrected,
        ILookup<ReportPartKind, ReportFigure> figures,
        CultureInfo culture
    ) =>
        ReportRules.Parts.Select(p =>
        {
            var part = new ReportPart
            {
                Name = $"{report}/reportParts/{p.Id}",
                Kind = p.Kind,
                Figures = { figures[p.Kind] },
                Etag = Etags.New(),
            };
            if (Find(corrected, p.Kind) is { } wrong)
                (part.Status, part.Text) = (wrong.Status, wrong.Text);
            else if (!ReportRules.IsDimension(p.Kind))
                part.Text = Proposal(part.Figures, culture);
            return Compare(part, previous, corrected);
        });

    /// <summary>Puts beside a part what it is compared with.</summary>
    public static ReportPart Compare(ReportPart part, Report? previous, Report? corrected)
    {
        var unchanged = Find(corrected ?? previous, part.Kind);
        part.PreviousStatus = Find(previous, part.Kind)?.Status ?? ReportStatus.Unspecified;
        (part.UnchangedStatus, part.UnchangedText) = (unchanged?.Status ?? ReportStatus.Unspecified, unchanged?.Text ?? "");
        return ReportRules.Computed(part);
    }

    /// <summary>What the figures say, a line each.</summary>
    private static string Proposal(IEnumerable<ReportFigure> figures, CultureInfo culture)
    {
        var lines = figures.Select(f => $"– {FigureWords.Of(key => Words.GetString(key, culture), f, culture)}");
        var text = "";
        foreach (var line in lines)
        {
            if (text.Length + line.Length + 1 > LongestText)
                break;
            text += text.Length == 0 ? line : $"\n{line}";
        }
        return text;
    }

    private static ReportPart? Find(Report? report, ReportPartKind kind) => report?.Parts.FirstOrDefault(p => p.Kind == kind);
}
