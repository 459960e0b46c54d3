namespace MergeProgramme.Host.SignIn.Local;

/// <summary>What a password may be: long enough, and not among what an attacker tries first. No rules of composition (OWASP ASVS 5.0, 6.2). Pure.</summary>
internal static class PasswordRules
{
    /// <summary>Fewest characters.</summary>
    public const int Shortest = 12;

    /// <summary>Most characters.</summary>
    public const int Longest = 128;

    // Of 0–4: safely unguessable in an attack on stolen hashes takes 3 (some 10^8 guesses).
    private const int Strength = 3;

    // The estimate takes the square of the length; what stands behind makes no password weaker.
    private const int Estimated = 60;

    private static readonly string[] OwnWords =
    [
        "mergeprogramme",
        "fellesnemnd",
        "kommune",
        "programkontor",
        "administrator",
        "sammenslåing",
    ];

    /// <summary>What is wrong with a password; null where it is good. A text of the resources: <c>Password.…</c>.</summary>
    /// <param name="password">As it was typed.</param>
    /// <param name="personal">What others know of the person: login, name.</param>
    public static string? Refuse(string password, IEnumerable<string> personal)
    {
        var length = password.EnumerateRunes().Count();
        if (length < Shortest)
            return "Password.TooShort";
        if (length > Longest)
            return "Password.TooLong";
        var words = personal
            .SelectMany(p => p.Split([' ', '@', '.', '-'], StringSplitOptions.RemoveEmptyEntries))
            .Concat(OwnWords);
        var estimate = Zxcvbn.Zxcvbn.MatchPassword(password.Length > Estimated ? password[..Estimated] : password, words);
        return estimate.Score < Strength ? "Password.Guessable" : null;
    }
}
