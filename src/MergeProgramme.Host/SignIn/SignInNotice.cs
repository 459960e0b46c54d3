namespace MergeProgramme.Host.SignIn;

/// <summary>What the sign-in page tells somebody who was sent there. The text is <c>SignIn.Notice.…</c>.</summary>
internal static class SignInNotice
{
    /// <summary>Said no at the provider.</summary>
    public const string Denied = "denied";

    /// <summary>Took too long, went on in another window, or was tried again.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>The provider does not answer.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>The provider's clock and ours differ.</summary>
    public const string Clocks = "clocks";

    /// <summary>Signed in at the provider in a way that is not sure enough.</summary>
    public const string TooWeak = "too-weak";

    /// <summary>Signed in at the provider too long ago.</summary>
    public const string TooOld = "too-old";

    /// <summary>Shut out by an administrator.</summary>
    public const string Disabled = "disabled";

    /// <summary>Anything else; the log knows.</summary>
    public const string Failed = "failed";

    /// <summary>Signed out, at the provider too.</summary>
    public const string SignedOut = "signed-out";

    private static readonly string[] All =
    [
        Denied,
        Interrupted,
        Unavailable,
        Clocks,
        TooWeak,
        TooOld,
        Disabled,
        Failed,
        SignedOut,
    ];

    /// <summary>The sign-in page with a notice.</summary>
    public static string Address(string notice) => $"{SignInAddress.Page}?notice={notice}";

    /// <summary>The notice of an address; null where it has none that there is.</summary>
    public static string? Read(string? notice) => Array.Find(All, known => known == notice);
}

/// <summary>A sign-in that is not good enough.</summary>
/// <param name="notice">One of <see cref="SignInNotice"/>.</param>
internal sealed class SignInRefusedException(string notice) : Exception($"The sign-in was refused: {notice}")
{
    public string Notice => notice;
}
