using System.Globalization;

namespace MergeProgramme.Stakeholders.Pages.PublicPages;

/// <summary>The two languages of what everybody reads: each has an address of its own.</summary>
internal static class PublicLanguage
{
    /// <summary>Whether this request is answered in English.</summary>
    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>Address, language and name of the same page in the other language.</summary>
    public static (string Href, string Lang, string Name) Other(string programmeId) =>
        IsEnglish ? ($"/public/{programmeId}", "nb", "Norsk") : ($"/public/{programmeId}/en", "en", "English");
}
