using MergeProgramme.Mandates.Imports.Recognition;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.Imports.Reading;

/// <summary>What a source was read as.</summary>
internal sealed record ReadImport(
    IReadOnlyList<ImportBlock> Blocks,
    IReadOnlyList<ImportCandidate> Candidates,
    IReadOnlyList<ImportRemark> Remarks
);

/// <summary>Reads a source into blocks and candidates. Pure.</summary>
internal static class ImportReading
{
    /// <summary>Most candidates of an import. What is beyond stays in the text, and a remark says so.</summary>
    public const int MostCandidates = 20_000;

    /// <summary>Blocks in order, whose texts are the source's text, and what was found in them.</summary>
    /// <param name="progress">Takes 0–100 now and then.</param>
    public static ReadImport Read(Source source, HeadingWords words, CandidateContext context, Action<int>? progress = null)
    {
        List<ImportBlock> blocks = [];
        var start = 0;
        foreach (var block in SectionReader.Read(source, words))
        {
            blocks.Add(
                new()
                {
                    Number = blocks.Count + 1,
                    Start = start,
                    Text = block.Text,
                    Kind = block.Kind,
                    Section = block.Section,
                }
            );
            start += block.Text.Length;
        }
        var finder = new CandidateFinder(context);
        List<ImportCandidate> candidates = [];
        List<ImportRemark> remarks = [.. source.Remarks];
        foreach (var (index, block) in blocks.Index())
        {
            foreach (var candidate in finder.Find(block))
            {
                candidate.Number = candidates.Count + 1;
                candidates.Add(candidate);
            }
            if (candidates.Count > MostCandidates)
            {
                remarks.Add(new() { Kind = ImportRemarkKind.CandidatesCut, Occurrences = candidates.Count - MostCandidates });
                candidates.RemoveRange(MostCandidates, candidates.Count - MostCandidates);
                break;
            }
            if (index % 100 == 0)
                progress?.Invoke(index * 100 / blocks.Count);
        }
        return new(blocks, candidates, remarks);
    }
}
