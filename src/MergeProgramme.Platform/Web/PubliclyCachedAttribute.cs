namespace MergeProgramme.Platform.Web;

/// <summary>
/// A page that says the same to everybody at its address, whoever asks: browsers and proxies may keep it for five minutes, and then ask whether it has changed.
/// It reads no cookie and sets none.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PubliclyCachedAttribute : Attribute
{
    /// <summary>What the answer says of how long it may be kept.</summary>
    public const string CacheControl = "public, max-age=300";
}
