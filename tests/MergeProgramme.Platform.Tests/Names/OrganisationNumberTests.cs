using CsCheck;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Platform.Tests.Names;

public sealed class OrganisationNumberTests
{
    private static readonly Gen<string> EightDigits = Gen.Char['0', '9'].Array[8].Select(digits => new string(digits));

    // The Brønnøysund register itself, the tax administration and the directorate for digitalisation: known to be right.
    [Theory]
    [InlineData("974760673")]
    [InlineData("974761076")]
    [InlineData("991825827")]
    public void Numbers_of_public_bodies_are_valid(string number) => Assert.True(OrganisationNumber.IsValid(number));

    [Theory]
    [InlineData("974760674", true)]
    [InlineData("97476067", false)]
    [InlineData("9747606733", false)]
    [InlineData("97476067x", false)]
    [InlineData("٩٧٤٧٦٠٦٧٣", false)]
    [InlineData("", false)]
    public void Others_are_not(string number, bool nineDigits)
    {
        Assert.False(OrganisationNumber.IsValid(number));
        Assert.Equal(nineDigits, OrganisationNumber.IsNineDigits(number));
    }

    [Fact]
    public void Of_the_ten_endings_of_eight_digits_at_most_one_is_valid() =>
        EightDigits.Sample(eight =>
        {
            var valid = Enumerable.Range(0, 10).Where(last => OrganisationNumber.IsValid($"{eight}{last}")).ToList();
            Assert.Equal(OrganisationNumber.CheckDigit(eight) is { } digit ? [digit] : [], valid);
        });

    // Why there is a check digit: one wrong digit is always found, and so are two neighbours that changed places.
    [Fact]
    public void One_wrong_digit_and_two_exchanged_neighbours_are_found() =>
        Gen.Select(EightDigits, Gen.Int[0, 8], Gen.Int[1, 9])
            .Sample(
                (eight, place, by) =>
                {
                    if (OrganisationNumber.CheckDigit(eight) is not { } check)
                        return;
                    var right = $"{eight}{check}";
                    Assert.True(OrganisationNumber.IsValid(right));

                    var wrong = right.ToCharArray();
                    wrong[place] = (char)('0' + (wrong[place] - '0' + by) % 10);
                    Assert.False(OrganisationNumber.IsValid(new string(wrong)));

                    var exchanged = right.ToCharArray();
                    var next = (place + 1) % 9;
                    if (next == 0 || exchanged[place] == exchanged[next])
                        return;
                    (exchanged[place], exchanged[next]) = (exchanged[next], exchanged[place]);
                    Assert.False(OrganisationNumber.IsValid(new string(exchanged)));
                }
            );
}
