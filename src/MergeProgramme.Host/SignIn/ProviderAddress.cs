namespace MergeProgramme.Host.SignIn;

/// <summary>Addresses of those who vouch for people and systems.</summary>
internal static class ProviderAddress
{
    /// <summary>An address of the settings; null where it is not set.</summary>
    /// <exception cref="StartRefusedException">It can be listened in on: only this machine may be reached without TLS.</exception>
    public static Uri? Read(IConfigurationSection section, string key)
    {
        if (section[key] is not { Length: > 0 } value)
            return null;
        return
            Uri.TryCreate(value, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? uri
            : throw new StartRefusedException($"{section.Path}:{key} is '{value}'. It must be an address with https://.");
    }
}
