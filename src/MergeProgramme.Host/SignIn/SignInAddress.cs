namespace MergeProgramme.Host.SignIn;

/// <summary>The address of the sign-in page.</summary>
internal static class SignInAddress
{
    public const string Page = "/sign-in";

    /// <summary>With where to go afterwards, which the page follows only where it is an address of this host.</summary>
    /// <param name="returnUrl">Path and query.</param>
    public static string For(string? returnUrl) =>
        returnUrl is { Length: > 1 } ? $"{Page}?returnUrl={Uri.EscapeDataString(returnUrl)}" : Page;
}
