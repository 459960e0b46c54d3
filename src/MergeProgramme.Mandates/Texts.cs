namespace MergeProgramme.Mandates;

/// <summary>Marks the texts of this module: <c>IStringLocalizer&lt;Texts&gt;</c>.</summary>
internal sealed class Texts;
