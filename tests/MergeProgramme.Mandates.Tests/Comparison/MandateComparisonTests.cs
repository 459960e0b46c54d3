using System.Diagnostics;
using CsCheck;
using MergeProgramme.Mandates.Comparison;
using MergeProgramme.Mandates.Documents;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Documents;
using static MergeProgramme.Mandates.Tests.SampleMandates;

namespace MergeProgramme.Mandates.Tests.Comparison;

public sealed class MandateComparisonTests
{
    private static Mandate With(string body) =>
        new()
        {
            Sections =
            {
                new Section { Name = $"{Name}/sections/s", Body = body },
            },
        };

    private static SectionDifference Compare(string older, string newer) =>
        MandateComparison.Compare(With(newer), With(older), "Forside").Differences[1];

    private static string Old(SectionDifference difference) =>
        string.Join(
            '\n',
            difference
                .Lines.Where(line => line.Change != LineChange.Added)
                .Select(line => string.Concat(line.OldWords.Select(word => word.Text)))
        );

    private static string New(SectionDifference difference) =>
        string.Join(
            '\n',
            difference
                .Lines.Where(line => line.Change != LineChange.Removed)
                .Select(line => string.Concat(line.NewWords.Select(word => word.Text)))
        );

    private static readonly Gen<string> AnyBody = Generators
        .OneOf("mandat", " ", "\n", "\n\n", "å", "60", ",", "  ", "😀", "e\u0301", "kost-")
        .Array[0, 30]
        .Select(string.Concat)
        .Select(CanonicalWriter.Normalise);

    [Fact]
    public void The_old_words_are_the_old_text_and_the_new_words_the_new_one() =>
        Gen.Select(AnyBody, AnyBody)
            .Sample(
                (older, newer) =>
                {
                    var difference = Compare(older, newer);
                    Assert.Equal(older, Old(difference));
                    Assert.Equal(newer, New(difference));
                    Assert.Equal(older != newer, difference.Changed);
                },
                iter: 5_000
            );

    [Fact]
    public void A_mandate_compared_with_itself_has_no_change()
    {
        var response = MandateComparison.Compare(A4(), A4(), "Forside");
        Assert.Equal(A4().Sections.Count + 1, response.Differences.Count);
        Assert.All(response.Differences, difference => Assert.False(difference.Changed));
        Assert.All(
            response.Differences.SelectMany(difference => difference.Lines),
            line => Assert.Equal(LineChange.Same, line.Change)
        );
    }

    [Fact]
    public void A_changed_figure_is_marked_inside_its_line()
    {
        var line = Assert.Single(Compare("Ramme på 2 millioner kroner", "Ramme på 3 millioner kroner").Lines);
        Assert.Equal(LineChange.Changed, line.Change);
        Assert.Equal(["2"], line.OldWords.Where(word => word.Changed).Select(word => word.Text));
        Assert.Equal(["3"], line.NewWords.Where(word => word.Changed).Select(word => word.Text));
    }

    [Fact]
    public void Lines_with_nothing_in_common_are_one_removed_and_one_added() =>
        Assert.Equal(
            [LineChange.Removed, LineChange.Added],
            Compare("Styringsgruppen møtes ukentlig", "Egen IKT-plan utarbeides").Lines.Select(line => line.Change)
        );

    [Fact]
    public void Amounts_goals_and_the_front_page_are_compared_too()
    {
        var newer = A4();
        newer.Title = "Mandat for A4 Helse og omsorg";
        newer.Sections[1].Goals[0].EffectYear = 2021;
        newer.Sections[5].BudgetFrames[0].Amount = Nok(3_000_000);
        var changed = MandateComparison.Compare(newer, A4(), "Forside").Differences.Where(difference => difference.Changed);
        Assert.Equal(["Forside", "Hensikt", "Tidsramme og ressursbehov"], changed.Select(difference => difference.Title));
    }

    [Fact]
    public void Sections_that_came_or_went_are_shown_where_they_stand()
    {
        var newer = A4();
        newer.Sections.RemoveAt(3);
        newer.Sections.Insert(
            1,
            new Section
            {
                Name = $"{Name}/sections/new",
                Title = "Ny",
                Body = "Ny tekst",
            }
        );
        var response = MandateComparison.Compare(newer, A4(), "Forside");
        Assert.Equal(
            ["Forside", "Bakgrunn", "Ny", "Hensikt", "Endringer delprosjektet skal skape", "Mandat", "Er anskaffelser aktuelt?"],
            response.Differences.Take(7).Select(difference => difference.Title)
        );
        Assert.All(response.Differences[2].Lines, line => Assert.Equal(LineChange.Added, line.Change));
        Assert.All(response.Differences[5].Lines, line => Assert.Equal(LineChange.Removed, line.Change));
    }

    public static TheoryData<string, string> LargeBodies =>
        new()
        {
            // One line of 100 kB; as many lines as fit; lines that all differ a little.
            { string.Concat(Enumerable.Repeat("ord ", 25_000)), string.Concat(Enumerable.Repeat("tale", 25_000)) },
            { string.Join(' ', Enumerable.Range(0, 17_000)), string.Join(' ', Enumerable.Range(1_000_000, 12_000)) },
            { string.Concat(Enumerable.Repeat("a\n", 50_000)), string.Concat(Enumerable.Repeat("b\na\n", 25_000)) },
            {
                string.Join(
                    '\n',
                    Enumerable.Range(0, 1_000).Select(i => $"linje {i} har en tekst som er omtrent hundre tegn lang og like {i}")
                ),
                string.Join(
                    '\n',
                    Enumerable
                        .Range(0, 1_000)
                        .Select(i => $"linje {i} har en tekst som er nesten hundre tegn lang og ulike {i + 1}")
                )
            },
        };

    [Theory]
    [MemberData(nameof(LargeBodies))]
    public void Sections_of_100_kB_compare_in_reasonable_time(string older, string newer)
    {
        var clock = Stopwatch.StartNew();
        var difference = Compare(older, newer);
        Assert.Equal((older, newer), (Old(difference), New(difference)));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"It took {clock.Elapsed}.");
    }
}
