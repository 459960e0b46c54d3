using System.Globalization;
using MergeProgramme.Mandates.Pages;

namespace MergeProgramme.Mandates.Tests.Pages;

public sealed class RowOrderTests
{
    [Theory]
    [InlineData("a b c d", "1 2 3 4", "a b c d")]
    [InlineData("a b c d", "1 2 1 4", "c a b d")]
    [InlineData("a b c d", "4 2 3 4", "b c d a")]
    [InlineData("a b c d", "1 4 3 4", "a c d b")]
    [InlineData("a b c d", "1 2 99 4", "a b d c")]
    [InlineData("a b c d", "1 2 3 0", "d a b c")]
    [InlineData("a b c d", "4 3 2 1", "d c b a")]
    [InlineData("a b c d", "1 - 3 4", "a b c d")]
    public void A_row_goes_where_its_number_says_and_the_others_make_room(string rows, string numbers, string expected)
    {
        var given = rows.Split(' ')
            .Zip(
                numbers.Split(' '),
                (name, number) =>
                    (Name: name, Number: int.TryParse(number, CultureInfo.InvariantCulture, out var n) ? n : (int?)null)
            )
            .Select((row, i) => (row.Name, row.Number, Before: i + 1))
            .ToList();

        var order = RowOrder.Of(given, row => row.Number, row => row.Before);

        Assert.Equal(expected, string.Join(' ', order.Select(row => row.Name)));
    }

    [Fact]
    public void A_new_row_with_a_number_goes_there() =>
        Assert.Equal(
            ["a", "new", "b"],
            RowOrder
                .Of<(string Name, int? Number, int? Before)>(
                    [("a", 1, 1), ("b", 2, 2), ("new", 2, null)],
                    row => row.Number,
                    row => row.Before
                )
                .Select(row => row.Name)
        );
}
