namespace MergeProgramme.Access;

/// <summary>Texts.resx (Bokmål) and Texts.en.resx (English).</summary>
internal sealed class Texts;
