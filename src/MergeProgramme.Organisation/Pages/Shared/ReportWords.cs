using System.Globalization;
using MergeProgramme.Organisation.Reports;
using MergeProgramme.Organisation.V1;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Organisation.Pages.Shared;

/// <summary>How reports are shown: colours and words.</summary>
internal static class ReportWords
{
    /// <summary>The colour of a state's tag.</summary>
    public static string Color(ReportingState state) =>
        state switch
        {
            ReportingState.Due => "info",
            ReportingState.Late => "warning",
            ReportingState.Missing => "danger",
            ReportingState.Delivered => "success",
            ReportingState.DeliveredLate => "success",
            _ => "neutral",
        };

    /// <summary>The colour of a status's tag.</summary>
    public static string Color(ReportStatus status) =>
        status switch
        {
            ReportStatus.Green => "success",
            ReportStatus.Yellow => "warning",
            ReportStatus.Red => "danger",
            _ => "neutral",
        };

    /// <summary>The arrow of a trend; empty where there is nothing to compare with.</summary>
    public static string Arrow(ReportTrend trend) =>
        trend switch
        {
            ReportTrend.Better => "↗",
            ReportTrend.Same => "→",
            ReportTrend.Worse => "↘",
            _ => "",
        };

    /// <summary>A figure as a sentence in the reader's language.</summary>
    public static string Figure(IStringLocalizer texts, ReportFigure figure) =>
        FigureWords.Of(
            key => texts[key] is { ResourceNotFound: false } found ? found.Value : null,
            figure,
            CultureInfo.CurrentUICulture
        );

    /// <summary>"1 dag", "5 dager".</summary>
    public static string Days(IStringLocalizer texts, int days) => texts[days == 1 ? "DayCount.1" : "DayCount", days];

    /// <summary>The last part of a part's name: <c>time</c>, <c>cost</c> …</summary>
    public static string IdOf(ReportPartKind kind) => ReportRules.Parts.First(p => p.Kind == kind).Id;

    /// <summary>Whether a part has a status.</summary>
    public static bool IsDimension(ReportPart part) => ReportRules.IsDimension(part.Kind);

    /// <summary>How many parts of a draft are not ready.</summary>
    public static int Unready(Report report) => report.Parts.Count(p => p.Lack != ReportPartLack.Unspecified);
}
