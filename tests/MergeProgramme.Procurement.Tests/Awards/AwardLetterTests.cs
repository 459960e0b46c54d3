using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using MergeProgramme.Procurement.Awards;
using MergeProgramme.Procurement.Evaluations;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Tests.Awards;

/// <summary>The letters after an award.</summary>
public sealed class AwardLetterTests
{
    private static readonly CultureInfo Nb = CultureInfo.GetCultureInfo("nb-NO");
    private static readonly StandstillRule Foa = new("FOA § 25-2", 10, 15, 2);

    private static readonly Tender[] Tenders =
    [
        Of("a", "Fjordjournal AS", TenderState.Qualified, 100),
        Of("b", "Bjørk Helsedata AS", TenderState.Qualified, 120),
        Of("c", "Skog Journal AS", TenderState.Rejected, 90),
    ];

    private static readonly Criterion[] Leaves =
    [
        new()
        {
            Name = "pris",
            Title = "Pris",
            PriceFormula = PriceFormula.Linear,
            EffectiveWeightHundredths = 4000,
        },
        new()
        {
            Name = "kvalitet",
            Title = "Kvalitet",
            EffectiveWeightHundredths = 6000,
        },
    ];

    private static readonly AwardNotice Notice = new(
        "Indre Østfold kommune",
        "Felles journalsystem",
        "Fellesnemnda",
        new(2018, 3, 16),
        "Best på kvalitet til en god pris.",
        RankingReply.Of(
            Tenders[..2],
            Leaves,
            new()
            {
                Criteria =
                {
                    new ConsensusCriterion
                    {
                        Criterion = "kvalitet",
                        Scores =
                        {
                            new ConsensusScore
                            {
                                Tender = "a",
                                Score = new() { Value = "8.5" },
                            },
                            new ConsensusScore
                            {
                                Tender = "b",
                                Score = new() { Value = "7" },
                            },
                        },
                    },
                },
            }
        ),
        "a",
        Standstill.Of(new(2018, 3, 19), true, Foa)
    );

    [Fact]
    public void The_chosen_one_reads_its_own_points_and_the_standstill_as_a_sum()
    {
        var text = TextOf(AwardLetter.Create(Notice, Tenders[0], Nb));
        Assert.Contains("Fellesnemnda vedtok 16.3.2018 at dere er valgt", text, StringComparison.Ordinal);
        Assert.Contains("ved utgangen av 3.4.2018 (FOA § 25-2)", text, StringComparison.Ordinal);
        Assert.Contains("Dag 10 er 29.3.2018.", text, StringComparison.Ordinal);
        Assert.Contains("30.3.2018 er langfredag: perioden kan ikke slutte der.", text, StringComparison.Ordinal);
        Assert.Contains("31.3.2018 er lørdag", text, StringComparison.Ordinal);
        Assert.Contains("Kontrakten kan signeres fra 4.4.2018.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Bjørk", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_one_reads_how_it_stood_against_the_chosen_one_and_of_nobody_else()
    {
        var text = TextOf(AwardLetter.Create(Notice, Tenders[1], Nb));
        Assert.Contains("å velge Fjordjournal AS som leverandør. Deres tilbud er ikke valgt.", text, StringComparison.Ordinal);
        foreach (var said in new[] { "8,5", "9,1", "7,4", "40 %", "Best på kvalitet" })
            Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Skog", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rejected_one_reads_why_in_english_too()
    {
        var text = TextOf(AwardLetter.Create(Notice, Tenders[2], CultureInfo.GetCultureInfo("en-GB")));
        Assert.Contains("Your tender is rejected.", text, StringComparison.Ordinal);
        Assert.Contains("Mangler drift i EØS.", text, StringComparison.Ordinal);
        Assert.Contains("is Maundy Thursday: the period cannot end there.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Bjørk", text, StringComparison.Ordinal);
    }

    private static Tender Of(string name, string tenderer, TenderState state, long kroner) =>
        new()
        {
            Name = name,
            Tenderer = tenderer,
            State = state,
            RejectReason = state == TenderState.Rejected ? "Mangler drift i EØS." : "",
            Price = new() { CurrencyCode = "NOK", Units = kroner },
        };

    private static string TextOf(byte[] content)
    {
        using var stream = new MemoryStream(content);
        using var word = WordprocessingDocument.Open(stream, false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(word));
        return string.Join(
            '\n',
            word.MainDocumentPart!.Document!.Body!.Descendants<DocumentFormat.OpenXml.Wordprocessing.Paragraph>()
                .Select(paragraph => paragraph.InnerText)
        );
    }
}
