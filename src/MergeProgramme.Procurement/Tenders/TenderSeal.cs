using System.Security.Cryptography;
using Google.Protobuf;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.DataProtection;

namespace MergeProgramme.Procurement.Tenders;

/// <summary>
/// Seals what tenders say: encrypted and authenticated with the installation's keys (<c>Keys:Folder</c>), which are not in the database, and for the tender of this name
/// only. Whoever has the database alone reads nothing.
/// </summary>
internal sealed class TenderSeal(IDataProtectionProvider protection)
{
    private const string Purpose = "mergeprogramme.tender.v1";

    /// <summary>The text to store.</summary>
    public string Seal(string tender, ReadTenderResponse said) =>
        Convert.ToBase64String(protection.CreateProtector(Purpose, tender).Protect(said.ToByteArray()));

    /// <summary>What was sealed; null where the seal is broken, or the key is not here.</summary>
    /// <param name="hash">Of the content as it came.</param>
    public ReadTenderResponse? Open(string tender, string sealedText, string hash)
    {
        try
        {
            var said = ReadTenderResponse.Parser.ParseFrom(
                protection.CreateProtector(Purpose, tender).Unprotect(Convert.FromBase64String(sealedText))
            );
            return HashOf(said.Content) == hash ? said : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or InvalidProtocolBufferException)
        {
            return null;
        }
    }

    /// <summary>SHA-256 in hexadecimal.</summary>
    public static string HashOf(ByteString content) => Convert.ToHexStringLower(SHA256.HashData(content.Span));
}
