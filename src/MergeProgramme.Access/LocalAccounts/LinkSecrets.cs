using System.Security.Cryptography;
using System.Text;

namespace MergeProgramme.Access.LocalAccounts;

/// <summary>Secrets of one-time links: made here, told once, and kept as a hash.</summary>
internal static class LinkSecrets
{
    private const int Bytes = 32;

    /// <summary>How long a link to an account is good.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(3);

    /// <summary>How long the first administrator's link is good.</summary>
    public static readonly TimeSpan FirstLife = TimeSpan.FromDays(1);

    /// <summary>256 random bits, of letters and digits only so that they can be read and typed.</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is kept of a secret.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
