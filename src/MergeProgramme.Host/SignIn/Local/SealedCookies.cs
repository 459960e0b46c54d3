using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace MergeProgramme.Host.SignIn.Local;

/// <summary>What a browser carries from one page of the sign-in to the next: sealed, for ten minutes, and of use nowhere else.</summary>
internal sealed class SealedCookies(IDataProtectionProvider protection, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly IDataProtector protector = protection.CreateProtector("mergeprogramme.sign-in-step.v1");

    public void Set<T>(HttpContext http, string name, T value)
        where T : class
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(new Carried<T>(value, time.GetUtcNow() + Life));
        http.Response.Cookies.Append(
            Name(http, name),
            WebEncoders.Base64UrlEncode(protector.CreateProtector(name).Protect(plain)),
            Options(http)
        );
    }

    /// <summary>What was carried; null where there is nothing, it is too old, or somebody else made it.</summary>
    public T? Read<T>(HttpContext http, string name)
        where T : class
    {
        if (http.Request.Cookies[Name(http, name)] is not { Length: > 0 } cookie)
            return null;
        try
        {
            var plain = protector.CreateProtector(name).Unprotect(WebEncoders.Base64UrlDecode(cookie));
            return JsonSerializer.Deserialize<Carried<T>>(plain) is { } carried && carried.Until > time.GetUtcNow()
                ? carried.Value
                : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    public static void Delete(HttpContext http, string name) => http.Response.Cookies.Delete(Name(http, name), Options(http));

    private static string Name(HttpContext http, string name) =>
        http.Request.IsHttps ? PreferenceCookies.HostPrefix + name : name;

    private static CookieOptions Options(HttpContext http) =>
        new()
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Strict,
            Secure = http.Request.IsHttps,
            Path = "/",
        };

    private sealed record Carried<T>(T Value, DateTimeOffset Until);
}
