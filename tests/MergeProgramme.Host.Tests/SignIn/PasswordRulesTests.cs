using MergeProgramme.Host.SignIn.Local;

namespace MergeProgramme.Host.Tests.SignIn;

/// <summary>Passwords that are refused, and that none is for its composition.</summary>
public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("kort", "Password.TooShort")]
    [InlineData("elleve tegn", "Password.TooShort")]
    [InlineData("passwordpassword", "Password.Guessable")]
    [InlineData("qwertyuiopasdf", "Password.Guessable")]
    [InlineData("123456789012", "Password.Guessable")]
    [InlineData("aaaaaaaaaaaaaaaaaa", "Password.Guessable")]
    [InlineData("mergeprogramme1", "Password.Guessable")]
    [InlineData("berit.bakken@eksempel", "Password.Guessable")]
    [InlineData("elgen spiser ubåt 47", null)]
    [InlineData("correct horse battery staple", null)]
    [InlineData("ﷺ𝔊-blåbærsyltetøy med is", null)]
    public void Long_and_not_guessable_is_all_that_is_asked(string password, string? expected) =>
        Assert.Equal(expected, PasswordRules.Refuse(password, ["berit.bakken@eksempel.no", "Berit Bakken"]));

    [Fact]
    public void Up_to_128_characters_are_taken()
    {
        var sentence = string.Concat(Enumerable.Range(0, 16).Select(i => $"ord{i:D2} elg"))[..128];
        Assert.Null(PasswordRules.Refuse(sentence, []));
        Assert.Equal("Password.TooLong", PasswordRules.Refuse(sentence + "!", []));
    }
}
