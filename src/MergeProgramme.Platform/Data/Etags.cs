using System.Security.Cryptography;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Platform.Data;

/// <summary>Etags (AIP-154): a new one with every change, so that nobody overwrites what they have not seen.</summary>
public static class Etags
{
    /// <summary>An etag that no version has had.</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>Refuses a write on another version than the current one. An empty etag asks for no check.</summary>
    /// <exception cref="Problem">ABORTED.</exception>
    public static void Require(string given, string current, string name)
    {
        if (given.Length > 0 && given != current)
            throw Problem.Stale(name);
    }
}
