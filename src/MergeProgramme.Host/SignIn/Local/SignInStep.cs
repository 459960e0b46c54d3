namespace MergeProgramme.Host.SignIn.Local;

/// <summary>How far somebody has come with signing in.</summary>
internal enum SignInStage
{
    /// <summary>Has a link, and is choosing a password.</summary>
    Link,

    /// <summary>Knows the password; a code is still asked for.</summary>
    Code,

    /// <summary>Is setting up what shows who they are besides the password.</summary>
    SecondFactor,

    /// <summary>Sees the recovery codes, once.</summary>
    RecoveryCodes,
}

/// <summary>What goes from one page of the sign-in to the next.</summary>
/// <param name="Account">Resource name of the account.</param>
/// <param name="ReturnUrl">Where to go afterwards.</param>
internal sealed record SignInStep(SignInStage Stage, string Account, string ReturnUrl)
{
    /// <summary>Name of the cookie.</summary>
    public const string Cookie = "sign-in-step";

    /// <summary>With <see cref="SignInStage.Link"/>: the secret's hash.</summary>
    public byte[] LinkHash { get; init; } = [];

    /// <summary>With <see cref="SignInStage.SecondFactor"/>: the key that is about to be kept.</summary>
    public byte[] NewKey { get; init; } = [];

    /// <summary>With <see cref="SignInStage.SecondFactor"/>: what the passkey library wants to know again.</summary>
    public string PasskeyState { get; init; } = "";

    /// <summary>With <see cref="SignInStage.RecoveryCodes"/>.</summary>
    public string[] Codes { get; init; } = [];

    /// <summary>Somebody who has signed in already changes what they sign in with.</summary>
    public bool SignedIn { get; init; }
}
