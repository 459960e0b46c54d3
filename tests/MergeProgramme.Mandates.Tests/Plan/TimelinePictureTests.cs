using System.Globalization;
using System.Text.Encodings.Web;
using System.Xml.Linq;
using CsCheck;
using MergeProgramme.Mandates.Pages.Plan;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates.Tests.Plan;

public sealed class TimelinePictureTests
{
    private static readonly DateOnly First = new(2018, 1, 1);
    private static readonly TimelineWindow Window = TimelineWindow.Of("year", "2018-01-01", First, null, null);

    private static readonly Gen<TimelineBar> Bars =
        from kind in Gen.Int[1, 4]
        from start in Gen.Int[-400, 1800]
        from length in Gen.Int[0, 500]
        from slip in Gen.Int[-200, 200]
        from title in Gen.String[Gen.Char["abæøå <&>\"'…"], 1, 60]
        from state in Gen.Int[0, 3]
        select Bar((MilestoneKind)kind, start, kind < 3 ? length : 0, slip, title, state);

    [Fact]
    public void Every_bar_stands_once_within_the_picture_and_its_title_is_text() =>
        Bars.Array[0, 40]
            .Sample(bars =>
            {
                var (picture, svg) = Draw(bars);
                var drawn = svg.Descendants("a").ToList();
                Assert.Equal(bars.Length, drawn.Count);
                Assert.Equal(bars.Select(b => b.Title).Order(), drawn.Select(a => a.Element("title")!.Value).Order());
                Assert.Empty(svg.Descendants("b"));
                foreach (var text in svg.Descendants("text"))
                    Assert.InRange(
                        int.Parse(text.Attribute("x")!.Value, CultureInfo.InvariantCulture),
                        -400,
                        TimelinePicture.Width
                    );
                Assert.All(svg.Descendants("text"), t => Assert.InRange((int)t.Attribute("y")!, 0, picture.Height));
            });

    [Fact]
    public void Bars_and_their_names_do_not_stand_on_each_other()
    {
        // Ten on the same day: ten rows.
        var bars = Enumerable.Range(0, 10).Select(i => Bar(MilestoneKind.Milestone, 100, 0, 0, $"Leveranse {i}", 0)).ToArray();
        var (_, svg) = Draw(bars);

        var rows = svg.Descendants("text")
            .Where(t => t.Attribute("class")!.Value.StartsWith("tl-label", StringComparison.Ordinal))
            .Select(t => (int)t.Attribute("y")!)
            .ToList();

        Assert.Equal(10, rows.Distinct().Count());
        Assert.All(rows.Order().Zip(rows.Order().Skip(1)), pair => Assert.True(pair.Second - pair.First >= 20));
    }

    [Fact]
    public void What_is_late_done_critical_or_moved_is_told_by_shape_and_sign()
    {
        var (_, svg) = Draw([
            Bar(MilestoneKind.Phase, 10, 30, 0, "Sen", 1),
            Bar(MilestoneKind.Milestone, 400, 0, 60, "Nådd", 2),
            Bar(MilestoneKind.DecisionPoint, 700, 0, 0, "BP2 Starte", 3),
        ]);

        var labels = svg.Descendants("text")
            .Where(t => (t.Attribute("class")?.Value ?? "").StartsWith("tl-label", StringComparison.Ordinal))
            .Select(t => t.Value);
        Assert.Equal(["! Sen", "✓ Nådd", "Starte"], labels);
        Assert.Equal(
            ["tl-bar tl-late", "tl-bar tl-done", "tl-bar tl-open tl-critical"],
            svg.Descendants("a").Select(a => a.Attribute("class")!.Value)
        );
        Assert.Equal("BP2", svg.Descendants("text").Single(t => t.Attribute("class")?.Value == "tl-point").Value);
        Assert.Single(svg.Descendants("path"), p => p.Attribute("class")?.Value == "tl-ghost");
    }

    private static TimelineBar Bar(MilestoneKind kind, int start, int length, int slip, string title, int state)
    {
        var first = First.AddDays(start);
        var last = first.AddDays(length);
        return new()
        {
            Milestone = $"programmes/x/subProjects/a4/milestones/{Guid.NewGuid():N}",
            Kind = kind,
            DecisionPoint = kind == MilestoneKind.DecisionPoint ? Common.V1.DecisionPoint.Bp2 : default,
            Title = title,
            PlannedStartDate = length > 0 ? first.ToDate() : null,
            PlannedEndDate = last.ToDate(),
            BaselineStartDate = length > 0 && slip != 0 ? first.AddDays(-slip).ToDate() : null,
            BaselineEndDate = slip != 0 ? last.AddDays(-slip).ToDate() : null,
            EarliestStartDate = first.ToDate(),
            EarliestEndDate = last.AddDays(Math.Max(0, slip)).ToDate(),
            Late = state == 1,
            DoneDate = state == 2 ? last.ToDate() : null,
            Critical = state == 3,
        };
    }

    private static (TimelinePicture Picture, XElement Svg) Draw(IReadOnlyList<TimelineBar> bars)
    {
        var timeline = new Timeline
        {
            TodayDate = First.AddDays(20).ToDate(),
            VestingDate = First.AddDays(730).ToDate(),
            Rows =
            {
                new TimelineRow
                {
                    SubProject = "programmes/x/subProjects/a4",
                    Code = "A4",
                    DisplayName = "Helse <b>, sosial & omsorg i en svært lang tittel som ikke får plass på to linjer",
                    Bars = { bars },
                    TotalCount = bars.Count,
                },
                new TimelineRow
                {
                    SubProject = "programmes/x/subProjects/a5",
                    Code = "A5",
                    DisplayName = "Tom",
                },
            },
            Links =
            {
                bars.Zip(bars.Skip(1)).Select(p => new TimelineLink { From = p.First.Milestone, To = p.Second.Milestone }),
            },
        };
        var picture = new TimelinePicture(
            timeline,
            Window,
            new(
                CultureInfo.GetCultureInfo("nb-NO"),
                "{0}. kv.",
                "uke {0}",
                "I dag",
                "Ny kommune",
                "Ingen plan ennå",
                bar => bar.Title
            ),
            onlyLanesWithBars: false
        );
        using var writer = new StringWriter();
        picture.WriteTo(writer, HtmlEncoder.Default);
        return (picture, XElement.Parse($"<svg>{writer}</svg>", LoadOptions.PreserveWhitespace));
    }
}
