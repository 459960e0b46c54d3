using System.Globalization;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;

namespace MergeProgramme.Organisation.Reports;

/// <summary>A figure as a sentence, in the reader's language.</summary>
internal static class FigureWords
{
    /// <summary>Such as "Milepæl nådd frist: Prosjektgruppen er konstituert (Desember 2013)".</summary>
    /// <param name="word">The module's text of a key; null where there is none.</param>
    public static string Of(Func<string, string?> word, ReportFigure figure, CultureInfo culture)
    {
        var text = Say($"ReportFigureKind.{figure.Kind}");
        var what = figure.Kind == ReportFigureKind.SourceAway ? Say($"ReportSource.{figure.Text}") : figure.Text;
        List<string> more = [];
        if (figure.Amount is not null)
            more.Add(Formats.Amount(figure.Amount, culture));
        if (figure.Detail.Length > 0)
            more.Add(Detail());
        if (figure.Date.ToDateOnly() is { } day && figure.Detail != NorwegianTime.Format(day, culture))
            more.Add(NorwegianTime.Format(day, culture));
        var rest = string.Join(", ", more);
        return (what.Length > 0, rest.Length > 0) switch
        {
            (true, true) => $"{text}: {what} ({rest})",
            (true, false) => $"{text}: {what}",
            (false, true) => $"{text}: {rest}",
            _ => text,
        };

        // Members of other contracts' enums stand there by their names.
        string Detail() =>
            figure.Kind switch
            {
                ReportFigureKind.MandateDecided => Say($"Verdict.{figure.Detail}"),
                ReportFigureKind.PhaseMoved => Say($"SubProjectPhase.{figure.Detail}"),
                ReportFigureKind.BudgetFrame
                or ReportFigureKind.BudgetSpent
                or ReportFigureKind.BudgetCommitted
                or ReportFigureKind.BudgetForecast
                or ReportFigureKind.BudgetOver => Say($"CostKind.{figure.Detail}"),
                ReportFigureKind.Participation => Say($"ParticipationForm.{figure.Detail}"),
                _ => figure.Detail,
            };

        string Say(string key) => word(key) ?? key;
    }
}
