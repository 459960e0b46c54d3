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
    private const string Terms = "terms";
    private const string Content = "content";

    /// <summary>The texts to store: price and file name, and the content.</summary>
    public (string Terms, string Content) Seal(string tender, ReadTenderResponse said)
    {
        var terms = said.Clone();
        terms.Content = ByteString.Empty;
        return (Seal(tender, Terms, terms.ToByteArray()), Seal(tender, Content, said.Content.ToByteArray()));
    }

    /// <summary>Price and file name; null where the seal is broken, or the key is not here.</summary>
    public ReadTenderResponse? OpenTerms(string tender, string sealedTerms) =>
        Open(tender, Terms, sealedTerms) is { } terms ? ReadTenderResponse.Parser.ParseFrom(terms) : null;

    /// <summary>The content; null where the seal is broken, the key is not here, or it is not what came.</summary>
    /// <param name="hash">Of the content as it came.</param>
    public ByteString? OpenContent(string tender, string sealedContent, string hash) =>
        Open(tender, Content, sealedContent) is { } bytes
        && UnsafeByteOperations.UnsafeWrap(bytes) is var content
        && HashOf(content) == hash
            ? content
            : null;

    private string Seal(string tender, string part, byte[] bytes) =>
        Convert.ToBase64String(protection.CreateProtector(Purpose, tender, part).Protect(bytes));

    private byte[]? Open(string tender, string part, string sealedText)
    {
        try
        {
            return protection.CreateProtector(Purpose, tender, part).Unprotect(Convert.FromBase64String(sealedText));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    /// <summary>SHA-256 in hexadecimal.</summary>
    public static string HashOf(ByteString content) => Convert.ToHexStringLower(SHA256.HashData(content.Span));
}
