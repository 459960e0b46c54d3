using System.Globalization;
using CsCheck;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Google.Protobuf.WellKnownTypes;
using MergeProgramme.Organisation.Reporting;
using MergeProgramme.Organisation.Reports;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Tests.Reports;

/// <summary>The programme's combined report: what is in it on a day, and its Word file.</summary>
public sealed class ProgrammeReportTests
{
    private static readonly DateOnly Day = new(2014, 1, 20);

    [Theory]
    // The report for 20 January is due on the 18th.
    [InlineData("2014-01-17", null, false)]
    [InlineData("2014-01-18", null, true)]
    [InlineData("2014-01-18", "2014-01-18", false)]
    [InlineData("2014-01-18", "2014-01-19", true)]
    [InlineData("2014-01-30", "2014-01-19", false)]
    public void A_report_is_missing_from_its_due_date_until_it_comes(string date, string? submitted, bool isMissing)
    {
        var occurrence = Occurrence(Day);
        if (submitted is not null)
            occurrence.FirstSubmitTime = Time(Parse(submitted));
        var report = Combine(Parse(date), [occurrence], null);
        Assert.Equal(isMissing ? 1 : 0, report.MissingCount);
        Assert.Equal(isMissing, report.Entries[0].Missing is not null);
    }

    [Fact]
    public void A_newer_report_makes_up_for_one_that_never_came_and_a_skipped_meeting_owes_none()
    {
        var (missed, skipped) = (Occurrence(Day), Occurrence(Day.AddDays(14)));
        skipped.Skipped = true;
        Assert.Equal(1, Combine(Day.AddDays(20), [missed, skipped], null).MissingCount);
        var newer = new Report { MeetingDate = Day.AddDays(28).ToDate() };
        Assert.Equal(0, Combine(Day.AddDays(40), [missed, skipped], newer).MissingCount);
    }

    [Theory]
    [InlineData("nb-NO", "Rapporter som mangler", "Gul, dårligere", "A4 Helse: frist 18.1.2014, møte 20.1.2014")]
    [InlineData("en-GB", "Missing reports", "Yellow, worse", "A4 Helse: due 18 Jan 2014, meeting 20 Jan 2014")]
    public void The_word_file_opens_and_says_what_is_missing(string culture, params string[] words)
    {
        var content = ProgrammeReportDocument.Create(Sample("Leverandøren er forsinket"), CultureInfo.GetCultureInfo(culture));
        Assert.Empty(Errors(content));
        var text = TextOf(content);
        Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
        Assert.Contains("Leverandøren er forsinket", text, StringComparison.Ordinal);
        Assert.Equal("rapport-x-2014-01-20.docx", ProgrammeReportDocument.FileName(Sample("")));
    }

    [Fact]
    public void Any_text_gives_a_file_that_opens() =>
        Gen.String.Sample(
            text => Assert.Empty(Errors(ProgrammeReportDocument.Create(Sample(text), CultureInfo.GetCultureInfo("nb-NO")))),
            iter: 50
        );

    private static ProgrammeReport Sample(string reason)
    {
        var delivered = new Report
        {
            Version = 2,
            SubmitTime = Time(Day),
            AuthorDisplayName = "Ingrid Solbakkmoen",
            MeetingDate = Day.AddDays(-14).ToDate(),
            TextHash = new('a', 64),
        };
        delivered.Parts.Add(
            ReportRules.Parts.Select(p =>
                ReportRules.Computed(
                    new()
                    {
                        Kind = p.Kind,
                        Status = ReportRules.IsDimension(p.Kind) ? ReportStatus.Yellow : ReportStatus.Unspecified,
                        PreviousStatus = ReportRules.IsDimension(p.Kind) ? ReportStatus.Green : ReportStatus.Unspecified,
                        Text = reason,
                        Confirmation = PartConfirmation.Unchanged,
                    }
                )
            )
        );
        return Combine(Day, [Occurrence(Day)], delivered);
    }

    private static ProgrammeReport Combine(DateOnly date, IReadOnlyList<ReportingOccurrence> occurrences, Report? latest)
    {
        var subProject = new SubProject
        {
            Name = "programmes/x/subProjects/a4",
            Code = "A4",
            DisplayName = "Helse",
        };
        Dictionary<string, Report> reports = latest is null ? [] : new() { [subProject.Name] = latest };
        return ProgrammeReportRules.Of(
            new() { Name = "programmes/x", DisplayName = "Indre Østfold" },
            date,
            [new(subProject, new() { IntervalDays = 14 }, occurrences)],
            reports,
            _ => "Ingrid Solbakkmoen"
        );
    }

    private static ReportingOccurrence Occurrence(DateOnly meeting) =>
        new()
        {
            Name = CadenceOccurrences.NameOf("programmes/x/subProjects/a4", meeting),
            PlannedMeetingDate = meeting.ToDate(),
            MeetingDate = meeting.ToDate(),
            DueDate = meeting.AddDays(-2).ToDate(),
        };

    private static Timestamp Time(DateOnly day) => Timestamp.FromDateTimeOffset(NorwegianTime.StartOfDay(day).AddHours(12));

    private static DateOnly Parse(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static List<string> Errors(byte[] content)
    {
        using var stream = new MemoryStream(content);
        using var file = WordprocessingDocument.Open(stream, false);
        return
        [
            .. new OpenXmlValidator(FileFormatVersions.Microsoft365)
                .Validate(file)
                .Select(e => $"{e.Path?.XPath}: {e.Description}"),
        ];
    }

    private static string TextOf(byte[] content)
    {
        using var stream = new MemoryStream(content);
        using var file = WordprocessingDocument.Open(stream, false);
        return string.Join(
            '\n',
            file.MainDocumentPart!.Document!.Body!.Descendants()
                .OfType<DocumentFormat.OpenXml.Wordprocessing.Paragraph>()
                .Select(p => p.InnerText)
        );
    }
}
