using System.Security.Cryptography;
using System.Text;
using CsCheck;
using MergeProgramme.Organisation.Reports;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Tests.Reports;

public sealed class CanonicalReportTests
{
    [Fact]
    public void The_text_is_written_as_ever()
    {
        var report = Sample();
        Assert.Equal(
            """
            # Rapporttekst, format 1
            * navn: programmes/x/subProjects/a4/reports/2014-01-20-v2
            * versjon: 2
            * delprosjekt: A4 Helse
            * møte: 2014-01-20
            * frist: 2014-01-18
            * retter: programmes/x/subProjects/a4/reports/2014-01-20
            * hva som rettes: Feil beløp

            # Kostnad
            * status: gul
            * status i forrige rapport: grønn
            * bekreftet: endret
            Dyrere enn ventet
            \# og mer
            * grunnlag 1
            * slag: ramme
            * tekst: Drift
            * beløp: NOK 2000000
            * kilde: programmes/x/subProjects/a4/mandates/1/sections/resources
            * kildens navn: Mandat A4

            # Avvik
            * bekreftet: uendret

            """.ReplaceLineEndings("\n"),
            CanonicalReport.Of(report).Text
        );
    }

    [Fact]
    public void The_hash_is_that_of_exactly_the_text()
    {
        var text = CanonicalReport.Of(Sample());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Text))), text.Hash);
    }

    [Fact]
    public void Reports_that_differ_have_different_texts_and_what_is_no_content_does_not_count() =>
        Gen.Select(Gen.Int[0, 9], Gen.String[1, 20])
            .Sample(
                (place, words) =>
                {
                    var (before, after) = (Sample(), Sample());
                    Action<Report>[] changes =
                    [
                        r => r.SubProjectDisplayName += words,
                        r => r.CorrectionReason += "x" + words,
                        r => r.MeetingDate = new DateOnly(2014, 1, 21).ToDate(),
                        r => r.Parts[0].Status = ReportStatus.Red,
                        r => r.Parts[0].Text += "x" + words,
                        r => r.Parts[1].Confirmation = PartConfirmation.Changed,
                        r => r.Parts[0].Figures[0].Text += "x" + words,
                        r => r.Parts[0].Figures[0].Amount.Units++,
                        r => r.Parts[0].Figures[0].Kind = ReportFigureKind.BudgetPerYear,
                        r => r.Parts[1].Figures.Add(r.Parts[0].Figures[0]),
                    ];
                    changes[place](after);
                    if (!after.Equals(before))
                        Assert.NotEqual(CanonicalReport.Of(before).Hash, CanonicalReport.Of(after).Hash);
                    var same = Sample();
                    (same.Etag, same.Author, same.State, same.Parts[0].Etag) = (words, words, ReportState.Submitted, words);
                    Assert.Equal(CanonicalReport.Of(before).Hash, CanonicalReport.Of(same).Hash);
                }
            );

    private static Report Sample() =>
        new()
        {
            Name = "programmes/x/subProjects/a4/reports/2014-01-20-v2",
            Version = 2,
            Corrects = "programmes/x/subProjects/a4/reports/2014-01-20",
            CorrectionReason = "Feil beløp",
            SubProjectDisplayName = "A4 Helse",
            MeetingDate = new DateOnly(2014, 1, 20).ToDate(),
            DueDate = new DateOnly(2014, 1, 18).ToDate(),
            Parts =
            {
                new ReportPart
                {
                    Kind = ReportPartKind.Cost,
                    Status = ReportStatus.Yellow,
                    PreviousStatus = ReportStatus.Green,
                    Confirmation = PartConfirmation.Changed,
                    Text = "Dyrere enn ventet\n# og mer",
                    Figures =
                    {
                        new ReportFigure
                        {
                            Kind = ReportFigureKind.Budget,
                            Text = "Drift",
                            Amount = new() { CurrencyCode = "NOK", Units = 2_000_000 },
                            Source = "programmes/x/subProjects/a4/mandates/1/sections/resources",
                            SourceDisplayName = "Mandat A4",
                        },
                    },
                },
                new ReportPart { Kind = ReportPartKind.Deviations, Confirmation = PartConfirmation.Unchanged },
            },
        };
}
