using System.Globalization;
using System.Resources;

namespace MergeProgramme.Mandates;

/// <summary>Texts of this module where no page asks for them: findings and obstacles.</summary>
internal static class Phrases
{
    private static readonly ResourceManager All = new(typeof(Texts));

    /// <summary>The text of a key in a language, its placeholders filled in.</summary>
    public static string Of(string key, CultureInfo culture, params object[] args) =>
        string.Format(culture, All.GetString(key, culture) ?? key, args);
}
