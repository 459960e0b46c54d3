using System.Security.Cryptography;
using System.Text;

namespace MergeProgramme.Platform.Names;

/// <summary>Ids of what comes out of another resource: the same source always gives the same id, and a reader sees where it comes from.</summary>
public static class DerivedIds
{
    // Five less than an id may have: room for a number, should the id be taken.
    private const int LongestId = 58;
    private const int HashLength = 8;

    /// <summary>
    /// The id of what a resource brings about: of <c>programmes/x/subProjects/a4/mandates/1</c> with the suffix <c>goal-2</c> it is
    /// <c>a4-mandate-1-goal-2</c>. Where that is too long for an id, the middle gives way to a hash of the source.
    /// </summary>
    /// <param name="source">A resource name of four parts or more.</param>
    /// <param name="suffix">What it is of the source; empty where there is only one.</param>
    /// <exception cref="ArgumentException">The source is not such a name.</exception>
    public static string For(string source, string suffix = "")
    {
        var parts = source.Split('/');
        if (parts.Length < 4 || parts.Length % 2 != 0 || !ResourceNames.IsId(parts[^3]) || !ResourceNames.IsId(parts[^1]))
            throw new ArgumentException($"“{source}” is not the name of a resource below another one.", nameof(source));
        var made = $"{parts[^3]}-{Singular(parts[^2])}-{parts[^1]}";
        var end = suffix.Length == 0 ? "" : "-" + suffix;
        if (made.Length + end.Length > LongestId)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)))[..HashLength];
            made = $"{made[..(LongestId - end.Length - HashLength - 1)].TrimEnd('-')}-{hash}";
        }
        return made + end;
    }

    private static string Singular(string collection) => ResourceNames.IdFrom(collection.TrimEnd('s'));
}
