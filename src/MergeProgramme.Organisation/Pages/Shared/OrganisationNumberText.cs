namespace MergeProgramme.Organisation.Pages.Shared;

/// <summary>Organisation numbers as people read and write them: "974 760 673".</summary>
internal static class OrganisationNumberText
{
    /// <summary>In threes, kept on one line.</summary>
    public static string Spaced(string number) =>
        number.Length == 9 ? $"{number[..3]}\u00A0{number[3..6]}\u00A0{number[6..]}" : number;

    /// <summary>Without the spaces that people write.</summary>
    public static string Plain(string? written) => string.Concat((written ?? "").Where(c => !char.IsWhiteSpace(c)));
}
