using System.Security.Cryptography;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.PersonalData;

/// <summary>The SQL that several rpcs on disclosures share.</summary>
internal static class DisclosureTable
{
    public const string Columns =
        "name, kind, purpose, case_number, pseudonym, requester, requester_display_name, create_time, finish_time";

    /// <summary>The disclosure of a name.</summary>
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Disclosure> GetAsync(Session session, string name) =>
        await session.FindAsync<Disclosure>($"SELECT {Columns} FROM disclosures WHERE name = @name", new { name })
        ?? throw Problem.NotFound(name);

    /// <summary>What the event log may say of it: everybody who reads the register reads the log.</summary>
    public static Disclosure WithoutPurpose(Disclosure disclosure)
    {
        var said = disclosure.Clone();
        (said.Purpose, said.CaseNumber) = ("", "");
        return said;
    }

    /// <summary>What no erasure of the programme has used: random, so that nobody can go from it to a name.</summary>
    public static async Task<string> NewPseudonymAsync(Session session, string programme)
    {
        // Four digits are easy to say. Where one is taken, more of them are.
        for (var bytes = 2; ; bytes++)
        {
            var pseudonym = $"Person {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes))}";
            var used = await session.FindAsync<string>(
                "SELECT MAX(name) FROM disclosures WHERE parent = @programme AND pseudonym = @pseudonym",
                new { programme, pseudonym }
            );
            if (used is null)
                return pseudonym;
        }
    }
}
