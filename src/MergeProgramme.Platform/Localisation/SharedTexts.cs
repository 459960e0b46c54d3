namespace MergeProgramme.Platform.Localisation;

/// <summary>
/// Marks the words that all modules share: <c>SharedTexts.resx</c> (Bokmål) and <c>SharedTexts.en.resx</c>. Pages reach them as
/// <c>@S["Save"]</c> after <c>@inject IStringLocalizer&lt;SharedTexts&gt; S</c> in their _ViewImports.
/// </summary>
public sealed class SharedTexts;
