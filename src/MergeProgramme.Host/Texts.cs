namespace MergeProgramme.Host;

/// <summary>Marks the texts of the frame around the pages: <c>Texts.resx</c> (Bokmål) and <c>Texts.en.resx</c>.</summary>
internal sealed class Texts;
