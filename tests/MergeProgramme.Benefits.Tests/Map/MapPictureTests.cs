using CsCheck;
using MergeProgramme.Benefits.Pages.Map;
using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits.Tests.Map;

public sealed class MapPictureTests
{
    private static readonly Gen<BenefitsMap> Maps =
        from nodes in Gen.Select(Gen.Int[1, 5], Gen.String[Gen.Char["abcæ øå"], 0, 120]).Array[0, 40]
        from links in Gen.Select(Gen.Int[0, 39], Gen.Int[0, 39]).Array[0, 60]
        select MapOf(nodes, links);

    [Fact]
    public void Every_box_stands_in_the_picture_and_none_on_another() =>
        Maps.Sample(map =>
        {
            var picture = new MapPicture(map);
            Assert.Equal(map.Nodes.Count, picture.Boxes.Count);
            Assert.Equal(map.Edges.Count, picture.Edges.Count);
            Assert.All(
                picture.Boxes,
                box =>
                    Assert.True(
                        box.X >= 0
                            && box.X + MapPicture.BoxWidth <= picture.Width
                            && box.Y >= MapPicture.Top
                            && box.Y + box.Height <= picture.Height
                    )
            );
            foreach (var column in picture.Boxes.GroupBy(b => b.X))
            {
                List<MapPicture.Box> down = [.. column.OrderBy(b => b.Y)];
                Assert.All(down.Zip(down.Skip(1)), pair => Assert.True(pair.First.Y + pair.First.Height < pair.Second.Y));
            }
        });

    [Fact]
    public void All_arrows_point_to_the_right() =>
        Maps.Sample(map =>
        {
            var picture = new MapPicture(map);
            var x = picture.Boxes.ToDictionary(b => b.Node.Name, b => b.X);
            Assert.All(picture.Edges, e => Assert.True(x[e.From] < x[e.To]));
        });

    [Fact]
    public void A_box_stands_beside_what_it_leads_to()
    {
        var map = MapOf([(1, "g0"), (1, "g1"), (2, "b0"), (2, "b1")], []);
        // Crosswise: drawn in the order of the lists, the lines would cross.
        map.Edges.Add(new MapEdge { From = "n2", To = "n1" });
        map.Edges.Add(new MapEdge { From = "n3", To = "n0" });
        var y = new MapPicture(map).Boxes.ToDictionary(b => b.Node.Name, b => b.Y);
        Assert.True(y["n3"] < y["n2"]);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("Færre sykehjemsplasser", "Færre sykehjemsplasser")]
    [InlineData("Redusere kostnadene i helse og omsorg med 60 MNOK", "Redusere kostnadene i helse og|omsorg med 60 MNOK")]
    [InlineData(
        "1111111111 2222222222 3333333333 4444444444 5555555555 6666666666 7777777777 8888888888 9999999999 0000000000",
        "1111111111 2222222222 3333333333|4444444444 5555555555 6666666666|7777777777 8888888888 9999999999…"
    )]
    [InlineData("Helseogomsorgstjenestekvalitetsutviklingen", "Helseogomsorgstjenestekvalitetsut|viklingen")]
    public void A_title_is_broken_into_lines_that_the_box_has_room_for(string title, string lines) =>
        Assert.Equal(lines, string.Join('|', MapPicture.Wrap(title)));

    private static BenefitsMap MapOf((int Kind, string Title)[] nodes, (int From, int To)[] links)
    {
        var map = new BenefitsMap();
        foreach (var (i, (kind, title)) in nodes.Index())
            map.Nodes.Add(
                new MapNode
                {
                    Name = $"n{i}",
                    Kind = (MapNodeKind)kind,
                    Title = title,
                }
            );
        foreach (var (from, to) in links.Distinct().Where(l => l.From < nodes.Length && l.To < nodes.Length))
        {
            var (one, other) = (Math.Min(nodes[from].Kind, 4), Math.Min(nodes[to].Kind, 4));
            if (one == other + 1)
                map.Edges.Add(new MapEdge { From = $"n{from}", To = $"n{to}" });
        }
        return map;
    }
}
