using System.Security.Cryptography;
using System.Text;
using OtpNet;

namespace MergeProgramme.Host.SignIn.Local;

/// <summary>Codes on paper, for whoever has lost the phone: each is good once in place of a one-time code.</summary>
internal static class RecoveryCodes
{
    private const int Count = 10;
    private const int Bytes = 15;

    /// <summary>Ten codes of 120 random bits, in groups of four.</summary>
    public static string[] New() =>
        [
            .. Enumerable
                .Range(0, Count)
                .Select(_ =>
                    string.Join(
                        '-',
                        Base32Encoding
                            .ToString(RandomNumberGenerator.GetBytes(Bytes))
                            .ToLowerInvariant()
                            .Chunk(4)
                            .Select(c => new string(c))
                    )
                ),
        ];

    /// <summary>What is kept of a code: with 120 bits nobody guesses it from its hash.</summary>
    public static byte[] Hash(string code) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(new string([.. code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)])));
}
