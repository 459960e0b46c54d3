namespace MergeProgramme.Platform.Audit;

/// <summary>Holds anchors against each other. Pure.</summary>
public static class AnchorRules
{
    /// <summary>What stands for a module in findings about the anchors themselves.</summary>
    public const string Place = "anchors";

    /// <summary>What is wrong among the anchors of a folder.</summary>
    /// <param name="files">In the order of <see cref="AnchorFolder.Read"/>.</param>
    public static IReadOnlyList<AuditFinding> Check(IReadOnlyList<AnchorFile> files)
    {
        var findings = new List<AuditFinding>();
        AnchorFile? before = null;
        foreach (var file in files)
        {
            if (file.Anchor is null)
                Say($"{file.Name} is no anchor: {file.Problem}");
            else if (file.Anchor.Number != file.Number)
                Say($"{file.Name} says that it is number {file.Anchor.Number}: it was altered or renamed");
            if (file.Number == 0)
                continue;
            if (before is not null && file.Number > before.Number + 1)
                Say(
                    $"{AuditFinding.Span(before.Number + 1, file.Number - 1).Replace("row", "anchor", StringComparison.Ordinal)} missing between {before.Name} and {file.Name}"
                );
            else if (
                file.Anchor is { } anchor
                && anchor.Previous != (before?.Hash ?? (file.Number == 1 ? LogLine.NoHash : anchor.Previous))
            )
                Say($"{file.Name} does not hold the hash of {before?.Name ?? "no anchor"}: one of them was altered or replaced");
            before = file;
        }
        CheckOrder(files, Say);
        return findings;

        void Say(string what) => findings.Add(new(Place, AuditFindingKind.Anchor, 0, -1, what));
    }

    /// <summary>What anchors say of one module, for the verifier.</summary>
    public static IEnumerable<AnchorPoint> Of(IEnumerable<AnchorFile> files, string module) =>
        from file in files
        let anchor = file.Anchor
        where anchor is not null
        from head in anchor!.Modules
        where head.Module == module
        select new AnchorPoint(file.Name, anchor!.Time, head.Sequence, head.Hash);

    // A log only grows: a later anchor says no less than an earlier one, and the same of the same row.
    private static void CheckOrder(IReadOnlyList<AnchorFile> files, Action<string> say)
    {
        var furthest = new Dictionary<string, (AnchoredHead Head, AnchorFile File)>(StringComparer.Ordinal);
        foreach (var file in files.Where(f => f.Anchor is not null).OrderBy(f => f.Anchor!.Time).ThenBy(f => f.Number))
        {
            foreach (var head in file.Anchor!.Modules)
            {
                if (furthest.TryGetValue(head.Module, out var seen))
                {
                    if (head.Sequence < seen.Head.Sequence)
                        say(
                            $"{file.Name} is later than {seen.File.Name} and says that {head.Module} ends at row {head.Sequence}, before row {seen.Head.Sequence}: rows were removed in between, or one of them was altered"
                        );
                    else if (head.Sequence == seen.Head.Sequence && head.Hash != seen.Head.Hash)
                        say(
                            $"{file.Name} and {seen.File.Name} hold different hashes of {head.Module} row {head.Sequence}: the row was rewritten in between, or one of them was altered"
                        );
                }
                furthest[head.Module] = (head, file);
            }
        }
    }
}
