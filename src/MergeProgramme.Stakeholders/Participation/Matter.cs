using MergeProgramme.Platform.Names;

namespace MergeProgramme.Stakeholders.Participation;

/// <summary>What a party took part in: the resource name of a mandate, or of another thing in the programme.</summary>
internal static class Matter
{
    /// <summary>
    /// Whether a matter is a well-formed resource name (<c>collection/id/collection/id</c> …) of the programme or of something in it. Which kinds of
    /// things there are, this module does not know.
    /// </summary>
    /// <param name="programme">Such as <c>programmes/indre-ostfold</c>.</param>
    public static bool IsOf(string programme, string matter)
    {
        var parts = matter.Split('/');
        if (parts.Length % 2 != 0 || ResourceNames.Programme(matter) != programme)
            return false;
        for (var i = 0; i < parts.Length; i += 2)
        {
            if (!IsCollection(parts[i]) || !ResourceNames.IsId(parts[i + 1]))
                return false;
        }
        return true;
    }

    // AIP-122: lowerCamelCase.
    private static bool IsCollection(string part) =>
        part.Length > 0 && char.IsAsciiLetterLower(part[0]) && part.All(char.IsAsciiLetterOrDigit);
}
