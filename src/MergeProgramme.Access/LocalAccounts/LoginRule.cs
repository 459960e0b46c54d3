using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Access.LocalAccounts;

/// <summary>What somebody may be called at sign-in. Pure.</summary>
internal static class LoginRule
{
    private const int Shortest = 2;

    /// <summary>What is unique of it: capitals do not count, nor does how a letter is composed.</summary>
    public static string KeyOf(string login) => login.Trim().Normalize(System.Text.NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>All that is wrong with a login and a name.</summary>
    public static IEnumerable<Violation> Check(V1.LocalAccount account, string field)
    {
        var login = account.Login.Trim();
        if (login.Length < Shortest || login.Any(char.IsWhiteSpace))
            yield return new($"{field}.login", "LOGIN_MALFORMED");
        if (account.DisplayName.Trim().Length == 0)
            yield return new($"{field}.display_name", "REQUIRED");
    }

    /// <summary>The e-mail address that a login is; empty where it is none.</summary>
    public static string EmailOf(string login) => login.Contains('@', StringComparison.Ordinal) ? login : "";
}
