using System.Runtime.InteropServices;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.Imports.Reading;

/// <summary>One paragraph of a source, as whoever wrote it formatted it.</summary>
/// <param name="Text">What it says, with what ends it: the texts of all paragraphs, one after the other, are the source.</param>
/// <param name="Kind">What it is in the document.</param>
/// <param name="Level">Level of a heading by its style or outline, from 1; 0 where it has none.</param>
/// <param name="IsBold">Whether all of it is in bold.</param>
internal sealed record SourceParagraph(string Text, ImportBlockKind Kind, int Level = 0, bool IsBold = false);

/// <summary>A document as it was read, before anything in it is understood.</summary>
/// <param name="Remarks">What a reader should know of the file.</param>
internal sealed record Source(IReadOnlyList<SourceParagraph> Paragraphs, IReadOnlyList<ImportRemark> Remarks)
{
    /// <summary>The whole text.</summary>
    public string Text => string.Concat(Paragraphs.Select(paragraph => paragraph.Text));

    /// <summary>Characters (UTF-16 code units) of the whole text.</summary>
    public int Length => Paragraphs.Sum(paragraph => paragraph.Text.Length);
}

/// <summary>A place in a text.</summary>
/// <param name="Start">Where it begins, in UTF-16 code units from 0.</param>
/// <param name="End">Where it ends: the first place behind it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Span(int Start, int End)
{
    public int Length => End - Start;

    /// <summary>The same place, seen from the beginning of something that begins earlier.</summary>
    public Span After(int offset) => new(Start + offset, End + offset);

    /// <summary>What stands there.</summary>
    public string In(string text) => text[Start..End];

    public bool Overlaps(Span other) => Start < other.End && other.Start < End;
}
