using CsCheck;
using MergeProgramme.Stakeholders.Pages;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Tests.Pages;

public sealed class PowerInterestGridTests
{
    private static readonly Gen<Stakeholder[]> SomeStakeholders = Gen.Select(
        Gen.Int[0, 5],
        Gen.Int[0, 5],
        (interest, influence) => new Stakeholder { Interest = interest, Influence = influence }
    ).Array[0, 60];

    [Theory]
    [InlineData(5, 5, nameof(Quadrant.ManageClosely))]
    [InlineData(3, 3, nameof(Quadrant.ManageClosely))]
    [InlineData(2, 3, nameof(Quadrant.KeepSatisfied))]
    [InlineData(3, 2, nameof(Quadrant.KeepInformed))]
    [InlineData(1, 1, nameof(Quadrant.Monitor))]
    [InlineData(0, 5, nameof(Quadrant.NotAssessed))]
    [InlineData(5, 0, nameof(Quadrant.NotAssessed))]
    public void The_quadrant_follows_interest_and_influence(int interest, int influence, string expected) =>
        Assert.Equal(expected, Quadrants.Of(new() { Interest = interest, Influence = influence }).ToString("G"));

    [Fact]
    public void Every_assessed_stakeholder_has_a_mark_inside_its_cell() =>
        SomeStakeholders.Sample(stakeholders =>
        {
            var grid = PowerInterestGrid.Of(stakeholders);
            Assert.Equal(
                Enumerable.Range(1, stakeholders.Length).Where(n => stakeholders[n - 1] is { Interest: > 0, Influence: > 0 }),
                grid.Marks.Select(m => m.Number)
            );
            foreach (var mark in grid.Marks)
            {
                Assert.Same(stakeholders[mark.Number - 1], mark.Stakeholder);
                Assert.True(mark.Radius > 1);
                var left = PowerInterestGrid.LeftOf(mark.Stakeholder.Interest);
                var top = PowerInterestGrid.TopOf(mark.Stakeholder.Influence);
                Assert.InRange(mark.X, left + mark.Radius, left + PowerInterestGrid.Cell - mark.Radius);
                Assert.InRange(mark.Y, top + mark.Radius, top + PowerInterestGrid.Cell - mark.Radius);
            }
        });

    [Fact]
    public void No_mark_covers_another() =>
        SomeStakeholders.Sample(stakeholders =>
        {
            var marks = PowerInterestGrid.Of(stakeholders).Marks;
            for (var i = 0; i < marks.Count; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    var (dx, dy) = (marks[i].X - marks[j].X, marks[i].Y - marks[j].Y);
                    Assert.True(Math.Sqrt(dx * dx + dy * dy) >= marks[i].Radius + marks[j].Radius);
                }
            }
        });
}
