namespace MergeProgramme.Host.SignIn;

/// <summary>Tells the browser what to forget when a session is over (docs/security.md, *What the browser keeps*).</summary>
internal static class Forgetting
{
    private const string Header = "Clear-Site-Data";

    /// <summary>Pages, and texts that could not be saved: whoever signs out has been told. Cookies are taken one by one; language and colours stay.</summary>
    public static void Everything(HttpResponse response) => response.Headers[Header] = "\"cache\", \"storage\"";

    /// <summary>Pages only: what was written while the session ran out is nowhere but in the browser.</summary>
    public static void Pages(HttpResponse response) => response.Headers[Header] = "\"cache\"";
}
