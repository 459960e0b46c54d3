using System.Globalization;
using System.Text;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Documents;

namespace MergeProgramme.Organisation.Reports;

/// <summary>
/// The text of a report that its submission freezes, and its SHA-256: all that the report says and the figures that it rests on, and nothing
/// else. Two reports that differ in anything a reader sees have different texts (<see cref="CanonicalWriter"/>). The words are Norwegian
/// whatever the reader's language, and never change: they are part of the hash.
/// </summary>
internal static class CanonicalReport
{
    // Part of the text: a change of the writing below needs a new number, so that old hashes can still be understood.
    private const string Format = "# Rapporttekst, format 1";

    /// <summary>The text and its hash.</summary>
    public static ReportText Of(Report report)
    {
        var text = new StringBuilder();
        text.Append(Format).Append('\n');
        var front = new CanonicalWriter();
        front.Field("navn", report.Name);
        front.Field("versjon", report.Version);
        front.Field("delprosjekt", report.SubProjectDisplayName);
        front.Field("møte", report.MeetingDate);
        front.Field("frist", report.DueDate);
        front.Field("forrige rapport", report.PreviousReport);
        front.Field("retter", report.Corrects);
        front.Field("hva som rettes", report.CorrectionReason);
        if (report.FiguresTime is { } taken)
            front.Field("tall hentet", Instants.ToMicroseconds(taken).ToString(CultureInfo.InvariantCulture));
        CanonicalWriter.Append(text, front.Lines);
        foreach (var part in report.Parts)
        {
            text.Append('\n').Append("# ").Append(Heading(part.Kind)).Append('\n');
            CanonicalWriter.Append(text, Content(part));
        }
        var result = text.ToString();
        return new ReportText { Text = result, Hash = CanonicalWriter.Hash(result) };
    }

    private static IReadOnlyList<CanonicalWriter.Line> Content(ReportPart part)
    {
        var writer = new CanonicalWriter();
        writer.Field("status", Status(part.Status));
        writer.Field("status i forrige rapport", Status(part.PreviousStatus));
        writer.Field(
            "bekreftet",
            CanonicalWriter.Word(part.Confirmation, (PartConfirmation.Changed, "endret"), (PartConfirmation.Unchanged, "uendret"))
        );
        writer.Free(part.Text);
        foreach (var (i, figure) in part.Figures.Index())
        {
            writer.Part("grunnlag", i);
            writer.Field("slag", Kind(figure.Kind));
            writer.Field("tekst", figure.Text);
            writer.Field("mer", figure.Detail);
            writer.Field("dato", figure.Date);
            writer.Field("beløp", figure.Amount);
            writer.Field("kilde", figure.Source);
            writer.Field("kildens navn", figure.SourceDisplayName);
        }
        return writer.Lines;
    }

    private static string Heading(ReportPartKind kind) =>
        CanonicalWriter.Word(
            kind,
            (ReportPartKind.Time, "Tid"),
            (ReportPartKind.Cost, "Kostnad"),
            (ReportPartKind.Scope, "Omfang og kvalitet"),
            (ReportPartKind.Benefits, "Gevinster"),
            (ReportPartKind.Risk, "Risiko"),
            (ReportPartKind.Done, "Gjort siden sist"),
            (ReportPartKind.Next, "Neste"),
            (ReportPartKind.Decisions, "Beslutninger som trengs"),
            (ReportPartKind.Deviations, "Avvik")
        );

    private static string Status(ReportStatus status) =>
        CanonicalWriter.Word(status, (ReportStatus.Green, "grønn"), (ReportStatus.Yellow, "gul"), (ReportStatus.Red, "rød"));

    private static string Kind(ReportFigureKind kind) =>
        CanonicalWriter.Word(
            kind,
            (ReportFigureKind.MilestonePassed, "milepæl som er passert"),
            (ReportFigureKind.MilestoneAhead, "milepæl som kommer"),
            (ReportFigureKind.MilestoneReached, "milepæl nådd"),
            (ReportFigureKind.ActivityNow, "pågår"),
            (ReportFigureKind.Budget, "ramme"),
            (ReportFigureKind.BudgetPerYear, "ramme per år"),
            (ReportFigureKind.ResultGoal, "resultatmål"),
            (ReportFigureKind.Dependency, "avhengighet"),
            (ReportFigureKind.Goal, "mål"),
            (ReportFigureKind.Benefit, "gevinst"),
            (ReportFigureKind.BenefitWithoutOwner, "gevinst uten eier"),
            (ReportFigureKind.SuccessFactor, "suksessfaktor"),
            (ReportFigureKind.NeedOpen, "anskaffelsesbehov"),
            (ReportFigureKind.NeedRaised, "anskaffelsesbehov meldt"),
            (ReportFigureKind.MandateSubmitted, "mandat sendt inn"),
            (ReportFigureKind.MandateDecided, "mandat behandlet"),
            (ReportFigureKind.MandateAwaiting, "mandat venter på vedtak"),
            (ReportFigureKind.PhaseMoved, "ny fase"),
            (ReportFigureKind.Participation, "medvirkning"),
            (ReportFigureKind.ConditionOpen, "vilkår som står åpent"),
            (ReportFigureKind.ConditionOverdue, "vilkår over frist"),
            (ReportFigureKind.GoalRegistered, "mål registrert"),
            (ReportFigureKind.BenefitRegistered, "gevinst registrert"),
            (ReportFigureKind.SourceAway, "kunne ikke hentes")
        );
}
