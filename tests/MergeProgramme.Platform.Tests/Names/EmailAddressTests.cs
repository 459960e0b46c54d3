using MergeProgramme.Platform.Names;

namespace MergeProgramme.Platform.Tests.Names;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("navn@kommune.no", true)]
    [InlineData("ærlig@kommune.no", true)]
    [InlineData("", false)]
    [InlineData("navn", false)]
    [InlineData("@kommune.no", false)]
    [InlineData("navn@", false)]
    [InlineData("a@b@c", false)]
    [InlineData("navn @kommune.no", false)]
    public void Addresses_that_cannot_be_one_are_seen(string text, bool possible) =>
        Assert.Equal(possible, EmailAddress.IsPossible(text));
}
