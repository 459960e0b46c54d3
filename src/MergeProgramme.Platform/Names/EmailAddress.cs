namespace MergeProgramme.Platform.Names;

/// <summary>E-mail addresses as people type them.</summary>
public static class EmailAddress
{
    /// <summary>Whether the text could be one. Only what is certainly wrong is not: whether an address works, only a letter to it can tell.</summary>
    public static bool IsPossible(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0
            && at < text.Length - 1
            && !text.Any(char.IsWhiteSpace)
            && text.IndexOf('@', StringComparison.Ordinal) == at;
    }
}
