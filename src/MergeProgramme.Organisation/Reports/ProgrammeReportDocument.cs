using System.Globalization;
using System.Resources;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Documents;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation.Reports;

/// <summary>The programme's combined report as a Word document: how things stand, what is missing, then each sub-project's words.</summary>
internal sealed class ProgrammeReportDocument
{
    private static readonly ResourceManager Words = new(typeof(Texts));

    private readonly ProgrammeReport report;
    private readonly CultureInfo culture;
    private readonly WordFile file = new();

    private ProgrammeReportDocument(ProgrammeReport report, CultureInfo culture)
    {
        this.report = report;
        this.culture = culture;
    }

    /// <summary>The file's bytes.</summary>
    /// <param name="culture">Language of the labels and dates: nb or en. What people wrote stays as written.</param>
    public static byte[] Create(ProgrammeReport report, CultureInfo culture) =>
        new ProgrammeReportDocument(report, culture).Write();

    /// <summary>A file name that every system takes, such as <c>rapport-indre-ostfold-2017-12-06.docx</c>.</summary>
    public static string FileName(ProgrammeReport report) =>
        FormattableString.Invariant($"rapport-{ResourceNames.Id(report.Programme)}-{report.Date.ToDateOnly():yyyy-MM-dd}.docx");

    private byte[] Write()
    {
        var title = Say("Combined.Title", report.ProgrammeDisplayName);
        file.Paragraph("Title", title);
        file.Paragraph("Subtitle", Say("Combined.AsOf", Day(report.Date)));
        WriteStatus();
        WriteMissing();
        foreach (var entry in report.Entries.Where(e => e.Report is not null))
            WriteReport(entry);
        return file.Save(culture, new WordFoot(title, Say("Word.Page"), Say("Word.PageOf")), new WordProperties(title));
    }

    private void WriteStatus()
    {
        file.Heading(1, Say("Combined.Status"));
        var dimensions = ReportRules.Parts.Where(p => ReportRules.IsDimension(p.Kind)).Select(p => p.Kind).ToArray();
        const int First = 2570;
        var rest = (WordFile.TextWidth - First) / dimensions.Length;
        file.Table(
            Say("Combined.Status"),
            [First, .. dimensions.Select(_ => rest)],
            [Say("SubProject"), .. dimensions.Select(d => Say($"ReportPartKind.{d}"))],
            report.Entries.Select(e =>
                (string[])
                    [
                        $"{e.Code} {e.DisplayName}",
                        .. dimensions.Select(d =>
                            e.Report?.Parts.FirstOrDefault(p => p.Kind == d) is { } part ? StatusOf(part) : "–"
                        ),
                    ]
            )
        );
    }

    private void WriteMissing()
    {
        if (report.MissingCount == 0)
            return;
        file.Heading(1, Say("Combined.Missing"));
        file.List(
            report
                .Entries.Where(e => e.Missing is not null)
                .Select(e =>
                    Say("Combined.Missing.Line", $"{e.Code} {e.DisplayName}", Day(e.Missing.DueDate), Day(e.Missing.MeetingDate))
                ),
            numbered: false
        );
    }

    private void WriteReport(ProgrammeReportEntry entry)
    {
        var one = entry.Report;
        file.Heading(1, $"{entry.Code} {entry.DisplayName}");
        file.Text(
            Say(
                one.Version > 1 ? "Combined.Submitted.Version" : "Combined.Submitted",
                NorwegianTime.Format(one.SubmitTime.ToDateTimeOffset(), culture),
                one.AuthorDisplayName,
                Day(one.MeetingDate),
                one.Version
            )
        );
        file.Table(
            Say("Combined.Status"),
            [2270, 1900, 4900],
            [Say("Report.Dimension"), Say("Report.Status"), Say("Report.Reason")],
            one.Parts.Where(p => ReportRules.IsDimension(p.Kind))
                .Select(p => (string[])[Say($"ReportPartKind.{p.Kind}"), StatusOf(p), p.Text])
        );
        foreach (var part in one.Parts.Where(p => !ReportRules.IsDimension(p.Kind)))
        {
            file.Heading(2, Say($"ReportPartKind.{part.Kind}"));
            file.Text(part.Text.Length > 0 ? part.Text : Say("Report.Nothing"));
            if (part.Confirmation == PartConfirmation.Unchanged)
                file.Text(Say("Report.SaysUnchanged"));
        }
        file.Text(Say("Report.Hash", one.TextHash));
    }

    private string StatusOf(ReportPart part)
    {
        var status = Say($"ReportStatus.{part.Status}");
        return part.Trend == ReportTrend.Unspecified ? status : $"{status}, {Say($"ReportTrend.{part.Trend}").ToLower(culture)}";
    }

    private string Day(Google.Type.Date? date) => date.ToDateOnly() is { } day ? NorwegianTime.Format(day, culture) : "";

    private string Say(string key, params object[] args)
    {
        var text = Words.GetString(key, culture) ?? throw new InvalidOperationException($"The text {key} is missing.");
        return args.Length == 0 ? text : string.Format(culture, text, args);
    }
}
