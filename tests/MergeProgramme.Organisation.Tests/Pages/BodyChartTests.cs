using CsCheck;
using MergeProgramme.Organisation.Pages.Chart;
using MergeProgramme.Organisation.Pages.Staffing;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Tests.Pages;

public sealed class BodyChartTests
{
    private static readonly IReadOnlyDictionary<string, BodyComposition> None = new Dictionary<string, BodyComposition>();

    // Any forest: whatever is drawn has a place of its own, and whatever is not drawn is counted where it is folded.
    [Fact]
    public void Every_body_is_drawn_in_its_own_place_or_counted_where_it_is_folded() =>
        Gen.Select(Gen.Int[0, 80].SelectMany(n => Gen.Int[-1, Math.Max(0, n - 1)].Array[n]), Gen.Int[0, 6])
            .Sample(
                (parents, levels) =>
                {
                    var bodies = parents.Select((p, i) => Body(i, p < i ? p : -1)).ToList();
                    var chart = BodyChart.Of(bodies, None, levels: levels);
                    Assert.Equal(bodies.Count, chart.Nodes.Count + chart.Nodes.Sum(n => n.Hidden));
                    Assert.Equal(chart.Nodes.Count, chart.Nodes.Select(n => (BodyChart.X(n), BodyChart.Y(n))).Distinct().Count());
                    Assert.All(
                        chart.Nodes,
                        n =>
                        {
                            Assert.InRange(BodyChart.X(n) + BodyChart.BoxWidth, 0, chart.Width);
                            Assert.InRange(BodyChart.Y(n) + BodyChart.BoxHeight, 0, chart.Height);
                            Assert.True(n.Parent is null || (n.Parent.Depth == n.Depth - 1 && n.Parent.Row <= n.Row));
                        }
                    );
                }
            );

    [Fact]
    public void Sixty_bodies_fold_to_what_can_be_read_and_open_below_one()
    {
        // A committee, nine boards, fifty groups.
        List<Body> bodies = [Body(0, -1), .. Enumerable.Range(1, 9).Select(i => Body(i, 0))];
        bodies.AddRange(Enumerable.Range(10, 50).Select(i => Body(i, 1 + (i % 9))));
        var chart = BodyChart.Of(bodies, None);
        Assert.Equal((10, true, 50), (chart.Nodes.Count, chart.IsFolded, chart.Nodes.Sum(n => n.Hidden)));
        Assert.Equal(60, BodyChart.Of(bodies, None, levels: 100).Nodes.Count);
        var below = BodyChart.Of(bodies, None, bodies[1].Name);
        Assert.Equal(bodies[1], below.Nodes[0].Body);
        Assert.False(below.IsFolded);
        Assert.Empty(BodyChart.Of(bodies, None, "x/none").Nodes);
    }

    [Fact]
    public void A_body_whose_parent_is_not_there_stands_at_the_top()
    {
        var lone = Body(1, 0);
        Assert.Null(Assert.Single(BodyChart.Of([lone], None).Nodes).Parent);
    }

    [Theory]
    [InlineData("Fellesnemnda", "Fellesnemnda")]
    [InlineData("Arbeidsgruppe IKT og velferdsteknologi", "Arbeidsgruppe IKT og|velferdsteknologi")]
    [InlineData(
        "Referansegruppe for brukere og pårørende i hele den nye kommunen",
        "Referansegruppe for brukere og|pårørende i hele den nye …"
    )]
    [InlineData("Virksomhetsoverdragelsesutredningsgruppen", "Virksomhetsoverdragelsesutredn…")]
    public void Long_names_wrap_and_the_longest_are_cut(string name, string lines) =>
        Assert.Equal(lines, string.Join('|', BodyChart.Lines(name)));

    [Theory]
    [InlineData(0, "none")]
    [InlineData(50, "low")]
    [InlineData(99, "high")]
    [InlineData(100, "full")]
    [InlineData(101, "over")]
    public void Heat_says_how_full_a_month_is(int percent, string heat) => Assert.Equal(heat, HeatMap.Heat(percent));

    private static Body Body(int number, int parent) =>
        new()
        {
            Name = $"x/{number}",
            DisplayName = $"Organ {number}",
            ParentBody = parent < 0 ? "" : $"x/{parent}",
        };
}
