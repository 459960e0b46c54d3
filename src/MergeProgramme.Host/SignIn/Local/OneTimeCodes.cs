using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OtpNet;
using QRCoder;

namespace MergeProgramme.Host.SignIn.Local;

/// <summary>Time-based one-time codes of an authenticator app (RFC 6238): six digits, a new one every 30 seconds.</summary>
internal static class OneTimeCodes
{
    private const int KeyBytes = 20;
    private const string Issuer = "MergeProgramme";

    // Clocks of phones and people's typing: the code before and the code after are good too.
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    /// <summary>A new key of 160 random bits.</summary>
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyBytes);

    /// <summary>The key as people type it, in groups of four.</summary>
    public static string Shown(byte[] key) => string.Join(' ', Base32Encoding.ToString(key).Chunk(4).Select(c => new string(c)));

    /// <summary>The key as an authenticator app reads it from a picture: the squares that are dark, as an SVG path, and how many there are on a side.</summary>
    public static (string Path, int Side) Picture(byte[] key, string login)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(
            new OtpUri(OtpType.Totp, key, login, Issuer).ToString(),
            QRCodeGenerator.ECCLevel.M
        );
        var path = new StringBuilder();
        var rows = data.ModuleMatrix;
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                if (rows[y][x])
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
            }
        }
        return (path.ToString(), rows.Count);
    }

    /// <summary>The time step of a code; null where the code is wrong, or of a step that was used already.</summary>
    /// <param name="lastStep">The step of the code that was used last.</param>
    public static long? StepOf(byte[] key, string code, long lastStep, DateTimeOffset now)
    {
        var digits = new string([.. code.Where(char.IsAsciiDigit)]);
        return new Totp(key).VerifyTotp(now.UtcDateTime, digits, out var step, Window) && step > lastStep ? step : null;
    }
}
